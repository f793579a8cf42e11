import type { Row, SqlValue } from '../database/central.ts'
import type { BranchId, DocumentId, MoveId, Position } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { referenceOf } from './content.ts'
import { documentNumber } from './document-number.ts'
import type { EventName } from './events.ts'
import { refusalSchema, type Refusal } from './refusal.ts'

/** A document as a list names it. */
export interface DocumentHead {
  readonly position: Position
  readonly id: DocumentId
  readonly branch: BranchId
  /** IANA zone of its branch, in which its times are shown. */
  readonly zone: string
  readonly state: 'posted' | 'refused'
  readonly event: EventName
  /** BRA-SAL-00012; undefined when it was refused. */
  readonly number: string | undefined
  /** The writer's own: BRA-K1-000123. */
  readonly reference: string
  /** A business day; undefined when it was refused. */
  readonly postingDate: string | undefined
  readonly acceptedAt: number
  readonly postedAt: number
  readonly isClockDoubtful: boolean
  /** The name of who accepted it. */
  readonly acceptedBy: string | undefined
  /** The station or host it was accepted at. */
  readonly writer: string
  readonly total: Minor
  readonly firstMove: MoveId
  readonly lineCount: number
  readonly refusal: Refusal | undefined
  /** Some other document took it back. */
  readonly isReversed: boolean
  /** It was refused and a person has settled that. */
  readonly isSettled: boolean
}

/** SELECT and FROM of document heads; the document is `d` for the WHERE that follows. */
export const DOCUMENT_HEADS = (document = 'document d'): string => `SELECT
    d.position, d.id, d.branch, b.prefix, b.time_zone, d.state, d.event, d.series, d.number, d.posting_date,
    d.accepted_at, d.posted_at, d.clock_doubtful, p.name, w.name, w.incarnation, d.seq, d.total, d.first_move,
    d.line_count, d.refusal,
    EXISTS (SELECT 1 FROM document r WHERE r.reverses = d.position),
    EXISTS (SELECT 1 FROM document s WHERE s.settles = d.position)
  FROM ${document}
  JOIN branch b ON b.id = d.branch
  JOIN writer w ON w.id = d.writer
  LEFT JOIN person p ON p.id = d.accepted_by`

/**
 * Documents `d` by the keys `k` that an index has. The index belongs to the table itself, which a reader of one branch
 * sees through a view: so the table gives the keys, and the rows come through the view.
 */
export const foundBy = (index: string): string =>
  `main.document k INDEXED BY ${index} CROSS JOIN document d ON d.position = k.position`

export function toDocumentHead(row: Row): DocumentHead {
  const [position, id, branch, prefix, zone, state, event, series, number, postingDate] = row
  const [
    acceptedAt,
    postedAt,
    isClockDoubtful,
    person,
    writer,
    incarnation,
    seq,
    total,
    firstMove,
    lineCount,
  ] = row.slice(10)
  const [refusal, isReversed, isSettled] = row.slice(20)
  return {
    position: Number(position) as Position,
    id: String(id) as DocumentId,
    branch: Number(branch) as BranchId,
    zone: String(zone),
    state: state as 'posted' | 'refused',
    event: event as EventName,
    number:
      number === null
        ? undefined
        : documentNumber({ prefix: String(prefix), series: String(series), number: Number(number) }),
    reference: referenceOf(String(incarnation), Number(seq)),
    postingDate: textOf(postingDate),
    acceptedAt: Number(acceptedAt),
    postedAt: Number(postedAt),
    isClockDoubtful: isClockDoubtful === 1,
    acceptedBy: textOf(person),
    writer: String(writer),
    total: minor(Number(total)),
    firstMove: Number(firstMove) as MoveId,
    lineCount: Number(lineCount),
    refusal: typeof refusal === 'string' ? refusalSchema.parse(JSON.parse(refusal)) : undefined,
    isReversed: isReversed === 1,
    isSettled: isSettled === 1,
  }
}

function textOf(value: SqlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
