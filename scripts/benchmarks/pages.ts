import { createAdminWrites } from '../../admin/admin-writes.ts'
import { createAdminApp } from '../../admin/app.tsx'
import { links } from '../../admin/paths.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import type { OfficeOutbox } from '../../core/outbox/office-outbox.ts'
import { createImports, type Imports } from '../../core/data-in/imports.ts'
import { openScopedReaders, type ScopedReaders } from '../../core/branches/scoped-readers.ts'
import { createPerson } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { followCounts } from '../../core/needs/follow-counts.ts'
import { followDayFigures } from '../../core/reports/day-figures.ts'
import { createFormats, type Formats } from '../../core/words/format.ts'
import type { FilledBook } from './big-book.ts'
import { atMost, pairedRatio, plain, timed, type Figure } from './measure.ts'

const PAIRS = 60
const HOST = 'http://localhost'
const VISITOR = { login: 'bench-admin', password: 'measure twice' } as const

/** Whole pages of the admin app on a big book, against the same pages on a small one. */
export async function benchPages(big: FilledBook, small: FilledBook): Promise<Figure[]> {
  const [onBig, onSmall] = [await openPages(big), await openPages(small)]
  try {
    const figures: Figure[] = []
    for (const [name, path] of [
      ['stock page', links.stock()],
      ['journal page', links.journal()],
    ] as const) {
      for (let round = 0; round < 10; round++) {
        await onBig.get(path)
        await onSmall.get(path)
      }
      const ratio = await pairedRatio(
        PAIRS,
        () => onBig.get(path),
        () => onSmall.get(path),
      )
      figures.push(
        atMost(`${name} at 1,000,000 moves, against 10,000`, ratio, 1.3, '×'),
        plain(`${name} at 1,000,000 moves`, await timed(() => onBig.get(path)), 'ms'),
      )
    }
    return figures
  } finally {
    onBig.close()
    onSmall.close()
  }
}

/** The bench only reads: nobody's PIN is wrong here. */
const noFailures = {
  read: () => ({ failures: 0, lockedUntil: 0 }),
  write: () => undefined,
  clear: () => undefined,
}

const ONLY_READING: OfficeOutbox = {
  accept: () => {
    throw new Error('the bench only reads')
  },
  find: () => undefined,
  tell: () => {
    throw new Error('the bench only reads')
  },
  latestOf: () => undefined,
  isTaken: () => false,
  waitingTotal: () => ({ documents: 0, oldestAcceptedAt: undefined }),
  settledHeads: () => [],
}

/** The bench imports nothing, and shows the page that would. */
const noImports = (path: string, readers: ScopedReaders): Promise<Imports> =>
  createImports({
    folder: `${path}-uploads`,
    bookPath: path,
    run: () => Promise.reject(new Error('the bench only reads')),
    whileClosed: (work) => work(),
    outbox: ONLY_READING,
    whole: readers.whole,
    clock: { now: () => Date.now() },
    report: () => {},
  })

const onlyReads = (): never => {
  throw new Error('the bench only reads')
}
const noWebhooks = {
  list: () => [],
  find: () => undefined,
  waitingCount: () => 0,
  deliveries: () => ({ entries: [], next: undefined }),
  add: onlyReads,
  pause: onlyReads,
  goOn: onlyReads,
  remove: onlyReads,
  test: onlyReads,
  tryNow: onlyReads,
  revive: onlyReads,
}

interface Pages {
  get(path: string): Promise<void>
  close(): void
}

/** What is counted beside the pages, counted before they are measured. */
async function followOnce(parts: Omit<Parameters<typeof followCounts>[0], 'report'> & { formats: Formats }) {
  const following = { ...parts, report: throwIt }
  const [counts, figures] = [followCounts(following), followDayFigures(following)]
  await Promise.all([counts.caughtUp(), figures.caughtUp()])
  await Promise.all([counts.stop(), figures.stop()])
  return { counts, figures }
}

function throwIt(error: unknown): never {
  throw error
}

async function openPages({ path }: FilledBook): Promise<Pages> {
  const central = openCentralFile(path)
  const passwordHash = await encodePassword(VISITOR.password)
  await createPerson(central, { ...VISITOR, name: 'Bench', role: 'super_admin', branch: null, passwordHash })
  const readers = openScopedReaders(path)
  const formats = createFormats({ currency: 'ZAR' })
  const clock = { now: () => Date.now() }
  const app = createAdminApp({
    readers,
    formats,
    isDemo: false,
    clock,
    cookieKey: 'bench-bench-bench-bench-bench-bench',
    outbox: ONLY_READING,
    dataFolder: '',
    signInFailures: { read: () => undefined, write: () => undefined, clear: () => undefined },
    backups: {
      folder: '',
      since: 0,
      latest: () => ({ madeAt: Date.now(), isGreen: true }),
      lastFailure: () => undefined,
      running: () => undefined,
      list: () => Promise.resolve([]),
      start: () => undefined,
    },
    verify: { latest: () => undefined, isRunning: () => false, start: () => undefined },
    ...(await followOnce({ readers, clock, formats })),
    webhooks: noWebhooks,
    ...createAdminWrites({ central, pepper: 'bench', outbox: { pinFailures: noFailures } }),
    stations: {
      hostedStations: () => [],
      openPairing: () => {
        throw new Error('the bench only reads')
      },
      screens: () => [],
      revokeScreen: () => undefined,
      waitingOf: () => 0,
      isChosen: false,
      reachableAt: [],
    },
    exportJournal: () => undefined,
    exportEverything: () => undefined,
    imports: await noImports(path, readers),
    report: throwIt,
  })
  const signedIn = await app.request(`${HOST}${links.signIn()}`, {
    method: 'POST',
    headers: { origin: HOST, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(VISITOR).toString(),
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  return {
    async get(page) {
      const answer = await app.request(`${HOST}${page}`, { headers: { cookie } })
      if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}`)
      await answer.text()
    },
    close() {
      readers.close()
      central.close()
    },
  }
}
