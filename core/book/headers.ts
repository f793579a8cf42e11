import { catalogued, type Write } from '../database/catalogue.ts'
import { businessDay } from '../kernel/business-day.ts'
import type { SealedDocument } from './content.ts'

/** What the poster knows beside the document: central's clock, and the zone each branch keeps its days in. */
export interface PostingContext {
  /** Central's time, milliseconds since 1970, UTC. */
  readonly now: number
  readonly zoneOf: (branch: number) => string
}

const NEXT_MOVE = `coalesce((SELECT first_move + line_count FROM document ORDER BY position DESC LIMIT 1), 1)`
const NEXT_POSITION = `(SELECT coalesce(max(position), 0) + 1 FROM document)`
const COLUMNS = `INSERT INTO document (
    position, id, writer, seq, state, event, branch, series, number, posting_date, accepted_at, posted_at,
    clock_doubtful, accepted_by, first_move, line_count, total, sales_order, run, transfer, answers, reverses, settles,
    content, content_hash, refusal)`

/** A writer numbers only its own documents, and only in its own branch. */
const OWN_HEADER = { by: 'writers', own: { writer: 2, branch: 5 } } as const

/**
 * The header of a posted document, which seals the moves before it. Its day is the day of acceptance where that is
 * open and not in the future, else the first open day, and never before the document it answers (design section 3).
 * (`number > 0` lets the partial index find the last number; without it all documents of the branch would be read.)
 */
const POSTED = catalogued(
  'document.posted',
  `${COLUMNS}
  VALUES (
    ${NEXT_POSITION}, ?1, (SELECT id FROM writer WHERE incarnation = ?2), ?3, 'posted', ?4, ?5,
    (SELECT series FROM event WHERE event = ?4),
    1 + coalesce((SELECT max(number) FROM document
      WHERE branch = ?5 AND series = (SELECT series FROM event WHERE event = ?4) AND number > 0), 0),
    max(?6, (SELECT date(locked_until, '+1 day') FROM branch WHERE id = ?5), coalesce(
      (SELECT max(posting_date) FROM document WHERE id IN (?13, ?14)), '')),
    ?7, ?8, ?9, (SELECT id FROM person WHERE id = ?10),
    ${NEXT_MOVE},
    coalesce((SELECT max(id) FROM move), 0) - ${NEXT_MOVE} + 1,
    coalesce((SELECT sum(amount) FROM move WHERE id >= ${NEXT_MOVE}), 0),
    CASE WHEN ?14 IS NULL THEN ?11 ELSE (SELECT sales_order FROM document WHERE id = ?14) END,
    CASE WHEN ?14 IS NULL THEN ?12 ELSE (SELECT run FROM document WHERE id = ?14) END,
    CASE WHEN ?4 = 'transfer_dispatch' THEN ${NEXT_POSITION}
      ELSE (SELECT transfer FROM document WHERE id = coalesce(?13, ?14)) END,
    (SELECT position FROM document WHERE id = ?13),
    (SELECT position FROM document WHERE id = ?14),
    (SELECT position FROM document WHERE id = ?15),
    ?16, ?17, NULL)
  RETURNING position, series, number, posting_date, total, line_count, transfer`,
  OWN_HEADER,
)

/** The same row for a document the book would not take. Its branch and contexts are kept where they exist. */
const REFUSED = catalogued(
  'document.refused',
  `${COLUMNS}
  VALUES (
    ${NEXT_POSITION}, ?1, (SELECT id FROM writer WHERE incarnation = ?2), ?3, 'refused', ?4,
    coalesce((SELECT id FROM branch WHERE id = ?5), (SELECT branch FROM writer WHERE incarnation = ?2),
      (SELECT min(id) FROM branch)),
    NULL, NULL, NULL, ?6, ?7, ?8, (SELECT id FROM person WHERE id = ?9),
    ${NEXT_MOVE}, 0, 0,
    (SELECT id FROM sales_order WHERE id = ?10), coalesce((SELECT id FROM production_run WHERE id = ?11), (SELECT run FROM document WHERE id = ?12)), NULL,
    (SELECT position FROM document WHERE id = ?12), NULL, NULL, ?13, ?14, ?15)
  RETURNING position`,
  OWN_HEADER,
)

export function postedHeader(document: SealedDocument, context: PostingContext): Write {
  const { content } = document
  return headerOf(
    document,
    context,
    content.event,
    content.reverses?.document ?? null,
    content.settles ?? null,
  )
}

/** A reversal of something that was refused posts as its void: it moves nothing and settles the refusal. */
export function voidHeader(document: SealedDocument, context: PostingContext, refused: string): Write {
  return headerOf(document, context, 'void', null, refused)
}

function headerOf(
  { content, text, hash }: SealedDocument,
  { now, zoneOf }: PostingContext,
  event: string,
  reverses: string | null,
  settles: string | null,
): Write {
  const isDoubtful = content.clockDoubtful === true
  const zone = zoneOf(content.branch)
  // No clock reading is beyond writing down as a day: the future is today, and before 1970 nothing is open.
  const acceptedAt = isDoubtful ? now : Math.max(0, Math.min(content.acceptedAt, now))
  return {
    sql: POSTED,
    args: [
      content.id,
      content.writer,
      content.seq,
      event,
      content.branch,
      businessDay(acceptedAt, zone),
      content.acceptedAt,
      now,
      isDoubtful ? 1 : 0,
      content.acceptedBy,
      content.salesOrder ?? null,
      content.run ?? null,
      content.answers ?? null,
      reverses,
      settles,
      text,
      hash,
    ],
  }
}

export function refusedHeader(
  { content, text, hash }: SealedDocument,
  { now }: PostingContext,
  refusal: string,
): Write {
  return {
    sql: REFUSED,
    args: [
      content.id,
      content.writer,
      content.seq,
      content.event,
      content.branch,
      content.acceptedAt,
      now,
      content.clockDoubtful === true ? 1 : 0,
      content.acceptedBy,
      content.salesOrder ?? null,
      content.run ?? null,
      content.answers ?? content.reverses?.document ?? null,
      text,
      hash,
      refusal,
    ],
  }
}
