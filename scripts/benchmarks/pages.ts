import { createAdminApp } from '../../admin/app.tsx'
import { links } from '../../admin/paths.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openReader } from '../../core/database/reader.ts'
import { createPerson } from '../../core/people/create-person.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { createFormats } from '../../core/words/format.ts'
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

interface Pages {
  get(path: string): Promise<void>
  close(): void
}

const noWrite = (): Promise<never> => Promise.reject(new Error('the bench only reads'))

async function openPages({ path }: FilledBook): Promise<Pages> {
  const central = openCentralFile(path)
  const passwordHash = await encodePassword(VISITOR.password)
  await createPerson(central, { ...VISITOR, name: 'Bench', role: 'super_admin', branch: null, passwordHash })
  central.close()
  const reader = openReader(path)
  const app = createAdminApp({
    reader,
    formats: createFormats({ currency: 'ZAR' }),
    clock: { now: () => Date.now() },
    cookieKey: 'bench-bench-bench-bench-bench-bench',
    outbox: {
      accept: () => {
        throw new Error('the bench only reads')
      },
      find: () => undefined,
      waitingTotal: () => ({ documents: 0, oldestAcceptedAt: undefined }),
    },
    verify: { latest: () => undefined, isRunning: () => false, start: () => undefined },
    setOrderState: () => Promise.resolve(),
    people: {
      add: noWrite,
      rename: noWrite,
      assign: noWrite,
      setActive: noWrite,
      setPassword: noWrite,
      setPin: noWrite,
      clearPin: noWrite,
      issueBadge: noWrite,
      revokeBadges: noWrite,
    },
    stations: {
      hostedStations: () => [],
      openPairing: () => {
        throw new Error('the bench only reads')
      },
      screens: () => [],
      revokeScreen: () => undefined,
      reachableAt: [],
    },
    notes: { attach: noWrite, dismissCode: noWrite, takeOff: noWrite, dismiss: noWrite },
    exportJournal: () => undefined,
    report: (error) => {
      throw error
    },
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
    close: () => reader.close(),
  }
}
