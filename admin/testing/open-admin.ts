import { join } from 'node:path'
import { openScopedReaders, type ScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { Backups } from '../../core/backup/backup-facts.ts'
import { listCopies } from '../../core/backup/list-copies.ts'
import type { LedgerFormat } from '../../core/book/journal/ledger-formats.ts'
import type { Scope } from '../../core/branches/scope.ts'
import { createImports, type Imports } from '../../core/data-in/imports.ts'
import { runImport } from '../../core/data-in/run-import.ts'
import { exportEverything } from '../../core/data-out/export-zip.ts'
import type { Central } from '../../core/database/central.ts'
import { pausableCentral } from '../../core/database/pausable-central.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { officeOutbox, type OfficeOutbox } from '../../core/outbox/office-outbox.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { startPoster, type Poster } from '../../core/outbox/poster.ts'
import { createPerson, type Role } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import type { PeopleWrites } from '../../core/people/write-people.ts'
import { followCounts } from '../../core/needs/follow-counts.ts'
import { followDayFigures } from '../../core/reports/day-figures.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../../core/testing/bakery.ts'
import { openHooksFile } from '../../core/webhooks/hooks-file.ts'
import { startWebhooks, type RunningWebhooks, type WebhookParts } from '../../core/webhooks/webhooks.ts'
import { createFormats } from '../../core/words/format.ts'
import { createAdminWrites } from '../admin-writes.ts'
import type { CopyOfCentral } from '../copy/standing.tsx'
import { createAdminApp } from '../app.tsx'
import type { VerifyLight } from '../deps.ts'
import { routes } from '../paths.ts'
import { hostBraam } from './host-braam.ts'

export const PASSWORD = 'croissant'
export const PEPPER = 'a pepper of at least thirty-two bytes'
const CHEAP = { n: 1024, r: 8, p: 1 }
const ORIGIN = 'http://localhost'

/** How a request is sent: signed in or not, as htmx does for a part of a page, from where. */
export interface Sent {
  readonly cookie?: string
  readonly isFragment?: boolean
  readonly origin?: string
  readonly address?: string
}

/** What a test does otherwise than the process does. */
interface Otherwise {
  /** The books are a central's. */
  readonly isOfCentral?: boolean
  /** A guard with a hole in it, to see that a test notices. */
  readonly openReaders?: (path: string) => ScopedReaders
  /** The books are a copy that stands so. */
  readonly copy?: CopyOfCentral
}

/** Bytes that are free on the disk of a test's machine. */
export const PLENTY = 1e12

/** The admin app over a real book, with a real outbox and poster, and someone of each role who can sign in. */
export async function openAdmin({
  openReaders = openScopedReaders,
  isOfCentral = false,
  copy,
}: Otherwise = {}) {
  const bakery = await openBakery()
  await addPeople(bakery)
  const clock = { at: TEST_NOW, now: () => clock.at }
  const outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  const { central } = bakery
  const poster = postTo(central, outbox, clock)
  const readers = openReaders(bakery.path)
  const light = { latest: undefined as Light, isRunning: false, starts: 0 }
  const reported: unknown[] = []
  const issuedCodes: string[] = []
  const writes = createAdminWrites({ central, pepper: PEPPER, outbox })
  const formats = createFormats({ currency: 'ZAR' })
  const report = (error: unknown): void => void reported.push(error)
  const following = { readers, clock, formats, report }
  const webhooks = openTestWebhooks(bakery.folder, following)
  const watching = watchBook(following)
  const office = officeOutbox({ outbox, poster, reader: readers.whole })
  const imports = await openTestImports({ bakery, office, readers, clock, report })
  const backups = { ...quietBackups(join(bakery.folder, 'backups')), since: clock.at }
  const machine = roomyMachine(bakery.folder)
  const app = createAdminApp({
    readers,
    formats,
    ...PROGRAM,
    clock,
    cookieKey: 'a key of at least thirty-two bytes',
    outbox: office,
    signInFailures: outbox.signInFailures,
    ...machine,
    verify: asVerifyLight(light),
    backups,
    webhooks,
    copy,
    ...watching.facts,
    ...writes,
    people: overTheShoulder(writes.people, issuedCodes),
    stations: { ...hostBraam(outbox, clock), isEnrolledElsewhere: isOfCentral },
    exportJournal: (scope, format) => journalOf(scope, format),
    exportEverything: (scope) => everythingOf(scope, readers),
    imports,
    report,
  })
  const sender = createSender(app)
  return {
    bakery,
    app,
    clock,
    outbox,
    light,
    backups,
    disk: machine.disk,
    webhooks,
    issuedCodes,
    reported,
    ...watching.told,
    imports,
    poster,
    ...sender,
    signIn: (login: string) => signInAs(login, sender.post),
    async close() {
      await Promise.all([poster.stop(), watching.stop(), webhooks.stop()])
      for (const opened of [outbox, readers, bakery]) opened.close()
    },
  }
}

function postTo(central: Central, outbox: Outbox, clock: Clock): Poster {
  return startPoster({ centralOf: () => central, outbox, clock, zoneOf: () => ZONE, onOutcomes: () => {} })
}

/** What runs beside the pages in a process, on the book of the test. */
function watchBook(parts: Parameters<typeof followDayFigures>[0]) {
  const ending = new AbortController()
  const [counts, figures] = [followCounts(parts), followDayFigures(parts)]
  return {
    facts: { counts, figures, live: { ending: ending.signal, everyMs: 20 } },
    told: {
      /** Ends open lines, as the process does when it ends. */
      ending,
      /** Resolves when what is counted beside the pages knows the book as it is now. */
      caughtUp: () => Promise.all([counts.caughtUp(), figures.caughtUp()]),
    },
    async stop() {
      ending.abort()
      await Promise.all([counts.stop(), figures.stop()])
    },
  }
}

/** Signs someone in and returns what their browser would send from then on. */
async function signInAs(login: string, post: ReturnType<typeof createSender>['post']): Promise<string> {
  const response = await post(routes.signIn, { login, password: PASSWORD })
  if (response.status !== 303) throw new Error(`${login} was not let in: ${response.status}`)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** Tables are checked and written by this process: a child would need the built program. */
async function openTestImports({
  bakery,
  office,
  readers,
  clock,
  report,
}: {
  bakery: Bakery
  office: OfficeOutbox
  readers: ScopedReaders
  clock: Clock
  report: (error: unknown) => void
}): Promise<Imports> {
  return await createImports({
    folder: join(bakery.folder, 'uploads'),
    bookPath: () => bakery.path,
    run: runImport,
    whilePaused: pausableCentral(bakery.central).whilePaused,
    outbox: office,
    whole: readers.whole,
    clock,
    report,
  })
}

function asVerifyLight(light: { latest: Light; isRunning: boolean; starts: number }): VerifyLight {
  return {
    latest: () => light.latest,
    isRunning: () => light.isRunning,
    start: () => void light.starts++,
  }
}

/** A machine whose disk has room until a test says how much. */
function roomyMachine(dataFolder: string) {
  const disk = { free: PLENTY, freeBytes: () => disk.free }
  return { dataFolder, disk }
}

/** Copies that nobody makes: a test says what is known of them. */
function quietBackups(folder: string) {
  return {
    folder,
    starts: 0,
    latest: (): ReturnType<Backups['latest']> => undefined,
    lastFailure: (): ReturnType<Backups['lastFailure']> => undefined,
    running: (): ReturnType<Backups['running']> => undefined,
    list: () => listCopies(folder),
    start() {
      this.starts++
    },
  }
}

/** Webhooks in a file of their own; receivers of tests are on this machine. */
function openTestWebhooks(folder: string, parts: FollowOf): RunningWebhooks {
  const file = openHooksFile(join(folder, 'webhooks.db'))
  const running = startWebhooks({ ...parts, file, allowsPrivate: true })
  const stop = async (): Promise<void> => {
    await running.stop()
    file.close()
  }
  return { ...running, stop }
}
type FollowOf = Omit<WebhookParts, 'file' | 'allowsPrivate'>

/** Notes the codes of badges, which are printed and kept nowhere: a test reads them over the printer's shoulder. */
function overTheShoulder(written: PeopleWrites, issuedCodes: string[]): PeopleWrites {
  return {
    ...written,
    async issueBadge(person, now) {
      const code = await written.issueBadge(person, now)
      issuedCodes.push(code)
      return code
    },
  }
}

/** Sends requests as a browser on the same network would. */
function createSender(app: ReturnType<typeof createAdminApp>) {
  const send = (path: string, init: RequestInit, { cookie, isFragment, origin, address }: Sent) => {
    const headers = new Headers(init.headers)
    if (cookie !== undefined) headers.set('cookie', cookie)
    if (isFragment === true) headers.set('hx-request-type', 'partial')
    if (origin !== undefined) headers.set('origin', origin)
    return app.request(
      path,
      { ...init, headers },
      { incoming: { socket: { remoteAddress: address ?? '10.0.0.1' } } },
    )
  }
  const get = async (path: string, sent: Sent = {}) => await send(path, {}, sent)
  const post = async (path: string, form: Record<string, string>, sent: Sent = {}) =>
    await send(path, { method: 'POST', body: new URLSearchParams(form) }, { origin: ORIGIN, ...sent })
  /** A form with a file, as a browser sends it: with its length. */
  const upload = async (path: string, form: FormData, sent: Sent = {}) => {
    const { headers, body } = new Request('http://localhost', { method: 'POST', body: form })
    const bytes = await new Response(body).arrayBuffer()
    const stated = {
      'content-type': headers.get('content-type') ?? '',
      'content-length': String(bytes.byteLength),
    }
    return await send(path, { method: 'POST', body: bytes, headers: stated }, { origin: ORIGIN, ...sent })
  }
  return { get, post, upload }
}

export type Admin = Awaited<ReturnType<typeof openAdmin>>
type Light = { readonly isGreen: boolean; readonly summary: string; readonly at: number } | undefined

const PROGRAM = { release: '0.1.0', isDemo: false }

async function addPeople({ central, bra, brb }: Bakery): Promise<void> {
  const passwordHash = await encodePassword(PASSWORD, CHEAP)
  const people: readonly (readonly [login: string, name: string, role: Role, branch: typeof bra | null])[] = [
    ['naledi', 'Naledi Khumalo', 'super_admin', null],
    ['pieter', 'Pieter Botha', 'manager', bra],
    ['ayesha', 'Ayesha Patel', 'manager', brb],
    ['sipho', 'Sipho K.', 'operator', bra],
  ]
  for (const [login, name, role, branch] of people)
    await createPerson(central, { login, name, role, branch, passwordHash })
}

async function* journalOf(scope: Scope, format: LedgerFormat): AsyncIterable<string> {
  yield await Promise.resolve(`; ${format} of ${scope.kind}\n`)
}

/** The real export, by this process. */
async function* everythingOf(scope: Scope, readers: ScopedReaders): AsyncIterable<Uint8Array> {
  const branch = scope.kind === 'all' ? null : scope.branch
  yield* await Promise.resolve(exportEverything({ reader: readers.of(scope), branch, now: TEST_NOW }))
}
