import { readBranchesIn, type Scope } from '../branches/scope.ts'
import type { Branch } from '../branches/read-branches.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import { typedWords } from '../items/item-words.ts'
import type { ItemCursor } from '../items/asked-items.ts'
import { findItems } from '../items/read-item-list.ts'
import { hasWords } from '../items/word-conditions.ts'
import { exactRatio } from '../kernel/exact-ratio.ts'
import type { AccountId, LocationId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'

/** Where stock is kept in a branch. `run` stands for all its open production runs. */
export const STOCK_KINDS = ['stockroom', 'manufacturing', 'run', 'retail'] as const
export type StockKind = (typeof STOCK_KINDS)[number]

export interface StockLine {
  readonly location: LocationId
  readonly item: ItemLabel
  readonly quantity: Quantity
  readonly value: Minor
  /** Value of one display unit, rounded half up; undefined when nothing is there. */
  readonly averageCost: Minor | undefined
  /** The production run it is in. */
  readonly run: { readonly id: number; readonly serial: string } | undefined
}

export interface StockSection {
  readonly branch: Branch
  readonly kind: StockKind
  /** What the section is worth in all, whatever the filter shows of it. */
  readonly value: Minor
  /** The account that says the same. */
  readonly account: AccountId
  readonly lines: StockLines
}

export interface StockLines extends Page<StockLine, StockCursor> {
  /** By name; not where very many items have a typed word: those come as they are found, the best first. */
  readonly isSorted: boolean
  /** So many items were looked through and did not fill the page; what is behind them is on the next one. */
  readonly lookedThrough: number | undefined
}

/** Where a page of a section goes on: by name, then by id; or where a search does. */
export type StockCursor = ItemCursor

export interface StockFilter {
  readonly kinds: readonly StockKind[]
  /** Words that words of the name or code of an item begin with; '' for all. */
  readonly text: string
  /** Also items of which nothing is left. */
  readonly isEmptyShown: boolean
  readonly after?: StockCursor | undefined
  readonly limit: number
}

const OF_PLACE = 'b.location = ?1 AND b.item = i.id AND (i.name, i.id) > (?2, ?3) AND (?4 OR b.quantity > 0)'
const LINES = (
  joined: string,
  words = 0,
): string => `SELECT b.location, b.quantity, b.value, NULL, NULL, ${ITEM_LABEL}
  FROM ${joined}
  WHERE ${[OF_PLACE, ...hasWords(words, 6)].join(' AND ')}
  ORDER BY i.name, i.id LIMIT ?5`
// A place with few items is read whole and sorted. One with many is read in the order of the index on names, which
// stops when the page is full: neither grows with the number of items, nor with history.
const FEW_LINES = (words: number): string => LINES('stock_balance b CROSS JOIN item i', words)
const MANY_LINES = LINES('item i CROSS JOIN stock_balance b')
const FEW = 1000
const FOUND = `SELECT b.location, b.quantity, b.value, NULL, NULL, ${ITEM_LABEL}
  FROM json_each(?2) j CROSS JOIN stock_balance b ON b.location = ?1 AND b.item = j.value
  CROSS JOIN item i ON i.id = b.item ORDER BY j.key`
const HAS_MANY = 'SELECT 1 FROM stock_balance WHERE location = ?1 LIMIT 1 OFFSET ?2'

/** Open runs only: what a closed one used up stays in its moves, and would make this list grow for ever. */
const RUN_LINES = (
  words: number,
): string => `SELECT b.location, b.quantity, b.value, r.id, r.serial, ${ITEM_LABEL}
  FROM production_run r
  CROSS JOIN location l ON l.run = r.id
  CROSS JOIN stock_balance b ON b.location = l.id
  CROSS JOIN item i ON i.id = b.item
  WHERE ${["r.branch = ?1 AND r.state = 'open'", '(?2 OR b.quantity > 0)', ...hasWords(words, 4)].join(' AND ')}
  ORDER BY r.due_on, r.id, i.name, i.id LIMIT ?3`

/** More work in progress than a page shows. */
const RUN_LINES_MAX = 1000

const PLACES = `SELECT kind, id, account FROM location
  WHERE branch = ?1 AND kind IN ('stockroom', 'manufacturing', 'retail') AND run IS NULL AND counterpart IS NULL`
const ACCOUNT_VALUE = 'SELECT debit - credit FROM account_balance WHERE account = ?1'
const RUN_VALUE = `SELECT coalesce(sum(b.value), 0)
  FROM production_run r CROSS JOIN location l ON l.run = r.id CROSS JOIN stock_balance b ON b.location = l.id
  WHERE r.branch = ?1 AND r.state = 'open'`

/** What lies where in the branches of the scope, a section for each kind of place. */
export function readStockByLocation(scope: Scope, reader: Reader, filter: StockFilter): StockSection[] {
  return reader.snapshot(() =>
    readBranchesIn(scope, reader).flatMap((branch) => {
      const places = new Map(reader.all(PLACES, branch.id).map((row) => [String(row[0]), row]))
      return filter.kinds.map((kind) => readSection(reader, branch, kind, places, filter))
    }),
  )
}

function readSection(
  reader: Reader,
  branch: Branch,
  kind: StockKind,
  places: ReadonlyMap<string, Row>,
  filter: StockFilter,
): StockSection {
  const [, place, account] = places.get(kind === 'run' ? 'manufacturing' : kind) ?? []
  const location = Number(place) as LocationId
  return {
    branch,
    kind,
    value: readValue(reader, branch, kind, Number(account)),
    account: Number(account) as AccountId,
    lines: readLines(reader, branch, kind, location, filter),
  }
}

function readLines(
  reader: Reader,
  branch: Branch,
  kind: StockKind,
  location: LocationId,
  filter: StockFilter,
): StockLines {
  const { words } = typedWords(filter.text)
  if (kind === 'run') {
    const isEmptyShown = Number(filter.isEmptyShown)
    const rows = reader.all(RUN_LINES(words.length), branch.id, isEmptyShown, RUN_LINES_MAX, ...words.flat())
    return inOrder(pageOf(rows.map(toStockLine), RUN_LINES_MAX, cursorOf))
  }
  const hasMany = reader.get(HAS_MANY, location, FEW) !== undefined
  if (hasMany && words.length > 0) return findLines(reader, location, filter)
  const after = filter.after?.length === 2 ? filter.after : ['', 0]
  const rows = reader.all(
    hasMany ? MANY_LINES : FEW_LINES(words.length),
    location,
    ...after,
    Number(filter.isEmptyShown),
    filter.limit + 1,
    ...words.flat(),
  )
  return inOrder(pageOf(rows.map(toStockLine), filter.limit, cursorOf))
}

/** What somebody looks for among very many, found by its words as in the list of items. */
function findLines(
  reader: Reader,
  location: LocationId,
  { text, isEmptyShown, after, limit }: StockFilter,
): StockLines {
  const { found, ...page } = findItems(reader, {
    ...EVERY_ITEM,
    text,
    at: { location, isEmptyToo: isEmptyShown },
    after,
    limit,
  })
  return { ...page, entries: reader.all(FOUND, location, JSON.stringify(found)).map(toStockLine) }
}

const EVERY_ITEM = {
  kind: 'all',
  whose: 'all',
  isRetired: undefined,
  isBare: false,
  among: undefined,
  sort: 'name',
} as const

const cursorOf = ({ item }: StockLine): StockCursor => [item.name, item.id]
const inOrder = (page: Page<StockLine, StockCursor>): StockLines => ({
  ...page,
  isSorted: true,
  lookedThrough: undefined,
})

/** From the account, which equals its stock to the cent; runs and pool share one, so the pool is what is not in runs. */
function readValue(reader: Reader, branch: Branch, kind: StockKind, account: number): Minor {
  const inAccount = (): number => Number(reader.get(ACCOUNT_VALUE, account)?.[0] ?? 0)
  const inRuns = (): number => Number(reader.get(RUN_VALUE, branch.id)?.[0])
  if (kind === 'run') return minor(inRuns())
  return minor(kind === 'manufacturing' ? inAccount() - inRuns() : inAccount())
}

function toStockLine(row: Row): StockLine {
  const item = toItemLabel(row.slice(5, 5 + ITEM_LABEL_WIDTH))
  const [held, value] = [Number(row[1]), Number(row[2])]
  return {
    location: Number(row[0]) as LocationId,
    item,
    quantity: quantity(held),
    value: minor(value),
    averageCost: averageCost({ value, held, factor: item.unit.factor }),
    run: row[3] === null ? undefined : { id: Number(row[3]), serial: String(row[4]) },
  }
}

/** Value ÷ quantity × units per display unit: for people to read, never booked. */
export function averageCost({
  value,
  held,
  factor,
}: {
  readonly value: number
  readonly held: number
  readonly factor: number
}): Minor | undefined {
  if (held === 0) return undefined
  const average = exactRatio({ value, times: factor, by: held })
  return average === undefined ? undefined : minor(average)
}

/** What a branch's stock is worth, by kind of place; open runs count as manufacturing, as their account does. */
export interface BranchWorth {
  readonly branch: Branch
  readonly stockroom: Minor
  readonly manufacturing: Minor
  readonly retail: Minor
  readonly accounts: Readonly<Record<'stockroom' | 'manufacturing' | 'retail', AccountId>>
}

const WORTH = `SELECT a.kind, a.id, b.debit - b.credit FROM account a JOIN account_balance b ON b.account = a.id
  WHERE a.branch = ?1 AND a.kind IN ('stockroom_inventory', 'manufacturing_inventory', 'finished_goods_inventory')`

/** From the inventory accounts, which equal the stock to the cent at every moment. */
export function readBranchWorths(scope: Scope, reader: Reader): BranchWorth[] {
  return readBranchesIn(scope, reader).map((branch) => {
    const rows = new Map(
      reader.all(WORTH, branch.id).map(([kind, id, value]) => [String(kind), [id, value] as const]),
    )
    const of = (kind: string): Minor => minor(Number(rows.get(kind)?.[1] ?? 0))
    const idOf = (kind: string): AccountId => Number(rows.get(kind)?.[0]) as AccountId
    return {
      branch,
      stockroom: of('stockroom_inventory'),
      manufacturing: of('manufacturing_inventory'),
      retail: of('finished_goods_inventory'),
      accounts: {
        stockroom: idOf('stockroom_inventory'),
        manufacturing: idOf('manufacturing_inventory'),
        retail: idOf('finished_goods_inventory'),
      },
    }
  })
}
