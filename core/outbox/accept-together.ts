import type { Accepted, TakenDocument } from './accepting.ts'
import type { Outbox } from './outbox.ts'

/** How many one write takes: about 5 ms of the event loop (scripts/bench), as a batch of the book. */
const AT_ONCE = 20

interface Arrived {
  readonly accepted: Accepted
  readonly taken: (document: TakenDocument) => void
  readonly failed: (error: unknown) => void
}

/**
 * Takes documents on in the order in which they arrive, those of one turn of the event loop in one synced write: a
 * hundred requests wait for five syncs of the disk, not for a hundred. Nobody is told before theirs is on disk.
 * `onTaken` is called after each write. One that cannot be taken spoils none of the others.
 */
export function createAcceptTogether(
  outbox: Pick<Outbox, 'acceptAll'>,
  onTaken: () => void,
): (accepted: Accepted) => Promise<TakenDocument> {
  let arrived: Arrived[] = []

  const takeSome = (): void => {
    const some = arrived.slice(0, AT_ONCE)
    arrived = arrived.slice(AT_ONCE)
    // Scans and screens come in between.
    if (arrived.length > 0) setImmediate(takeSome)
    takeAll(outbox, some)
    onTaken()
  }

  return (accepted) =>
    new Promise((taken, failed) => {
      if (arrived.length === 0) setImmediate(takeSome)
      arrived.push({ accepted, taken, failed })
    })
}

function takeAll(outbox: Pick<Outbox, 'acceptAll'>, some: readonly Arrived[]): void {
  try {
    const taken = outbox.acceptAll(some.map(({ accepted }) => accepted))
    for (const [index, { taken: tell }] of some.entries()) tell(taken[index] as TakenDocument)
  } catch (error) {
    // Nothing of it is on disk. Which of them it was shows when each is taken by itself.
    const [only, another] = some
    if (another === undefined) only?.failed(error)
    else for (const each of some) takeAll(outbox, [each])
  }
}
