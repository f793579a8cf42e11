import type { ItemKind } from '../book/events.ts'
import type { Row, SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { Page } from '../kernel/page.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import { typedWords } from './item-words.ts'
import { countWords, hasWords } from './word-conditions.ts'

export const ITEM_SORTS = ['name', 'code'] as const
export const ITEM_WHOSE = ['all', 'company', 'own'] as const
export const ITEM_BARCODES = ['any', 'none'] as const

export interface AskedItems {
  /** Words that words of the name or code begin with; '' for all. */
  readonly text: string
  readonly kind: ItemKind | 'all'
  readonly whose: (typeof ITEM_WHOSE)[number]
  readonly isRetired: boolean
  /** `none`: only items that have no barcode. */
  readonly barcodes: (typeof ITEM_BARCODES)[number]
  readonly sort: (typeof ITEM_SORTS)[number]
  /** Where the page before ended. */
  readonly after: ItemCursor | undefined
  readonly limit: number
}

/** What a list is sorted by, and the id. */
export type ItemCursor = readonly (string | number)[]

/** An item in the list. */
export interface ListedItem extends ItemLabel {
  /** Of the branch whose own it is; undefined: the company's. */
  readonly branchPrefix: string | undefined
  readonly isRetired: boolean
  readonly barcodeCount: number
  readonly firstBarcode: string | undefined
}

export interface ItemList extends Page<ListedItem, ItemCursor> {
  /** So many items were looked through and did not fill the page; what is behind them is on the next one. */
  readonly lookedThrough: number | undefined
}

const CHUNK = 500
/** A page looks through so many items at the most, also where few of very many are meant. */
const LOOK_MAX = 5_000

/** Words of which so many are there are as good as everywhere; the others are looked up. */
const EVERYWHERE = 10_000

/**
 * Items in an order, a page at a time. What has the typed words is looked up and put in order; everything else is read
 * in the order of an index until the page is full, so that a page costs no more among very many items.
 */
export function readItemList(reader: Reader, asked: AskedItems): ItemList {
  return reader.snapshot(() => {
    const { words } = typedWords(asked.text)
    const isRare = words.map((range) => countWords(reader, range, EVERYWHERE) < EVERYWHERE)
    const [rare, others] = [words.filter((_, at) => isRare[at]), words.filter((_, at) => isRare[at] !== true)]
    const sql = rare.length > 0 ? lookUp(asked, rare.length, others.length) : walk(asked, words.length)
    const args = [...rare, ...others].flat()
    const { found, next, lookedThrough } = fillPage(asked, (size, after) =>
      reader.all(sql, size, ...after, ...args),
    )
    return { entries: readListed(reader, found), next, lookedThrough }
  })
}

/** Of the words' ranges, which come after size and cursor. */
const FIRST_WORD = 4

/** Keys, and whether each is meant, of the items that have all the rare words, which come before the others. */
function lookUp(asked: AskedItems, rare: number, others: number): string {
  const key = `i.${asked.sort}, i.id`
  const ranges = Array.from({ length: rare }, (_, index) => FIRST_WORD + index * 2)
  const having = ranges.map(
    (from) => `SELECT item FROM item_word WHERE word >= ?${from} AND word < ?${from + 1}`,
  )
  return `SELECT ${key}, ${isMeant(asked, others, FIRST_WORD + rare * 2)}
    FROM (SELECT DISTINCT item FROM (${having.join(' INTERSECT ')})) w
    CROSS JOIN item i ON i.id = w.item
    WHERE (${key}) > (?2, ?3) ORDER BY ${key} LIMIT ?1`
}

/** The same, of all items. */
function walk(asked: AskedItems, words: number): string {
  const key = `k.${asked.sort}, k.id`
  return `SELECT ${key}, ${isMeant(asked, words)}
    FROM main.item k ${indexOf(asked)} CROSS JOIN item i ON i.id = k.id
    WHERE (${key}) > (?2, ?3)${keysOf(asked)} ORDER BY ${key} LIMIT ?1`
}

/** The smallest index that has what is asked for in its order. */
function indexOf({ sort, kind, whose, isRetired }: AskedItems): string {
  if (sort === 'code') return ''
  if (isRetired) return 'INDEXED BY item_retired'
  if (whose === 'own') return 'INDEXED BY item_own'
  return kind === 'all' ? 'INDEXED BY item_by_name' : 'INDEXED BY item_of_kind'
}

/** What its keys have in common. */
function keysOf({ kind, whose, isRetired }: AskedItems): string {
  if (isRetired) return ' AND k.is_retired = 1'
  if (whose === 'own') return ' AND k.branch IS NOT NULL'
  return kind === 'all' ? '' : ` AND k.kind = '${kind}'`
}

function isMeant(
  { kind, whose, isRetired, barcodes }: AskedItems,
  words: number,
  firstWord = FIRST_WORD,
): string {
  return [
    `i.is_retired = ${isRetired ? 1 : 0}`,
    ...(kind === 'all' ? [] : [`i.kind = '${kind}'`]),
    ...(whose === 'all' ? [] : [whose === 'own' ? 'i.branch IS NOT NULL' : 'i.branch IS NULL']),
    ...(barcodes === 'any' ? [] : ['NOT EXISTS (SELECT 1 FROM barcode c WHERE c.item = i.id)']),
    ...hasWords(words, firstWord),
  ].join(' AND ')
}

interface Filled {
  readonly found: readonly ItemId[]
  readonly next: ItemCursor | undefined
  readonly lookedThrough: number | undefined
}

/** `read` gives so many keys after a cursor: what the list is sorted by, the id, and whether it is meant. */
function fillPage(
  { after, limit }: AskedItems,
  read: (size: number, after: readonly SqlValue[]) => Row[],
): Filled {
  const found: Row[] = []
  let from: readonly SqlValue[] = after?.length === 2 ? after : ['', 0]
  for (let looked = 0; looked < LOOK_MAX;) {
    // Where everything is meant, the first rows are the page.
    const size = looked === 0 ? limit + 1 : CHUNK
    const rows = read(size, from)
    found.push(...rows.filter(([, , isMeantHere]) => isMeantHere === 1))
    if (found.length > limit) return pageEnding(found.slice(0, limit), found[limit - 1])
    const last = rows.at(-1)
    if (last === undefined || rows.length < size) return pageEnding(found)
    from = last.slice(0, 2)
    looked += rows.length
  }
  return { ...pageEnding(found), next: toCursor(from), lookedThrough: LOOK_MAX }
}

function pageEnding(found: readonly Row[], last?: Row): Filled {
  return {
    found: found.map(([, id]) => Number(id) as ItemId),
    next: last && toCursor(last),
    lookedThrough: undefined,
  }
}

function toCursor([value, id]: readonly SqlValue[]): ItemCursor {
  return [String(value), Number(id)]
}

const LISTED = `SELECT ${ITEM_LABEL}, b.prefix, i.is_retired,
    (SELECT count(*) FROM barcode c WHERE c.item = i.id), (SELECT min(c.code) FROM barcode c WHERE c.item = i.id)
  FROM json_each(?1) j CROSS JOIN item i ON i.id = j.value LEFT JOIN branch b ON b.id = i.branch ORDER BY j.key`

function readListed(reader: Reader, ids: readonly ItemId[]): ListedItem[] {
  return reader.all(LISTED, JSON.stringify(ids)).map((row) => {
    const [prefix, isRetired, barcodeCount, firstBarcode] = row.slice(ITEM_LABEL_WIDTH)
    return {
      ...toItemLabel(row),
      branchPrefix: prefix === null ? undefined : String(prefix),
      isRetired: isRetired === 1,
      barcodeCount: Number(barcodeCount),
      firstBarcode: firstBarcode === null ? undefined : String(firstBarcode),
    }
  })
}
