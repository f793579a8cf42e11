import { BEFORE_ALL, pages } from '../database/pages.ts'
import { amountCells, moneyCell, textCell, unitOf } from './cells.ts'
import { figure, type Cell } from './csv-text.ts'
import { bookFile } from './ledger-files.ts'
import type { TableFile } from './table-file.ts'
import type { SqlValue } from '../database/central.ts'

const dayCell = (value: SqlValue | undefined): Cell => (typeof value === 'string' ? figure(value) : null)
const UNIT = 'i.base_unit, i.display_unit, i.display_factor'

const ORDERS = `SELECT o.id, o.number, b.prefix, p.name, o.ordered_on, o.due_on, o.state FROM sales_order o
  JOIN branch b ON b.id = o.branch LEFT JOIN partner p ON p.id = o.partner
  WHERE o.id > ?1 ORDER BY o.id LIMIT ?2`
const orders = bookFile(
  'orders',
  ['number', 'branch', 'customer', 'ordered_on', 'due_on', 'state'],
  function* ({ reader }) {
    for (const [, number, branch, customer, ordered, due, state] of pages(reader, ORDERS, [0]))
      yield [
        textCell(number),
        textCell(branch),
        textCell(customer),
        dayCell(ordered),
        dayCell(due),
        textCell(state),
      ]
  },
)

const ORDER_LINES = `SELECT l.sales_order, l.item, o.number, i.code, i.name, l.ordered, l.logged, l.price, ${UNIT}
  FROM sales_order_line l JOIN sales_order o ON o.id = l.sales_order JOIN item i ON i.id = l.item
  WHERE (l.sales_order, l.item) > (?1, ?2) ORDER BY l.sales_order, l.item LIMIT ?3`
const orderLines = bookFile(
  'order-lines',
  ['order', 'item', 'item_name', 'ordered', 'ordered_unit', 'logged', 'logged_unit', 'price'],
  function* ({ reader, moneyFactor }) {
    for (const row of pages(reader, ORDER_LINES, [BEFORE_ALL, BEFORE_ALL])) {
      const [, , order, item, name, ordered, logged, price, base, unitName, factor] = row
      const unit = unitOf(base, unitName, factor)
      yield [
        textCell(order),
        textCell(item),
        textCell(name),
        ...amountCells(ordered, unit),
        ...amountCells(logged, unit),
        moneyCell(price, moneyFactor),
      ]
    }
  },
)

const RUNS = `SELECT r.id, r.serial, b.prefix, i.code, i.name, r.planned, r.built, ${UNIT}, r.issue_on, r.due_on, r.state
  FROM production_run r JOIN branch b ON b.id = r.branch JOIN item i ON i.id = r.item
  WHERE r.id > ?1 ORDER BY r.id LIMIT ?2`
const runs = bookFile(
  'runs',
  [
    'serial',
    'branch',
    'product',
    'product_name',
    'planned',
    'planned_unit',
    'built',
    'built_unit',
    'issue_on',
    'due_on',
    'state',
  ],
  function* ({ reader }) {
    for (const row of pages(reader, RUNS, [0])) {
      const [, serial, branch, item, name, planned, built, base, unitName, factor, issue, due, state] = row
      const unit = unitOf(base, unitName, factor)
      yield [
        textCell(serial),
        textCell(branch),
        textCell(item),
        textCell(name),
        ...amountCells(planned, unit),
        ...amountCells(built, unit),
        dayCell(issue),
        dayCell(due),
        textCell(state),
      ]
    }
  },
)

const INGREDIENTS = `SELECT g.run, g.item, r.serial, i.code, i.name, g.planned, g.used, ${UNIT} FROM run_ingredient g
  JOIN production_run r ON r.id = g.run JOIN item i ON i.id = g.item
  WHERE (g.run, g.item) > (?1, ?2) ORDER BY g.run, g.item LIMIT ?3`
const ingredients = bookFile(
  'run-ingredients',
  ['run', 'item', 'item_name', 'planned', 'planned_unit', 'used', 'used_unit'],
  function* ({ reader }) {
    for (const row of pages(reader, INGREDIENTS, [BEFORE_ALL, BEFORE_ALL])) {
      const [, , run, item, name, planned, used, base, unitName, factor] = row
      const unit = unitOf(base, unitName, factor)
      yield [
        textCell(run),
        textCell(item),
        textCell(name),
        ...amountCells(planned, unit),
        ...amountCells(used, unit),
      ]
    }
  },
)

/** What is still open of each dispatched line, at both ends; the move itself is its sender's. */
const TRANSFERS = `SELECT o.move, t.reference, f.prefix, g.prefix, i.code, i.name, o.quantity, ${UNIT}, o.amount
  FROM outstanding o CROSS JOIN main.move k CROSS JOIN transfer t ON t.dispatch = k.document
  JOIN branch f ON f.id = t.from_branch JOIN branch g ON g.id = t.to_branch JOIN item i ON i.id = k.item
  WHERE k.id = o.move AND o.move > ?1 ORDER BY o.move LIMIT ?2`
const transfers = bookFile(
  'transfers',
  ['reference', 'from_branch', 'to_branch', 'item', 'item_name', 'open', 'unit', 'open_value'],
  function* ({ reader, moneyFactor }) {
    for (const row of pages(reader, TRANSFERS, [0])) {
      const [, reference, from, to, item, name, open, base, unitName, factor, value] = row
      yield [
        textCell(reference),
        textCell(from),
        textCell(to),
        textCell(item),
        textCell(name),
        ...amountCells(open, unitOf(base, unitName, factor)),
        moneyCell(value, moneyFactor),
      ]
    }
  },
)

/** Orders, runs and transfers: what people worked on. */
export const WORK_FILES: readonly TableFile[] = [orders, orderLines, runs, ingredients, transfers]
