import { setTimeout as sleep } from 'node:timers/promises'
import { CentralAway, CentralUnavailable, OutcomeUnknown, type Central } from '../database/central.ts'
import { seqWritten } from '../database/write-master.ts'
import type { Sync } from './start-sync.ts'
import type { SyncState } from './sync-state.ts'
import type { TroubleKind } from './trouble.ts'

/** How the books are that this machine shows, against those of central. `asOf`: when they were the same, in ms. */
export type BooksState =
  | { readonly kind: 'fresh' }
  /** What was written last at a desk of this machine is not among them yet. */
  | { readonly kind: 'behind'; readonly asOf: number | undefined }
  /** Central is not known to be away, and these are not known to be what it has. */
  | { readonly kind: 'late'; readonly asOf: number | undefined }
  /** No network, or no answer. */
  | { readonly kind: 'away'; readonly asOf: number | undefined }
  /** Something else is in the way of central and this machine, which the trouble names; mostly a person has to act. */
  | { readonly kind: 'shut'; readonly asOf: number | undefined; readonly trouble: TroubleKind }

/** Central's books, as a desk of a machine that follows them sees and changes them. */
export interface FollowedBooks {
  readonly state: () => BooksState
  /** Throws {@link CentralAway} while there is known to be no way to central. */
  readonly assertWay: () => void
  /**
   * Central for a desk: asks nothing while there is no way, gives up after some seconds ({@link OutcomeUnknown} for a
   * write), and returns from a write when its result is in the replica, or a second later (design section 5); until it
   * is there, `state()` is 'behind'.
   */
  readonly forDesk: (central: Central) => Central
}

export interface DeskTimes {
  /** How long a person waits for central's answer. */
  readonly patienceMs: number
  /** How long a write is waited for in the replica. */
  readonly seenMs: number
}

const TIMES: DeskTimes = { patienceMs: 8_000, seenMs: 1_000 }
type Followed = Pick<Sync, 'state' | 'knownAt' | 'mark' | 'waitForSeq'>

export function followBooks(sync: Followed, { patienceMs, seenMs }: DeskTimes = TIMES): FollowedBooks {
  let written: { readonly seq: number; readonly epoch: number | undefined } | undefined
  const isBehind = (): boolean => {
    const mark = sync.mark()
    // After a restore central counts on from an older state: what was written before it is waited for no more.
    return (
      mark !== undefined && written !== undefined && written.epoch === mark.epoch && written.seq > mark.seq
    )
  }
  const noteWritten = (seq: number): void => {
    const epoch = sync.mark()?.epoch
    if (written === undefined || written.epoch !== epoch || written.seq < seq) written = { seq, epoch }
  }
  const state = (): BooksState => {
    const now = stateOf(sync.state(), sync.knownAt())
    return now.kind === 'fresh' && isBehind() ? { kind: 'behind', asOf: sync.knownAt() } : now
  }
  const assertWay = (): void => {
    const { kind } = state()
    if (kind === 'away' || kind === 'shut')
      throw new CentralAway('central was not asked: no way to it is known')
  }
  return {
    state,
    assertWay,
    forDesk: (central) => ({
      ...central,
      async batch(statements) {
        assertWay()
        const rows = await within(patienceMs, central.batch(statements), OutcomeUnknown)
        const seq = seqWritten(statements, rows)
        if (seq !== undefined && !(await sync.waitForSeq(seq, seenMs))) noteWritten(seq)
        return rows
      },
      async all(statement) {
        assertWay()
        return await within(patienceMs, central.all(statement), CentralUnavailable)
      },
    }),
  }
}

function stateOf(state: SyncState, asOf: number | undefined): BooksState {
  if (state.kind === 'fresh') return { kind: 'fresh' }
  const { reason } = state
  if (reason === 'no_answer') return { kind: 'away', asOf }
  const isShut = reason !== undefined && (state.kind === 'failing' || IN_THE_WAY.has(reason))
  return isShut ? { kind: 'shut', asOf, trouble: reason } : { kind: 'late', asOf }
}

/** What may pass by itself, and lets no write through until then. */
const IN_THE_WAY: ReadonlySet<TroubleKind> = new Set([
  'closed',
  'server_silent',
  'not_central',
  'certificate_not_yet',
])

/** The answer, or this error after so long. What is asked goes on, and nobody hears of it. */
async function within<Answer>(
  ms: number,
  asked: Promise<Answer>,
  Late: new (message: string) => Error,
): Promise<Answer> {
  const answered = new AbortController()
  const late = sleep(ms, undefined, { signal: answered.signal }).then(() => {
    throw new Late(`central gave no answer within ${ms} ms`)
  })
  late.catch(() => undefined)
  try {
    return await Promise.race([asked, late])
  } finally {
    answered.abort()
    asked.catch(() => undefined)
  }
}
