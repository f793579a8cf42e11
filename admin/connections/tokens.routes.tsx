import { Hono, type Context } from 'hono'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { mayHandleToken, readToken, readTokens } from '../../core/tokens/read-tokens.ts'
import type { Role } from '../../core/people/create-person.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found, NotHere } from '../errors.tsx'
import { readFields, textsOf, type Filled, type Problems, type Read } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import { readAssignment } from '../people/person-form.ts'
import { uuidIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { NewTokenPage, TokensPage } from './tokens.views.tsx'

const { tokens: text } = words.adminApi
const { problems: why } = text

const nameField = z
  .string(why.nameMissing)
  .min(1, why.nameMissing)
  .max(60, why.nameLong)
  .regex(/[\p{L}\p{N}]/u, why.nameForm)
const idField = z.uuid()

/** By what other systems work with the books. A super admin looks after all of it, a manager after their branch's. */
export function tokensRoutes({ tokens, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()

  const showList = (c: Context<AdminEnv>, filled: Filled, problems: Problems) => {
    const visitor = c.get('visitor')
    const status = Object.keys(problems).length === 0 ? 200 : 422
    return show(
      c,
      { title: words.adminApi.title, section: 'connections', status },
      <TokensPage
        tokens={readTokens(visitor.viewReader)}
        visitor={visitor}
        newId={uuidv7()}
        filled={filled}
        problems={problems}
      />,
    )
  }

  app.get(routes.tokens, (c) => showList(c, {}, {}))

  app.post(routes.tokens, async (c) => {
    const visitor = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(z.object({ name: nameField }), filled)
    const standing = readStanding(visitor, filled)
    if (!fields.ok || !standing.ok)
      return await showList(c, filled, {
        ...(fields.ok ? {} : fields.problems),
        ...(standing.ok ? {} : standing.problems),
      })
    const id = idField.safeParse(filled['id']).data ?? uuidv7()
    // A second click: it was shown to the first one, and nobody can show it again.
    if (readToken(visitor.reader, id) !== undefined) return c.redirect(routes.tokens, 303)
    const branch = visitor.branches.find(({ id: of }) => of === standing.value.branch) ?? null
    const { role } = standing.value
    const { name } = fields.value
    const made = await tokens.make({ id, name, role, branch, madeBy: visitor.person.id, now: clock.now() })
    if (made === 'name_taken') return await showList(c, filled, { name: why.nameTaken })
    return await show(
      c,
      { title: text.shownTitle(name), section: 'connections' },
      <NewTokenPage name={name} token={made.token} origin={new URL(c.req.url).origin} />,
    )
  })

  app.post(routes.tokenRevoked, async (c) => {
    const { person, reader } = c.get('visitor')
    const known = found(readToken(reader, uuidIn(c, 'token')))
    if (!mayHandleToken(person, known)) throw new NotHere()
    await tokens.revoke(known.id, clock.now())
    return c.redirect(routes.tokens, 303)
  })
  return app
}

interface TokenStanding {
  readonly role: Role
  readonly branch: BranchId | null
}

/** A super admin says role and branch. A manager's are of their own branch and at most managers, whatever is sent. */
function readStanding({ person, authority, branches }: Visitor, filled: Filled): Read<TokenStanding> {
  if (authority.kind === 'all') return readAssignment(filled, branches)
  const role = filled['role'] === 'manager' ? 'manager' : 'operator'
  return { ok: true, value: { role, branch: person.branch } }
}
