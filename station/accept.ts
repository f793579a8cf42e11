import type { SealedDocument } from '../core/book/content.ts'
import { draftReversal, isInTimeForUndo } from '../core/book/reverse.ts'
import { acceptedNow } from '../core/kernel/clock.ts'
import type { PersonId } from '../core/kernel/ids.ts'
import type { StoredSession } from '../core/outbox/outbox.ts'
import { words } from '../core/words/catalogue.ts'
import { shownLines, totalOf } from './session/lines.ts'
import type { Effect, MachineEvent } from './session/machine-event.ts'
import type { Latest } from './session/notices.ts'
import type { StationParts } from './station-parts.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

/** An undo lies right behind its document; a few more, for what came between. */
const UNDO_LOOK_BACK = 20

/** What the station remembers once a document is taken or its undo is: written with it, in one synced write. */
export type Remember = (event: MachineEvent) => StoredSession[]

/** Writes the work as a document. It is on disk, and what the screen says next with it, when this returns `taken`. */
export function writeWork(
  parts: StationParts,
  { work, operator, approval }: Extract<Effect, { kind: 'accept' }>,
  remember: Remember,
): MachineEvent {
  const { outbox, clock, branch, writer, wakePoster, reportError } = parts
  const accepted = acceptedNow(clock)
  const { acceptedAt } = accepted
  const draft = {
    ...WORKFLOWS[work.workflow].draft(work, { branch: branch.id, acceptedAt, acceptedBy: operator.id }),
    ...accepted,
  }
  const lines = shownLines(work).map((line) => ({
    item: line.item,
    name: line.name,
    unit: line.unit,
    quantity: totalOf(line),
  }))
  const { documentId, workflow, context } = work
  const isSent = approval?.state === 'asked'
  const taken = (reference: string): MachineEvent & { type: 'taken' } => ({
    type: 'taken',
    latest: {
      id: documentId,
      reference,
      acceptedAt,
      by: operator,
      workflow,
      context,
      isSent,
      lines,
      outcome: null,
      undo: null,
    },
  })
  try {
    const { reference } = outbox.accept({
      writer,
      draft: approval === null ? draft : { ...draft, approval },
      after: (given) => remember(taken(given)),
    })
    wakePoster()
    return taken(reference)
  } catch (error) {
    // A full or broken disk: nothing was taken, the work is still on the screen.
    reportError(error)
    return { type: 'not_taken' }
  }
}

/** Writes the reversal of the station's latest document, through the same outbox. */
export function writeUndo(
  parts: StationParts,
  { latest, operator }: Extract<Effect, { kind: 'undo' }>,
  remember: Remember,
): MachineEvent {
  const { outbox, clock, writer, newDocumentId, wakePoster, reportError } = parts
  const original = outbox.find(latest.id)
  if (original === undefined || !mayUndo(latest, operator.id, clock.now()))
    return { type: 'undo_not_possible' }
  const made = outbox.recent(writer, UNDO_LOOK_BACK).find(({ document }) => isReversalOf(document, latest.id))
  if (made !== undefined)
    return { type: 'undo_taken', id: made.document.content.id, reference: made.reference }
  const id = newDocumentId()
  const draft = draftReversal(original.document.content, {
    id,
    ...acceptedNow(clock),
    acceptedBy: operator.id as PersonId,
    reason: words.kiosk.undo.reason,
  })
  try {
    const { reference } = outbox.accept({
      writer,
      draft,
      after: (given) => remember({ type: 'undo_taken', id, reference: given }),
    })
    wakePoster()
    return { type: 'undo_taken', id, reference }
  } catch (error) {
    reportError(error)
    return { type: 'not_taken' }
  }
}

/** The undo may be on disk from before an update of this session: it is one undo. */
function isReversalOf({ content }: SealedDocument, original: string): boolean {
  return content.reverses?.document === original
}

/** Whether a person may still take the document back here. A refused one is for a manager to settle. */
export function mayUndo({ by, undo, outcome, acceptedAt }: Latest, operator: number, now: number): boolean {
  const isTheirs = undo === null && outcome?.state !== 'refused' && by.id === operator
  return isTheirs && isInTimeForUndo(acceptedAt, now)
}
