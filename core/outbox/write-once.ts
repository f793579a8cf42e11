import type Database from 'libsql'
import type { WriteOnce } from './accept-together.ts'
import type { Accepted, TakenDocument } from './accepting.ts'
import { changesOf, type OutboxDocuments } from './documents.ts'
import { endedBy, unsettled, type Settled } from './ended.ts'
import { takenBack, type ExpectedChange } from './expected-changes.ts'
import type { Sent } from './sent.ts'
import { inOneWrite } from './sql.ts'
import type { Totals } from './totals.ts'

interface WritingParts {
  readonly documents: OutboxDocuments
  readonly totals: Totals
  readonly sent: Sent
  readonly takeOn: (accepted: readonly Accepted[]) => TakenDocument[]
}

export interface Writing {
  readonly write: WriteOnce
  /** How many documents wait, over all writers. */
  waiting(): number
  /** Counts them again, after something else changed them. */
  recount(): void
}

/** The one write that records outcomes and takes documents on, with what that changes of the totals. */
export function createWriting(database: Database.Database, parts: WritingParts): Writing {
  const { documents, totals, sent, takeOn } = parts
  let waiting = documents.countWaiting()
  return {
    waiting: () => waiting,
    recount: () => (waiting = documents.countWaiting()),
    write({ outcomes, now }, accepted) {
      const { taken, settled } = inOneWrite(database, () => {
        const open = unsettled(documents, outcomes)
        const gone = sent.isKept() ? endSent(parts, open) : endAtOnce(parts, open, waiting)
        for (const { document, outcome } of open) documents.settle(document.content, outcome, now)
        const taken = takeOn(accepted)
        const added = taken.filter(({ isNew }) => isNew).flatMap((one) => changesOf(documents, one.document))
        totals.add([...gone, ...added], { zeros: sent.isKept() })
        return { taken, settled: open.length }
      })
      waiting += taken.filter(({ isNew }) => isNew).length - settled
      return taken
    },
  }
}

/** What ends where the book itself is read: it has these documents now. Before their outcomes are recorded. */
function endAtOnce(
  { documents, totals }: WritingParts,
  open: readonly Settled[],
  waiting: number,
): ExpectedChange[] {
  if (open.length === 0) return []
  if (open.length === waiting) {
    totals.clear()
    return []
  }
  return endedBy(documents, open).flatMap((document) => changesOf(documents, document).map(takenBack))
}

/** Where a copy is read: what was posted counts until the copy has it, what was refused no more. */
function endSent({ documents, sent }: WritingParts, open: readonly Settled[]): ExpectedChange[] {
  for (const { document } of open) sent.send(document.content.writer, document.content.seq)
  const refused = open.filter(({ outcome }) => outcome.state === 'refused')
  sent.drop(endedBy(documents, refused))
  return []
}
