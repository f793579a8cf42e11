import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { readReason, readReasons, type Reason } from '../../core/reasons/read-reasons.ts'
import { REASON_USES } from '../../core/reasons/reason-code.table.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { NewReasonPage, ReasonPage, ReasonsPage } from './reasons.views.tsx'

const { adminReasons: text } = words
const { problems: say } = text
const SECTION = 'reasons'

const name = z.string(say.nameMissing).min(1, say.nameMissing).max(60, say.nameLong)
const nameForm = z.object({ name })
const newForm = z.object({
  name,
  code: z
    .string(say.code)
    .toUpperCase()
    .regex(/^[A-Z0-9-]{2,20}$/, say.code),
  usedFor: z.enum(REASON_USES, say.usedFor),
})

/** Why things are written off, found or returned. Everybody here reads them; a super admin looks after them. */
export function reasonsRoutes({ reasons }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  app.get(routes.reasons, (c) =>
    show(
      c,
      { title: text.title, section: SECTION },
      <ReasonsPage reasons={readReasons(c.get('visitor').reader)} mayChange={mayChange(c)} />,
    ),
  )

  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.add.title, section: SECTION, status: statusOf(problems) },
      <NewReasonPage filled={filled} problems={problems} />,
    )
  app.get(routes.newReason, (c) => {
    mustChange(c)
    return showNew(c, {})
  })
  app.post(routes.reasons, async (c) => {
    mustChange(c)
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(newForm, filled)
    if (!fields.ok) return await showNew(c, filled, fields.problems)
    if ((await reasons.add(fields.value)) === 'code_taken')
      return await showNew(c, filled, { code: say.codeTaken })
    return c.redirect(routes.reasons, 303)
  })

  const showReason = (c: Context<AdminEnv>, reason: Reason, filled?: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: reason.name, section: SECTION, status: statusOf(problems) },
      <ReasonPage
        reason={reason}
        mayChange={mayChange(c)}
        filled={filled ?? { name: reason.name }}
        problems={problems}
      />,
    )
  app.get(routes.reason, (c) => showReason(c, reasonIn(c)))
  app.post(routes.reasonName, async (c) => {
    mustChange(c)
    const reason = reasonIn(c)
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(nameForm, filled)
    if (!fields.ok) return await showReason(c, reason, filled, fields.problems)
    await reasons.rename(reason.code, fields.value.name)
    return back(c, reason)
  })
  app.post(routes.reasonRetired, async (c) => {
    mustChange(c)
    const reason = reasonIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    await reasons.setRetired(reason.code, isRetired)
    return back(c, reason)
  })
  return app
}

const mayChange = (c: Context<AdminEnv>): boolean => c.get('visitor').person.role === 'super_admin'
function mustChange(c: Context<AdminEnv>): void {
  if (!mayChange(c)) throw new NotHere()
}

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)

function reasonIn(c: Context<AdminEnv>): Reason {
  return found(readReason(c.get('visitor').reader, c.req.param('reason') ?? ''))
}

const back = (c: Context<AdminEnv>, { code }: Reason): Response => c.redirect(links.reason(code), 303)
