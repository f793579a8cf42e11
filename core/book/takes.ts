import { catalogued, type Write, type WriteText } from '../database/catalogue.ts'
import type { DocumentContent, DocumentLine, Take } from './content.ts'

/** One statement of the posting batch, with what a refusal of it has to name. */
export interface Step extends Write {
  readonly line: number
  readonly item: number | null
  /** The places it takes stock from, the first one first; none in a reversal, which finds them in the book. */
  readonly places: readonly number[]
  /** Base units, where the line itself says how many. */
  readonly asked: number | null
}

/**
 * The cost rule, written once: `quantity` out of `held` at `value`, rounded half up, in whole numbers (design
 * section 3). NULL when nothing is held. A product beyond 64 bits would silently turn to floating point, so a value
 * that cannot be legal becomes one that the bounds refuse.
 */
function share(value: string, held: string, quantity: string): string {
  return `CASE WHEN ${value} / ${held} > 10000000000000 / ${quantity} THEN 10000000000001
    ELSE (${value} / ${held}) * ${quantity} + (2 * (${value} % ${held}) * ${quantity} + ${held}) / (2 * ${held}) END`
}

/**
 * The same rule for what lies at several places together, which may be more than one balance can hold: the quantity
 * is halved first, so that its product with a remainder stays inside 64 bits.
 */
function shareOfMany(value: string, held: string, quantity: string): string {
  const half = `((${value} % ${held}) * (${quantity} / 2))`
  return `CASE WHEN ${value} / ${held} > 10000000000000 / ${quantity} THEN 10000000000001
    ELSE (${value} / ${held}) * ${quantity} + 2 * (${half} / ${held})
      + (2 * (2 * (${half} % ${held}) + (${quantity} % 2) * (${value} % ${held})) + ${held}) / (2 * ${held}) END`
}

/** The share of what is there; when that is too little, any amount will do: the book refuses the quantity. */
function shareOrRefused(value: string, held: string, quantity: string): string {
  return `CASE WHEN ${quantity} > ${held} THEN 0 ELSE ${share(value, held, quantity)} END`
}

/**
 * What may stand between two headers. It names places and no writer: what bounds it are the guards of the header that
 * must seal it in the same batch, which let no move lie in another branch (document_is_posted, E_BRANCH), and the
 * deferred key that lets no move stay without a header (meta.last_document).
 */
const lineText = (name: string, sql: string): WriteText => catalogued(`line.${name}`, sql, { by: 'writers' })

const INTO_LINE = 'INSERT INTO line (item, from_location, to_location, quantity, amount)'
const held = (location: string, item: string): string =>
  `coalesce((SELECT quantity FROM stock_balance WHERE location = ${location} AND item = ${item}), 0)`
const valued = (location: string, item: string): string =>
  `coalesce((SELECT value FROM stock_balance WHERE location = ${location} AND item = ${item}), 0)`
const lastCost = (kind: string): string => `(SELECT ${share('amount', 'quantity', '?4')} FROM cost_source
    WHERE branch = (SELECT branch FROM location WHERE id = ?3) AND item = ?1 AND kind = '${kind}'
    ORDER BY move DESC LIMIT 1)`

const COST = lineText(
  'cost',
  `${INTO_LINE}
  SELECT ?1, ?2, ?3, ?4, ${shareOrRefused('v', 'h', '?4')}
  FROM (SELECT ${valued('?2', '?1')} AS v, ${held('?2', '?1')} AS h)`,
)

const STATED = lineText('stated', `${INTO_LINE} VALUES (?1, ?2, ?3, ?4, ?5)`)

const GAIN = lineText(
  'gain',
  `${INTO_LINE}
  SELECT ?1, ?2, ?3, ?4, coalesce(
    (SELECT ${share('value', 'quantity', '?4')} FROM stock_balance
     WHERE location = ?3 AND item = ?1 AND quantity > 0),
    (SELECT ${shareOfMany('v', 'h', '?4')} FROM (
       SELECT sum(b.value) AS v, sum(b.quantity) AS h
       FROM location l JOIN stock_balance b ON b.location = l.id AND b.item = ?1
       WHERE l.branch = (SELECT branch FROM location WHERE id = ?3)
         AND l.kind IN ('stockroom', 'manufacturing', 'retail')) WHERE h > 0),
    ${lastCost('purchase')},
    ${lastCost('build')})`,
)

const ANSWERED = lineText(
  'answered',
  `INSERT INTO line (item, from_location, to_location, quantity, amount, answers)
  SELECT ?1, ?2, ?3, ?4, ${shareOrRefused('v', 'h', '?4')}, id
  FROM (SELECT a.id, coalesce(o.amount, m.amount) AS v, coalesce(o.quantity, m.quantity) AS h
    FROM (SELECT (SELECT first_move + ?6 FROM document
                  WHERE id = ?5 AND state = 'posted' AND ?6 < line_count) AS id) a
    LEFT JOIN move m ON m.id = a.id
    LEFT JOIN outstanding o ON o.move = a.id)`,
)

const SHORTFALL = lineText(
  'shortfall',
  `${INTO_LINE}
  SELECT ?1, ?2, ?3, q, ${shareOrRefused('v', 'h', 'q')}
  FROM (SELECT ?4 - ${held('?3', '?1')} AS q, ${valued('?2', '?1')} AS v, ${held('?2', '?1')} AS h) WHERE q > 0`,
)

const creditDifference = (from: string, to: string, difference: string): string => `${INTO_LINE}
  SELECT ?1, ${from}, ${to}, 0, ${difference}
  FROM (SELECT ${shareOrRefused('v', 'h', '?4')} AS cost
    FROM (SELECT ${valued('?2', '?1')} AS v, ${held('?2', '?1')} AS h) WHERE h >= ?4) WHERE ${difference} > 0`
const CREDIT_GAIN = lineText('credit-gain', creditDifference('?6', '?2', '?5 - cost'))
const CREDIT_LOSS = lineText('credit-loss', creditDifference('?2', '?7', 'cost - ?5'))

/** The part of a later price (?5 for ?4 bought) that concerns what is still at the stock location. */
const stillThere = (stock: string): string => `(SELECT ${share('?5', '?4', 'n')}
    FROM (SELECT min(?4, ${held(stock, '?1')}) AS n))`
const DEARER_STOCK = lineText(
  'dearer-stock',
  `${INTO_LINE} SELECT ?1, ?2, ?3, 0, part FROM (SELECT ${stillThere('?3')} AS part) WHERE part > 0`,
)
const DEARER_REST = lineText(
  'dearer-rest',
  `${INTO_LINE} SELECT ?1, ?2, ?6, 0, ?5 - part
  FROM (SELECT ${stillThere('?3')} AS part) WHERE ?5 - part > 0`,
)
const cheaperPart = `min(${stillThere('?2')}, ${valued('?2', '?1')})`
const CHEAPER_REST = lineText(
  'cheaper-rest',
  `${INTO_LINE} SELECT ?1, ?6, ?3, 0, ?5 - part
  FROM (SELECT ${cheaperPart} AS part) WHERE ?5 - part > 0`,
)
const CHEAPER_STOCK = lineText(
  'cheaper-stock',
  `${INTO_LINE} SELECT ?1, ?2, ?3, 0, part FROM (SELECT ${cheaperPart} AS part) WHERE part > 0`,
)

/** max(0, ceil(BOM quantity × cumulative built ÷ BOM output) − used so far), design section 3. */
const backflushNeed = (run: string): string => `(SELECT max(0,
    (i.bom_quantity * (r.built + ?4) + r.bom_output - 1) / r.bom_output - i.used)
  FROM production_run r JOIN run_ingredient i ON i.run = r.id
  WHERE r.id = (SELECT run FROM location WHERE id = ${run}) AND i.item = ?1)`
const BACKFLUSH_SHORTFALL = lineText(
  'backflush-shortfall',
  `${INTO_LINE}
  SELECT ?1, ?5, ?2, q, ${shareOrRefused('v', 'h', 'q')}
  FROM (SELECT ${backflushNeed('?3')} - ${held('?2', '?1')} AS q, ${valued('?5', '?1')} AS v, ${held('?5', '?1')} AS h)
  WHERE q > 0`,
)
const BACKFLUSH = lineText(
  'backflush',
  `${INTO_LINE}
  SELECT ?1, ?2, ?3, q, ${shareOrRefused('v', 'h', 'q')}
  FROM (SELECT ${backflushNeed('?3')} AS q, ${valued('?2', '?1')} AS v, ${held('?2', '?1')} AS h) WHERE q > 0`,
)

/** built ÷ remaining planned of each ingredient; the last build takes all. */
const INGREDIENTS = lineText(
  'ingredients',
  `${INTO_LINE}
  SELECT item, ?1, ?2, q, ${shareOrRefused('v', 'h', 'q')}
  FROM (SELECT b.item, b.value AS v, b.quantity AS h,
      CASE WHEN ?3 >= r.planned - r.built THEN b.quantity
        ELSE ${share('b.quantity', '(r.planned - r.built)', '?3')} END AS q
    FROM stock_balance b JOIN production_run r ON r.id = (SELECT run FROM location WHERE id = ?1)
    WHERE b.location = ?1 AND b.quantity > 0)
  WHERE q > 0 ORDER BY item`,
)

const MADE = lineText(
  'made',
  `${INTO_LINE}
  VALUES (?1, ?2, ?3, ?4, (SELECT sum(amount) FROM move WHERE to_location = ?2 AND id >= coalesce(
    (SELECT first_move + line_count FROM document ORDER BY position DESC LIMIT 1), 1)))`,
)

const REST = lineText(
  'rest',
  `${INTO_LINE}
  SELECT item, ?1, ?2, quantity, value FROM stock_balance WHERE location = ?1 AND quantity > 0 ORDER BY item`,
)

type Arguments = readonly (string | number | null)[]
type Plan = (line: DocumentLine, take: Take) => readonly (readonly [sql: WriteText, args: Arguments])[]

const ends = ({ item, from, to, quantity }: DocumentLine): Arguments => [item, from, to, quantity]

/** Every way to value a line, and the statements it becomes. */
function planOf(line: DocumentLine, take: Take): ReturnType<Plan> {
  const base = ends(line)
  switch (take.by) {
    case 'cost':
      return [[COST, base]]
    case 'stated':
      return [[STATED, [...base, take.amount]]]
    case 'gain':
      return [[GAIN, base]]
    case 'answered':
      return [[ANSWERED, [...base, take.document, take.move]]]
    case 'shortfall':
      return [[SHORTFALL, base]]
    case 'credit_note':
      return [
        [CREDIT_GAIN, [...base, take.amount, take.gain]],
        [CREDIT_LOSS, [...base, take.amount, take.gain, take.loss]],
        [STATED, [...base, take.amount]],
      ]
    case 'dearer':
      return [
        [DEARER_STOCK, [...base, take.amount]],
        [DEARER_REST, [...base, take.amount, take.loss]],
      ]
    case 'cheaper':
      return [
        [CHEAPER_REST, [...base, take.amount, take.gain]],
        [CHEAPER_STOCK, [...base, take.amount]],
      ]
    case 'backflush':
      return [
        ...(take.stockroom === null ? [] : [[BACKFLUSH_SHORTFALL, [...base, take.stockroom]] as const]),
        [BACKFLUSH, base],
      ]
    case 'ingredients':
      return [[INGREDIENTS, [line.from, line.to, line.quantity]]]
    case 'made':
      return [[MADE, base]]
    case 'rest':
      return [[REST, [line.from, line.to]]]
  }
}

/** The statements of a document's lines, in order. At most three a line. */
export function stepsOfLines({ lines }: DocumentContent): Step[] {
  return lines.flatMap((line, index) =>
    planOf(line, line.take).map(([sql, args]) => ({
      sql,
      args,
      line: index,
      item: line.item,
      places: placesOf(line),
      asked: line.take.by === 'backflush' ? null : line.quantity,
    })),
  )
}

function placesOf({ from, to, take }: DocumentLine): number[] {
  if (take.by === 'shortfall') return [from, to]
  if (take.by === 'backflush' && take.stockroom !== null) return [from, take.stockroom]
  return [from]
}
