import type { DocumentLine, Draft } from '../../core/book/content.ts'
import type { ItemKind } from '../../core/book/events.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { ItemKey, ItemResolver, ResolvedItem } from '../../core/items/resolve-item.ts'
import { shownLines } from '../session/lines.ts'
import type { WorkflowName } from '../../core/stations/workflow-names.ts'
import type { Line, Work, WorkContext } from '../session/work-state.ts'

/** One kind of work at a station: what it asks, how it resolves a code, what document it makes. */
export interface Workflow {
  readonly name: WorkflowName
  /** What the work is for; undefined when it is closed or another branch's. */
  openContext(reader: Reader, branch: Branch, id: number): WorkContext | undefined
  /** What a code, or an item itself, means here, with what the books and the outbox say. */
  resolve(resolver: ItemResolver, what: ItemKey, context: WorkContext): ResolvedItem | undefined
  /** Whether items of a kind belong in this work at all. */
  takes(kind: ItemKind): boolean
  /** The document that accepted work becomes. */
  draft(work: Work, accepted: Accepted): Draft
}

export interface Accepted {
  readonly branch: number
  readonly acceptedAt: number
  readonly acceptedBy: number
}

/** The document's lines: what `linesOf` makes of each item, in the order they were first scanned. */
export function draftLines(work: Work, linesOf: (line: Line) => DocumentLine[]): DocumentLine[] {
  const shown = new Set(shownLines(work))
  return work.lines.filter((line) => shown.has(line)).flatMap(linesOf)
}

/** One line for each person's share of a lot; who accepts is named only once, in the header. */
export function shareLines(
  { item, shares, insteadOf }: Line,
  acceptedBy: number,
  ends: Pick<DocumentLine, 'from' | 'to'>,
): DocumentLine[] {
  return shares.map(({ who, quantity, lot, expiresOn }) => ({
    item,
    ...ends,
    quantity,
    take: { by: 'cost' },
    ...(who === null || who === acceptedBy ? {} : { by: who }),
    ...(lot === null ? {} : { lot }),
    ...(expiresOn === null ? {} : { expiresOn }),
    ...(insteadOf === null || insteadOf.item === null ? {} : { insteadOf: insteadOf.item }),
  }))
}
