import type { EventName } from '../../core/book/events.ts'
import type { PlaceLabel } from '../../core/book/move-line.ts'
import { readDocument, type Document } from '../../core/book/read-document.ts'
import type { Refusal } from '../../core/book/refusal.ts'
import { onlyBranch } from '../../core/branches/scope.ts'
import { readItemName, type ItemName } from '../../core/items/read-item-name.ts'
import { readRefusalNames } from '../../core/items/read-refusal-names.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import type { RefusalNames } from '../../core/words/refusal-words.ts'
import type { StationParts } from '../station-parts.ts'

/** A document as a station shows it. No cost and no price: an operator sees neither. */
export interface ShownDocument {
  readonly state: 'posted' | 'refused' | 'waiting'
  readonly event: EventName
  /** Undefined until it is posted. */
  readonly number: string | undefined
  readonly reference: string
  readonly acceptedAt: number
  /** That may be wrong. */
  readonly isClockDoubtful: boolean
  /** The name of who accepted it; undefined where the book does not know them. */
  readonly acceptedBy: string | undefined
  /** A business day; undefined until it is posted. */
  readonly postingDate: string | undefined
  readonly refusal: Refusal | undefined
  /** What the sentence of the refusal names. */
  readonly refusalNames: RefusalNames
  readonly isReversed: boolean
  readonly isSettled: boolean
  /** The order or run it was for. */
  readonly context: string | undefined
  readonly lines: readonly ShownLine[]
}

export interface ShownLine {
  /** Undefined: it concerns no item, or one the book does not know. */
  readonly item: ItemName | undefined
  /** Base units. */
  readonly quantity: number
  readonly from: PlaceLabel | undefined
  readonly to: PlaceLabel | undefined
}

const NO_NAMES: RefusalNames = { item: null, place: null }

/** A document of this branch, from the book or, while it waits, from the outbox; undefined for any other. */
export function readShownDocument(parts: StationParts, id: string): ShownDocument | undefined {
  const { reader, branch } = parts
  const document = readDocument(onlyBranch(branch.id), reader, id as DocumentId)
  return document === undefined ? readWaiting(parts, id) : fromBook(parts, document)
}

function fromBook(parts: StationParts, document: Document): ShownDocument {
  const { reader } = parts
  const { head, moves, asked, salesOrder, run } = document
  const { state, event, reference, acceptedAt, acceptedBy, postingDate, refusal } = head
  const lines = state === 'posted' ? moves : asked
  return {
    state,
    event,
    number: numberOf(parts, head),
    reference,
    acceptedAt,
    isClockDoubtful: head.isClockDoubtful,
    acceptedBy,
    postingDate,
    refusal,
    refusalNames: refusal === undefined ? NO_NAMES : readRefusalNames(reader, refusal),
    isReversed: head.isReversed,
    isSettled: head.isSettled,
    context: salesOrder?.number ?? run?.serial,
    lines: lines.map(({ item, quantity, from, to }) => ({ item, quantity, from, to })),
  }
}

/** What was made in practice has the number that a real document gets next: it is never shown as one. */
function numberOf({ practice, writer, branch }: StationParts, head: Document['head']): string | undefined {
  const isMadeHere = practice?.isInside === true && head.writer === writer
  return isMadeHere ? head.number?.replace(/^[^-]+/, branch.prefix) : head.number
}

function readWaiting({ reader, branch, outbox }: StationParts, id: string): ShownDocument | undefined {
  const found = outbox.find(id)
  if (found === undefined || found.document.content.branch !== branch.id) return undefined
  const { event, acceptedAt, clockDoubtful, acceptedBy, lines } = found.document.content
  const name = reader.get('SELECT name FROM person WHERE id = ?1', acceptedBy)?.[0]
  return {
    state: 'waiting',
    event,
    number: undefined,
    reference: found.reference,
    acceptedAt,
    isClockDoubtful: clockDoubtful === true,
    acceptedBy: typeof name === 'string' ? name : undefined,
    postingDate: undefined,
    refusal: undefined,
    refusalNames: NO_NAMES,
    isReversed: false,
    isSettled: false,
    context: undefined,
    lines: lines.map(({ item, quantity }) => ({
      item: item === null ? undefined : readItemName(reader, item),
      quantity,
      from: undefined,
      to: undefined,
    })),
  }
}
