import { writeBranches } from '../../core/branches/branch-writes.ts'
import { USUAL_LIMITS } from '../../core/branches/old-books.ts'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { COKE } from '../../station/testing/open-station.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Opening, Stage } from './stage.ts'

const HOUR_MS = 3_600_000
// Asked for when they are compared: the pass with longer words puts others in their place.
const atNine = () => words.kiosk.oldBooks.asOf('09:00', words.shared.age.hours('3'))
const atNineInDoubt = () => words.kiosk.oldBooks.asOfInDoubt(`20 ${words.shared.months[10]} 09:00`)
const threeDaysAgo = () =>
  words.kiosk.oldBooks.asOf(`17 ${words.shared.months[10]} 12:00`, words.shared.age.days('3'))

/** The copy of the books is so old, and nobody answers. */
const noNetwork = (ageMs: number): Opening => ({
  isPosting: false,
  posterState: () => ({ kind: 'retrying', message: 'no answer', since: TEST_NOW, isClosed: false }),
  dataAsOf: () => TEST_NOW - ageMs,
  copyState: () => ({ kind: 'stale', since: TEST_NOW - ageMs, reason: 'no_answer', progress: undefined }),
})
const copying = (state: SyncState): Opening => ({
  dataAsOf: () => TEST_NOW - 3 * HOUR_MS,
  copyState: () => state,
})
const HOURS = noNetwork(3 * HOUR_MS)
const DAYS = noNetwork(72 * HOUR_MS)
/** A machine without a battery that started without a network. */
const IN_DOUBT: Opening = { ...HOURS, isClockDoubtful: () => true }

function sell(stage: Stage, ...codes: readonly string[]): void {
  stage.startSale()
  stage.scan(...codes)
}
const nothing = (): void => undefined

/** The branch lets nobody work by books that are older than a day. */
async function stopAfterADay({ bakery }: Stage): Promise<void> {
  const own = { ...USUAL_LIMITS, askAfter: 60, stopAfter: 24 * 60 }
  await writeBranches(bakery.central).setOldBooks(bakery.bra, { sales: own, production: own, general: own })
}

/** The books are old: a copy of them that has not heard of central for a while, or cannot be kept up to date. */
export const oldBooksStates: readonly KioskState[] = [
  {
    name: 'old-books-no-network',
    opening: HOURS,
    arrange: nothing,
    shows: () => words.kiosk.status.offline('09:00'),
  },
  {
    name: 'old-books-warn',
    opening: HOURS,
    arrange: (stage) => sell(stage, 'BREAD', COKE),
    shows: () => words.kiosk.oldBooks.warn(atNine()),
  },
  {
    name: 'old-books-choosing',
    opening: HOURS,
    arrange: (stage) => stage.press({ type: 'choose_operation', workflow: 'sales' }),
    shows: () => words.kiosk.oldBooks.warn(atNine()),
  },
  {
    name: 'old-books-unknown',
    opening: { ...HOURS, dataAsOf: () => undefined },
    arrange: (stage) => sell(stage, COKE),
    shows: () => words.kiosk.facts.unknownAge,
  },
  {
    name: 'old-books-clock-in-doubt',
    opening: IN_DOUBT,
    arrange(stage) {
      sell(stage, 'BREAD', ...Array.from({ length: 26 }, () => COKE))
    },
    shows: () => words.kiosk.oldBooks.warn(atNineInDoubt()),
  },
  {
    name: 'old-books-clock-in-doubt-review',
    opening: IN_DOUBT,
    arrange(stage) {
      sell(stage, 'BREAD', ...Array.from({ length: 26 }, () => COKE))
      stage.review()
    },
    shows: () => words.kiosk.oldBooks.warn(atNineInDoubt()),
  },
  {
    name: 'old-books-ask',
    opening: DAYS,
    arrange(stage) {
      sell(stage, 'BREAD', ...Array.from({ length: 26 }, () => COKE))
      stage.review()
    },
    shows: () => words.kiosk.oldBooks.ask(threeDaysAgo()),
  },
  {
    name: 'old-books-manager',
    opening: DAYS,
    arrange(stage) {
      sell(stage, 'BREAD')
      stage.scan(stage.bakery.badges.palesa)
      stage.review()
    },
    shows: () => words.kiosk.oldBooks.askManager(threeDaysAgo()),
  },
  {
    name: 'old-books-question',
    opening: DAYS,
    arrange(stage) {
      sell(stage, 'BREAD', COKE)
      stage.accept()
    },
    shows: () => words.kiosk.oldBooks.title,
  },
  {
    name: 'old-books-too-much',
    opening: DAYS,
    arrange(stage) {
      sell(stage, 'BREAD', ...Array.from({ length: 26 }, () => COKE))
      stage.accept()
    },
    shows: () => words.kiosk.excess.alsoOld(threeDaysAgo()),
  },
  {
    name: 'old-books-step-up',
    opening: DAYS,
    arrange(stage) {
      sell(stage, 'BREAD')
      stage.accept()
      stage.press({ type: 'allow_old_books' })
    },
    shows: () => words.kiosk.who.oldBooksHint,
  },
  {
    name: 'old-books-stop',
    opening: DAYS,
    async arrange(stage) {
      await stopAfterADay(stage)
      stage.signIn()
      stage.press({ type: 'choose_operation', workflow: 'sales' })
    },
    shows: () => words.kiosk.problems.books_too_old,
  },
  {
    name: 'old-books-stop-at-accept',
    opening: DAYS,
    async arrange(stage) {
      sell(stage, 'BREAD', COKE)
      await stopAfterADay(stage)
      stage.accept()
    },
    shows: () => words.kiosk.oldBooks.stop(threeDaysAgo()),
  },
  {
    name: 'old-books-connected-again',
    opening: { dataAsOf: () => TEST_NOW, isPosting: false },
    async arrange(stage) {
      sell(stage, 'BREAD')
      stage.accept()
      stage.press({ type: 'home' })
      sell(stage, 'BREAD', COKE)
      const link = { kind: 'back', asOf: TEST_NOW, shownAt: TEST_NOW } as const
      await stage.remember((session) => ({ ...session, link }))
    },
    shows: () => `${words.kiosk.status.back('12:00')} ${words.kiosk.status.posting(1, '1')}`,
  },
  {
    name: 'old-books-question-gone',
    opening: { dataAsOf: () => TEST_NOW, isPosting: false },
    async arrange(stage) {
      sell(stage, 'BREAD', COKE)
      stage.review()
      await stage.remember((session) => ({ ...session, notice: { kind: 'line_back', isStillAsked: false } }))
    },
    shows: () => words.kiosk.verdicts.lineBackTitle,
  },
  {
    name: 'old-books-too-much-alone',
    opening: { dataAsOf: () => TEST_NOW, isPosting: false },
    async arrange(stage) {
      sell(stage, 'BREAD', ...Array.from({ length: 26 }, () => COKE))
      stage.accept()
      await stage.remember((session) => ({ ...session, notice: { kind: 'line_back', isStillAsked: true } }))
    },
    shows: () => words.kiosk.verdicts.lineBackStillAskedTodo,
  },
  {
    name: 'old-books-fetched-anew',
    opening: copying({
      kind: 'stale',
      since: TEST_NOW,
      reason: 'in_doubt',
      progress: { bytes: 34_200_000, expectedBytes: 100_000_000 },
    }),
    arrange: (stage) => stage.signIn(),
    shows: () => words.kiosk.status.anew(words.kiosk.status.percent('34')),
  },
  {
    name: 'old-books-unreadable',
    opening: copying({
      kind: 'failing',
      since: TEST_NOW,
      reason: 'damaged',
      message: '',
      progress: { bytes: 34_200_000, expectedBytes: undefined },
    }),
    arrange: (stage) => sell(stage, 'BREAD'),
    shows: () => words.kiosk.status.anew(words.kiosk.status.megabytes('34')),
  },
  {
    name: 'old-books-shut-out',
    opening: copying({
      kind: 'failing',
      since: TEST_NOW,
      reason: 'token_revoked',
      message: '',
      progress: undefined,
    }),
    arrange: nothing,
    shows: () => words.kiosk.status.alarms.token_revoked,
  },
]
