import type { Row, SqlValue } from '../../database/central.ts'
import type { Reader } from '../../database/reader.ts'
import { bookWords } from '../../words/en/book-words.ts'
import { referenceOf } from '../content.ts'
import { documentNumber } from '../document-number.ts'
import { EVENTS, type EventName } from '../events.ts'

/** What a ledger file says of a document beside its moves. */
export interface JournalDocument {
  /** A business day, YYYY-MM-DD. */
  readonly date: string
  /** BRA-SAL-00001. */
  readonly number: string
  readonly partner: string
  /** What happened, in words. */
  readonly event: string
  /** What it belongs to, by name; only what is said. */
  readonly facts: readonly (readonly [name: FactName, fact: string])[]
}
export type FactName =
  | 'document'
  | 'reference'
  | 'order'
  | 'run'
  | 'transfer'
  | 'reverses'
  | 'paper'
  | 'reason'

const DOCUMENT = `SELECT d.posting_date, b.prefix, d.series, d.number, d.event, p.name, d.id, w.incarnation, d.seq,
    o.number, r.serial, t.reference, rb.prefix, rd.series, rd.number,
    CASE WHEN json_valid(d.content) THEN d.content ->> '$.paper' END,
    CASE WHEN json_valid(d.content) THEN d.content ->> '$.reason' END
  FROM document d
  JOIN branch b ON b.id = d.branch
  JOIN writer w ON w.id = d.writer
  LEFT JOIN sales_order o ON o.id = d.sales_order
  LEFT JOIN partner p ON p.id = o.partner
  LEFT JOIN production_run r ON r.id = d.run
  LEFT JOIN transfer t ON t.dispatch = d.transfer
  LEFT JOIN document rd ON rd.position = d.reverses
  LEFT JOIN branch rb ON rb.id = rd.branch
  WHERE d.position = ?1`

/** Reads documents by position; throws where the book has none, which only a spoilt book does. */
export function journalDocuments(reader: Reader): (position: number) => JournalDocument {
  const read = reader.prepare(DOCUMENT)
  return (position) => {
    const row = read(position)
    if (row === undefined) throw new Error(`no document at ${position}: run scripts/verify`)
    return toDocument(row)
  }
}

function toDocument(row: Row): JournalDocument {
  const [date, prefix, series, number, event, partner, id, writer, seq, order, run, transfer] = row
  const [reversedPrefix, reversedSeries, reversedNumber, paper, reason] = row.slice(12)
  const facts: readonly (readonly [FactName, SqlValue | undefined])[] = [
    ['document', id],
    ['reference', referenceOf(String(writer), Number(seq))],
    ['order', order],
    ['run', run],
    ['transfer', transfer],
    ['reverses', numberOf(reversedPrefix, reversedSeries, reversedNumber)],
    ['paper', paper],
    ['reason', reason],
  ]
  return {
    date: String(date),
    number: numberOf(prefix, series, number),
    partner: partner === null || partner === undefined ? '' : String(partner),
    event: eventWords(String(event)),
    facts: facts.flatMap(([name, fact]) => (isSaid(fact) ? [[name, String(fact)] as const] : [])),
  }
}

const isSaid = (value: SqlValue | undefined): boolean => value !== null && value !== undefined && value !== ''

function numberOf(
  prefix: SqlValue | undefined,
  series: SqlValue | undefined,
  number: SqlValue | undefined,
): string {
  if (!isSaid(number)) return ''
  return documentNumber({ prefix: String(prefix), series: String(series), number: Number(number) })
}

function eventWords(event: string): string {
  const known = EVENTS.find((name): name is EventName => name === event)
  return known === undefined ? event : bookWords.events[known]
}
