import { catalogued, type WriteText } from '../database/catalogue.ts'
import type { DocumentContent } from './content.ts'
import type { Step } from './takes.ts'

/** The k-th last move of the original (?1 its document id, ?2 = k), and the stock it would take from. */
const ORIGINAL = `(SELECT m.*, b.quantity AS held, b.value AS worth,
    (SELECT id FROM location WHERE branch = f.branch AND kind = 'gain') AS gain,
    (SELECT id FROM location WHERE branch = f.branch AND kind = 'loss') AS loss
  FROM document d
  JOIN move m ON m.id = d.first_move + d.line_count - ?2
  JOIN location f ON f.id = m.from_location
  LEFT JOIN stock_balance b ON b.location = m.to_location AND b.item = m.item
  WHERE d.id = ?1 AND d.state = 'posted' AND ?2 <= d.line_count)`

/** Bounded as every line is (takes.ts), and by document_reverses: moves of one original of the same branch. */
const mirrorText = (name: string, sql: string): WriteText =>
  catalogued(`mirror.${name}`, sql, { by: 'writers' })

const INTO_LINE = 'INSERT INTO line (item, from_location, to_location, quantity, amount)'

/**
 * Less value there than the original brought: the difference is a gain, so that the counterpart gets it all back.
 * Where nothing is left of what only changed its price, that is all of it.
 */
const TOP_UP = mirrorText(
  'topped-up',
  `${INTO_LINE}
  SELECT item, gain, to_location, 0, amount - worth FROM ${ORIGINAL} WHERE held >= quantity AND worth < amount`,
)

/** All of the quantity goes back but value would stay behind: the difference is a loss. */
const SKIM_OFF = mirrorText(
  'skimmed-off',
  `${INTO_LINE}
  SELECT item, to_location, loss, 0, worth - amount FROM ${ORIGINAL} WHERE held = quantity AND worth > amount`,
)

const SWAP_ENDS = mirrorText(
  'swapped',
  `INSERT INTO line (item, from_location, to_location, quantity, amount, mirrors)
  SELECT item, to_location, from_location, quantity, amount, id FROM ${ORIGINAL}`,
)

/** Value went back to a place where nothing of the item is left: there is nothing it could be the value of. */
const GIVE_UP = mirrorText(
  'given-up',
  `${INTO_LINE}
  SELECT o.item, o.from_location, o.loss, 0, b.value
  FROM ${ORIGINAL} o JOIN stock_balance b ON b.location = o.from_location AND b.item = o.item
  WHERE b.quantity = 0 AND b.value > 0`,
)

/**
 * The statements of a reversal: every move of the original, last first, ends swapped, at its original amount, with
 * a value-only move before or after it where the stock has changed since (design section 3). The original may still
 * be unposted when this is made, so its number of moves is an upper bound; the book checks that all were mirrored.
 */
export function stepsOfReversal({ reverses }: DocumentContent): Step[] {
  if (reverses === undefined) return []
  return Array.from({ length: reverses.moves }, (_, index) => index + 1).flatMap((nthLast) =>
    [TOP_UP, SKIM_OFF, SWAP_ENDS, GIVE_UP].map((sql) => ({
      sql,
      args: [reverses.document, nthLast],
      line: nthLast - 1,
      item: null,
      places: [],
      asked: null,
    })),
  )
}
