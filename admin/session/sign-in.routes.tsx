import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { encodePassword, isPassword } from '../../core/people/passwords.ts'
import { readPersonByLogin, type Person } from '../../core/people/read-person.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import type { ShowPage } from '../page.tsx'
import { ownAddress, routes } from '../paths.ts'
import { authorityOf } from './guard.ts'
import { endSession, writeSession } from './session-cookie.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'
import { SignInPage } from './sign-in.views.tsx'

const form = z.object({
  login: z.string().max(100),
  password: z.string().max(200),
  next: z.string().max(500).optional(),
})

/** Signing in and out. The same answer, after the same time, for an unknown login and for a wrong password. */
export function signInRoutes(
  { readers, clock, cookieKey, formats, signInFailures }: AdminDeps,
  show: ShowPage,
): Hono {
  const app = new Hono()
  const attempts = createSignInAttempts(signInFailures, clock)
  // What an unknown login's password is compared with: nobody's.
  const nobody = encodePassword(cookieKey)
  const { signIn } = words.admin

  const showForm = (c: Context, status: 200 | 403 | 422 | 429, message?: string, login = '', next?: string) =>
    show(c, { title: signIn.title, status }, <SignInPage message={message} login={login} next={next} />)

  const findPerson = async (login: string, password: string): Promise<Person | undefined> => {
    const person = await readPersonByLogin(readers.whole, login)
    const isRight = await isPassword(password, person?.passwordHash ?? (await nobody))
    return isRight && person !== undefined && person.passwordHash !== null && person.isActive
      ? person
      : undefined
  }

  app.get(routes.signIn, (c) => {
    const out = c.req.query('out')
    const message = out === 'everywhere' ? signIn.signedOutEverywhere : signIn.signedOut
    return showForm(c, 200, out === undefined ? undefined : message, '', c.req.query('next'))
  })

  app.post(routes.signIn, async (c) => {
    const parsed = form.safeParse(await c.req.parseBody())
    if (!parsed.success) return await showForm(c, 422, signIn.wrong)
    const { login, password, next } = parsed.data
    const address = addressOf(c)
    const lockedMs = attempts.lockedMs(login, address)
    if (lockedMs > 0)
      return await showForm(c, 429, signIn.locked(formats.age(lockedMs + UP_TO_THE_MINUTE_MS)), login, next)
    // Counted before it is tried: many at once do not get many tries.
    attempts.failed(login, address)
    const person = await findPerson(login, password)
    if (person === undefined) return await showForm(c, 422, signIn.wrong, login, next)
    attempts.succeeded(login, address)
    if (authorityOf(person) === undefined) return await showForm(c, 403, signIn.operator, login, next)
    await writeSession(c, cookieKey, { person: person.id, version: person.sessionVersion, now: clock.now() })
    return c.redirect(ownAddress(next), 303)
  })

  app.post(routes.signOut, (c) => {
    endSession(c)
    return c.redirect(`${routes.signIn}?out`, 303)
  })
  return app
}

/** Rounds a remaining time up to the minute that is shown. */
const UP_TO_THE_MINUTE_MS = 60_000 - 1

/** Where a request comes from, as the server saw it; a proxy's own word for it is not believed. */
function addressOf(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return env?.incoming?.socket?.remoteAddress ?? 'unknown'
}
