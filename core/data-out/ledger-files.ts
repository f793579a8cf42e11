import { referenceOf } from '../book/content.ts'
import { documentNumber } from '../book/document-number.ts'
import type { SqlValue } from '../database/central.ts'
import { pages } from '../database/pages.ts'
import { dataOut } from '../words/en/data-out.ts'
import { amountCells, momentCell, moneyCell, textCell, unitOf, yesNoCell } from './cells.ts'
import { figure, type Cell } from './csv-text.ts'
import type { TableFile } from './table-file.ts'

type Value = SqlValue | undefined

const numberCell = (prefix: Value, series: Value, number: Value): Cell =>
  number === null || number === undefined
    ? null
    : documentNumber({ prefix: String(prefix), series: String(series), number: Number(number) })

export const bookFile = (
  name: keyof typeof dataOut.about,
  headings: readonly string[],
  rows: TableFile['rows'],
): TableFile => ({
  path: `books/${name}.csv`,
  about: dataOut.about[name],
  headings,
  rows,
})

const accounts = bookFile(
  'accounts',
  ['branch', 'account', 'towards', 'debit', 'credit'],
  function* (source) {
    const sql = `SELECT b.prefix, a.kind, c.prefix, t.debit, t.credit FROM account a JOIN branch b ON b.id = a.branch
    LEFT JOIN branch c ON c.id = a.counterpart JOIN account_balance t ON t.account = a.id ORDER BY a.branch, a.id`
    for (const [branch, kind, towards, debit, credit] of source.reader.all(sql))
      yield [
        textCell(branch),
        textCell(kind),
        textCell(towards),
        moneyCell(debit, source.moneyFactor),
        moneyCell(credit, source.moneyFactor),
      ]
  },
)

const DOCUMENTS = `SELECT d.position, d.state, b.prefix, d.series, d.number, d.event, d.posting_date, d.accepted_at,
    d.posted_at, p.name, w.incarnation, d.seq, o.number, r.serial, t.reference,
    rd.series, rd.number, d.line_count, d.total,
    CASE WHEN json_valid(d.content) THEN d.content ->> '$.paper' END,
    CASE WHEN json_valid(d.content) THEN d.content ->> '$.reason' END, d.id, d.clock_doubtful
  FROM document d JOIN branch b ON b.id = d.branch JOIN writer w ON w.id = d.writer
  LEFT JOIN person p ON p.id = d.accepted_by LEFT JOIN sales_order o ON o.id = d.sales_order
  LEFT JOIN production_run r ON r.id = d.run LEFT JOIN transfer t ON t.dispatch = d.transfer
  LEFT JOIN document rd ON rd.position = d.reverses
  WHERE d.position > ?1 AND d.position <= ?3 ORDER BY d.position LIMIT ?2`

const documents = bookFile(
  'documents',
  [
    'position',
    'number',
    'reference',
    'state',
    'event',
    'branch',
    'posting_date',
    'accepted_at',
    'clock_in_doubt',
    'posted_at',
    'accepted_by',
    'order',
    'run',
    'transfer',
    'reverses',
    'moves',
    'total',
    'paper',
    'reason',
    'id',
  ],
  function* ({ reader, last, moneyFactor }) {
    for (const row of pages(reader, DOCUMENTS, [0], last)) {
      const [position, state, branch, series, number, event, day, accepted, posted, by, writer, seq] = row
      const [
        order,
        run,
        transfer,
        reversedSeries,
        reversedNumber,
        moves,
        total,
        paper,
        reason,
        id,
        isDoubtful,
      ] = row.slice(12)
      yield [
        textCell(position),
        numberCell(branch, series, number),
        referenceOf(String(writer), Number(seq)),
        textCell(state),
        textCell(event),
        textCell(branch),
        typeof day === 'string' ? figure(day) : null,
        momentCell(accepted),
        yesNoCell(isDoubtful),
        momentCell(posted),
        textCell(by),
        textCell(order),
        textCell(run),
        textCell(transfer),
        // A reversal is in its original's branch.
        numberCell(branch, reversedSeries, reversedNumber),
        textCell(moves),
        moneyCell(total, moneyFactor),
        textCell(paper),
        textCell(reason),
        textCell(id),
      ]
    }
  },
)

const PLACE = (end: string) =>
  `${end}.kind || coalesce(' ' || ${end}c.prefix, '') || coalesce(' ' || ${end}r.serial, '')`
const MOVES = `SELECT m.id, b.prefix, d.series, d.number, d.posting_date, i.code, i.name, i.base_unit, i.display_unit,
    i.display_factor, m.quantity, ${PLACE('f')}, ${PLACE('t')}, da.kind, ca.kind, m.amount
  FROM move m JOIN document d ON d.position = m.document JOIN branch b ON b.id = d.branch
  JOIN location f ON f.id = m.from_location JOIN location t ON t.id = m.to_location
  JOIN account da ON da.id = m.debit_account JOIN account ca ON ca.id = m.credit_account
  LEFT JOIN branch fc ON fc.id = f.counterpart LEFT JOIN branch tc ON tc.id = t.counterpart
  LEFT JOIN production_run fr ON fr.id = f.run LEFT JOIN production_run tr ON tr.id = t.run
  LEFT JOIN item i ON i.id = m.item
  WHERE m.id > ?1 AND m.document <= ?3 ORDER BY m.id LIMIT ?2`

const moves = bookFile(
  'moves',
  [
    'move',
    'document',
    'posting_date',
    'branch',
    'item',
    'item_name',
    'quantity',
    'unit',
    'from',
    'to',
    'debit_account',
    'credit_account',
    'amount',
  ],
  function* ({ reader, last, moneyFactor }) {
    for (const row of pages(reader, MOVES, [0], last)) {
      const [id, branch, series, number, day, item, name, base, unit, factor, quantity] = row
      const [from, to, debit, credit, amount] = row.slice(11)
      yield [
        textCell(id),
        numberCell(branch, series, number),
        typeof day === 'string' ? figure(day) : null,
        textCell(branch),
        textCell(item),
        textCell(name),
        ...(item === null ? [null, null] : amountCells(quantity, unitOf(base, unit, factor))),
        textCell(from),
        textCell(to),
        textCell(debit),
        textCell(credit),
        moneyCell(amount, moneyFactor),
      ]
    }
  },
)

const REFUSALS = `SELECT d.position, d.id, w.incarnation, d.seq, b.prefix, d.event, d.accepted_at, p.name,
    CASE WHEN json_valid(d.refusal) THEN d.refusal ->> '$.code' END,
    (SELECT s.event FROM document s WHERE s.settles = d.position)
  FROM document d JOIN branch b ON b.id = d.branch JOIN writer w ON w.id = d.writer
  LEFT JOIN person p ON p.id = d.accepted_by
  WHERE d.state = 'refused' AND d.position > ?1 AND d.position <= ?3 ORDER BY d.position LIMIT ?2`

const refusals = bookFile(
  'refusals',
  ['reference', 'branch', 'event', 'accepted_at', 'accepted_by', 'why', 'settled_by', 'id'],
  function* ({ reader, last }) {
    for (const row of pages(reader, REFUSALS, [0], last)) {
      const [, id, writer, seq, branch, event, accepted, by, why, settled] = row
      yield [
        referenceOf(String(writer), Number(seq)),
        textCell(branch),
        textCell(event),
        momentCell(accepted),
        textCell(by),
        textCell(why),
        textCell(settled),
        textCell(id),
      ]
    }
  },
)

const NOTES = `SELECT n.id, n.station, b.prefix, n.kind, n.at, p.name, n.content, n.done_at FROM station_note n
  LEFT JOIN branch b ON b.id = n.branch LEFT JOIN person p ON p.id = n.person
  WHERE n.id > ?1 ORDER BY n.id LIMIT ?2`

const notes = bookFile(
  'notes',
  ['at', 'station', 'branch', 'kind', 'person', 'content', 'done_at', 'id'],
  function* ({ reader }) {
    for (const [id, station, branch, kind, at, person, content, done] of pages(reader, NOTES, ['']))
      yield [
        momentCell(at),
        textCell(station),
        textCell(branch),
        textCell(kind),
        textCell(person),
        textCell(content),
        momentCell(done),
        textCell(id),
      ]
  },
)

/** The books as they were kept. */
export const LEDGER_FILES: readonly TableFile[] = [accounts, documents, moves, refusals, notes]
