import { Hono, type Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Clock } from '../../core/kernel/clock.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import type { NewCompany } from '../../core/set-up/found-company.ts'
import { createAssets, type Assets } from '../../core/web/assets.ts'
import { guardPages } from '../../core/web/security.ts'
import { words } from '../../core/words/catalogue.ts'
import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'
import { ADMIN_FILES } from '../admin-files.ts'
import type { Filled, Problems } from '../form.ts'
import { createShowPage, type ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import { writeSession } from '../session/session-cookie.ts'
import type { SetUpCode } from './set-up-code.ts'
import { readCompany } from './set-up-form.ts'
import { CodePage, SetUpDonePage, SetUpFailedPage, SetUpPage } from './set-up.views.tsx'

const { setUp: text } = words
const TICKET = 'scanbook-set-up'

export interface SetUpDeps {
  readonly clock: Clock
  readonly code: SetUpCode
  /** The machine's own time zone. */
  readonly zone: string
  /** Makes the book and opens it, all of it or nothing; from then on this app is not asked any more. */
  readonly found: (company: NewCompany) => Promise<{ readonly admin: PersonId; readonly cookieKey: string }>
  readonly report: (error: unknown) => void
}

/** What a process serves while its folder holds no book: one page, to which every other address leads. */
export function createSetUpApp(deps: SetUpDeps): Hono {
  const assets: Assets = createAssets(routes.assets, ADMIN_FILES)
  const show = createShowPage({ assets, formats: createFormats({ currency: NO_CURRENCY }) })
  const app = new Hono()
  for (const guard of guardPages()) app.use(guard)
  app.route('/', assets.routes)
  app.get('/healthz', (c) => c.text(text.waiting))
  app.route('/', codeRoutes(deps, show))
  app.route('/', companyRoutes(deps, show))
  app.all('*', (c) => c.redirect(routes.setUp, 303))
  app.onError((error, c) => {
    deps.report(error)
    return show(c, { title: text.failed.title, status: 500 }, <SetUpFailedPage />)
  })
  return app
}

function codeRoutes({ code }: SetUpDeps, show: ShowPage): Hono {
  const app = new Hono()
  const showCode = (c: Context, status: 200 | 422 | 429, problem?: string) =>
    show(c, { title: text.title, status }, <CodePage problem={problem} />)
  const showPause = (c: Context) => showCode(c, 429, text.code.paused(seconds(code.pausedMs())))

  app.get(routes.setUp, async (c, next) => {
    if (code.isTicket(getCookie(c, TICKET))) return await next()
    return code.pausedMs() > 0 ? await showPause(c) : await showCode(c, 200)
  })
  app.post(routes.setUpCode, async (c) => {
    if (code.pausedMs() > 0) return await showPause(c)
    const { code: typed } = await c.req.parseBody()
    const ticket = typeof typed === 'string' ? code.try(typed) : undefined
    if (ticket === undefined)
      return code.pausedMs() > 0 ? await showPause(c) : await showCode(c, 422, text.code.wrong)
    setCookie(c, TICKET, ticket, { path: routes.setUp, httpOnly: true, sameSite: 'Strict' })
    return c.redirect(routes.setUp, 303)
  })
  return app
}

function companyRoutes({ code, zone, found, clock, report }: SetUpDeps, show: ShowPage): Hono {
  const app = new Hono()
  // The one attempt that is being made: who comes meanwhile waits for how it ends.
  let founding: Promise<unknown> | undefined
  const showForm = (c: Context, filled: Filled, problems: Problems) =>
    show(
      c,
      { title: text.title, status: Object.keys(problems).length === 0 ? 200 : 422 },
      <SetUpPage filled={filled} problems={problems} zone={zone} />,
    )

  app.get(routes.setUp, (c) => showForm(c, {}, {}))
  app.post(routes.setUp, async (c) => {
    if (!code.isTicket(getCookie(c, TICKET))) return c.redirect(routes.setUp, 303)
    const read = readCompany(await c.req.parseBody())
    if (!read.ok) return await showForm(c, read.filled, read.problems)
    const { admin, ...company } = read.value
    const passwordHash = await encodePassword(admin.password)
    // Asked after the last wait: from here to `founding` nobody comes between.
    if (founding !== undefined) {
      await founding.catch(report)
      return await show(c, { title: text.done.title, status: 409 }, <SetUpDonePage />)
    }
    const attempt = found({ ...company, admin: { login: admin.login, name: admin.name, passwordHash } })
    founding = attempt
    const { admin: person, cookieKey } = await attempt.catch((error: unknown) => {
      founding = undefined
      throw error
    })
    await writeSession(c, cookieKey, { person, version: 1, now: clock.now() })
    return c.redirect(routes.home, 303)
  })
  return app
}

/** For a browser that still shows the form when the book has been made from another one. */
export function setUpDoneRoutes(show: ShowPage): Hono {
  const app = new Hono()
  app.get(routes.setUp, (c) => c.redirect(routes.home, 303))
  for (const address of [routes.setUp, routes.setUpCode])
    app.post(address, (c) => show(c, { title: text.done.title, status: 409 }, <SetUpDonePage />))
  return app
}

function seconds(ms: number): string {
  return createFormats({ currency: NO_CURRENCY }).age(ms + 999)
}
