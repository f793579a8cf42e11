import { ageOfBooks } from '../../../core/branches/old-books.ts'
import { getConnInfo } from '@hono/node-server/conninfo'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { parseScan } from '../../../core/barcodes/parse-scan.ts'
import type { Branch } from '../../../core/branches/read-branches.ts'
import { isDemoBook } from '../../../core/database/is-demo-book.ts'
import { surelyNow } from '../../../core/kernel/clock.ts'
import { readBadgeHolder } from '../../../core/people/badges.ts'
import type { PinGate } from '../../../core/people/pins.ts'
import { readPerson, readPersonByLogin, type Person } from '../../../core/people/read-person.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { Formats } from '../../../core/words/format.ts'
import { oldSince } from '../../kiosk/screens/status-words.ts'
import { markup } from '../../kiosk/markup.ts'
import { BranchPage, SignInPage } from '../page.tsx'
import { paths } from '../paths.ts'
import type { PhoneFiles } from '../phone-files.ts'
import { createAddressLimit } from './address-limit.ts'
import { beginSession, endSession, writeSession } from './phone-cookie.ts'
import { holderOf, type PhoneAccess } from './phone-visitor.ts'

export interface SignInParts {
  readonly access: PhoneAccess
  readonly pins: PinGate
  readonly formats: Formats
  readonly files: PhoneFiles
  /** The branches whose books this process keeps. */
  readonly branches: () => readonly Branch[]
  /** When the books here were last what central has; undefined: always. */
  readonly dataAsOf?: (() => number | undefined) | undefined
}

const pinForm = z.object({ login: z.string().max(100), pin: z.string().max(20) })
const badgeForm = z.object({ badge: z.string().max(200) })
const branchForm = z.object({ branch: z.coerce.number().int().positive() })

/** Why somebody was not let in, as the page says it. */
interface Refused {
  readonly status: 403 | 422 | 429
  readonly message: string
}

/** Signing in by name and PIN or by a badge, signing out, and a super admin's choice of branch. */
export function signInRoutes(parts: SignInParts): Hono {
  const { access, files, branches, dataAsOf, formats } = parts
  const app = new Hono()
  const find = createFinder(parts)
  const show = (c: Context, status: 200 | Refused['status'], message?: string, login = '') => {
    c.header('cache-control', 'no-store')
    const page = { files, message, login, isDemo: isDemoBook(access.reader), peopleAsOf: peopleAsOf() }
    return c.html(`<!doctype html>${markup(<SignInPage {...page} />)}`, status)
  }
  const peopleAsOf = (): string | undefined => {
    const { clock } = access
    const old = oldSince(dataAsOf && ageOfBooks(clock, dataAsOf()))
    const zone = branches()[0]?.timeZone ?? 'UTC'
    return old === undefined ? undefined : formats.moment(old, surelyNow(clock), zone)
  }
  const letIn = async (c: Context, found: Person | Refused, login?: string): Promise<Response> => {
    if ('message' in found) return show(c, found.status, found.message, login)
    const isHere = found.role === 'super_admin' || branches().some(({ id }) => id === found.branch)
    if (!isHere) return show(c, 403, words.phone.signIn.elsewhere, login)
    const { id: person, sessionVersion: version } = found
    await beginSession(c, access.cookieKey, { person, version, now: access.clock.now() })
    return c.redirect(paths.screen, 303)
  }

  app.get(paths.signIn, (c) => show(c, 200, saidBefore(c)))
  app.post(paths.signIn, async (c) => {
    const parsed = pinForm.safeParse(await c.req.parseBody())
    if (!parsed.success) return show(c, 422, words.phone.signIn.wrong)
    return await letIn(c, await find.byPin(addressOf(c), parsed.data), parsed.data.login)
  })
  app.post(paths.badge, async (c) => {
    const parsed = badgeForm.safeParse(await c.req.parseBody())
    if (!parsed.success) return show(c, 422, words.phone.signIn.notBadge)
    return await letIn(c, await find.byBadge(addressOf(c), parsed.data.badge))
  })
  app.post(paths.signOut, (c) => {
    endSession(c)
    return c.redirect(`${paths.signIn}?out`, 303)
  })
  app.get(paths.branch, async (c) => {
    c.header('cache-control', 'no-store')
    if ((await holderOf(c, access))?.person.role !== 'super_admin') return c.redirect(paths.screen, 303)
    const page = { files, branches: branches(), isDemo: isDemoBook(access.reader) }
    return c.html(`<!doctype html>${markup(<BranchPage {...page} />)}`)
  })
  app.post(paths.branch, async (c) => {
    const holder = await holderOf(c, access)
    const parsed = branchForm.safeParse(await c.req.parseBody())
    const chosen = branches().find(({ id }) => parsed.success && id === parsed.data.branch)
    if (holder?.person.role === 'super_admin' && chosen !== undefined)
      await writeSession(c, access.cookieKey, { ...holder.session, branch: chosen.id }, access.clock.now())
    return c.redirect(paths.screen, 303)
  })
  return app
}

/** Finds who signs in. Counts what fails: by person in the outbox (`core/people/pins.ts`), and by address here. */
function createFinder({ access, pins, formats }: SignInParts) {
  const { reader, clock } = access
  const { signIn } = words.phone
  const limit = createAddressLimit(clock)

  const tryIn = async (address: string, look: () => Promise<Person | Refused>): Promise<Person | Refused> => {
    const waitMs = limit.waitMs(address)
    if (waitMs > 0) return { status: 429, message: signIn.busy(formats.age(waitMs + UP_TO_THE_MINUTE_MS)) }
    limit.tried(address)
    const found = await look()
    if (!('message' in found)) limit.succeeded(address)
    return found
  }
  return {
    /** The same answer for a name nobody has, a person without a PIN, and a wrong PIN. */
    byPin: (address: string, { login, pin }: z.infer<typeof pinForm>) =>
      tryIn(address, async () => {
        const person = await readPersonByLogin(reader, login)
        if (person === undefined) return { status: 422, message: signIn.wrong }
        const answer = pins.check(person.id, pin, clock.now())
        if (answer.result === 'right') return person
        if (answer.lockedUntil === null) return { status: 422, message: signIn.wrong }
        const leftMs = answer.lockedUntil - clock.now()
        return { status: 429, message: signIn.locked(formats.age(leftMs + UP_TO_THE_MINUTE_MS)) }
      }),
    byBadge: (address: string, text: string) =>
      tryIn(address, async () => {
        const meaning = parseScan(text, { scalePatterns: [], today: '' })
        if (meaning.kind !== 'badge') return { status: 422, message: signIn.notBadge }
        const holder = readBadgeHolder(reader, meaning.code)
        if (holder === 'revoked') return { status: 422, message: signIn.badgeRevoked }
        const person = holder === undefined ? undefined : await readPerson(reader, holder.id)
        return person ?? { status: 422, message: signIn.badgeUnknown }
      }),
  }
}

/** Rounds a remaining time up to the minute that is shown. */
const UP_TO_THE_MINUTE_MS = 60_000 - 1

function saidBefore(c: Context): string | undefined {
  const { signIn } = words.phone
  if (c.req.query('out') !== undefined) return signIn.signedOut
  if (c.req.query('ended') !== undefined) return signIn.ended
  return c.req.query('elsewhere') === undefined ? undefined : signIn.elsewhere
}

/** Where a request comes from, as the server saw it; a proxy's own word for it is not believed. */
function addressOf(c: Context): string {
  return getConnInfo(c).remote.address ?? 'unknown'
}
