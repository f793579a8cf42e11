import type { Outcome } from '../book/outcome.ts'
import type { Accepted, TakenDocument } from './accepting.ts'

/** How many one write takes: about 5 ms of the event loop (scripts/bench), as a batch of the book. */
const AT_ONCE = 20

/** Records outcomes and takes documents on in one synced write, and returns what was taken: all of it, or it throws. */
export type WriteOnce = (
  settled: { readonly outcomes: readonly Outcome[]; readonly now: number },
  accepted: readonly Accepted[],
) => TakenDocument[]

/** Takes documents on that arrive about the same time, a few in each write. */
export interface AcceptTogether {
  /** Takes a document on in its turn. Resolves when it is on disk; rejects when it could not be taken. */
  readonly accept: (accepted: Accepted) => Promise<TakenDocument>
  /** Records outcomes, and takes along those that have arrived meanwhile: a write that is made anyway. */
  readonly settle: (outcomes: readonly Outcome[], now: number) => void
}

interface Arrived {
  readonly accepted: Accepted
  readonly taken: (document: TakenDocument) => void
  readonly failed: (error: unknown) => void
}

const NOTHING_SETTLED = { outcomes: [], now: 0 } as const

/**
 * Takes documents on in the order in which they arrive, those of one turn of the event loop in one synced write: a
 * hundred requests wait for five syncs of the disk, not for a hundred. Nobody is told before theirs is on disk. One
 * that cannot be taken spoils none of the others.
 */
export function createAcceptTogether(write: WriteOnce): AcceptTogether {
  let arrived: Arrived[] = []
  let turn: NodeJS.Immediate | undefined

  const comeBack = (): void => {
    turn ??= setImmediate(takeSome)
  }
  const takeSome = (): void => {
    turn = undefined
    const some = arrived.slice(0, AT_ONCE)
    arrived = arrived.slice(AT_ONCE)
    // Scans and screens come in between.
    if (arrived.length > 0) comeBack()
    takeAll(write, some)
  }
  /** Two turns from now, where the poster has had the next one: what it settles by then takes them along again. */
  const comeBackLater = (): void => {
    clearImmediate(turn)
    turn = setImmediate(() => {
      turn = undefined
      if (arrived.length > 0) comeBack()
    })
  }

  return {
    accept: (accepted) =>
      new Promise((taken, failed) => {
        arrived.push({ accepted, taken, failed })
        comeBack()
      }),
    settle(outcomes, now) {
      const some = arrived.slice(0, AT_ONCE)
      if (some.length > 0 && tryTaking(some, (accepted) => write({ outcomes, now }, accepted))) {
        arrived = arrived.slice(AT_ONCE)
        comeBackLater()
        // What could not be taken along waits for its own turn, where it shows which of them it was.
      } else write({ outcomes, now }, [])
    },
  }
}

function takeAll(write: WriteOnce, some: readonly Arrived[]): void {
  let why: unknown
  const isTaken = tryTaking(
    some,
    (accepted) => write(NOTHING_SETTLED, accepted),
    (error) => (why = error),
  )
  if (isTaken) return
  // Nothing of it is on disk. Which of them it was shows when each is taken by itself.
  const [only, another] = some
  if (another === undefined) only?.failed(why)
  else for (const each of some) takeAll(write, [each])
}

/** Tells those that were taken; false when none of them was. */
function tryTaking(
  some: readonly Arrived[],
  write: (accepted: readonly Accepted[]) => readonly TakenDocument[],
  onError: (error: unknown) => void = () => undefined,
): boolean {
  let taken: readonly TakenDocument[]
  try {
    taken = write(some.map(({ accepted }) => accepted))
  } catch (error) {
    onError(error)
    return false
  }
  for (const [index, { taken: tell }] of some.entries()) tell(taken[index] as TakenDocument)
  return true
}
