import type { SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import { invariant } from '../kernel/invariant.ts'
import type { AskedItems } from './asked-items.ts'
import type { ItemSource } from './item-source.ts'
import { itemsByWord } from './items-by-word.ts'
import { typedWords } from './item-words.ts'
import { hasWords, rarestRange } from './word-conditions.ts'

/** So many are put in order on every page; of more, those that are wanted are picked out of all. */
const SOME = 300

/**
 * The cheapest way to what is asked for: a few named ones or the few with a rare word are put in order, items with a
 * common word come as found, and everything else is read in the order of an index.
 */
export function sourceOf(reader: Reader, asked: AskedItems): ItemSource {
  const { among } = asked
  const typed = typedWords(asked.text)
  const words = typed.words.flat()
  if (among !== undefined && among.reduce((sum, { size }) => sum + size, 0) <= SOME) {
    const ids = new Set(among.flatMap((some) => [...some]))
    return sorted(reader, named(asked, typed.words.length), [JSON.stringify([...ids]), ...words])
  }
  if (typed.words.length === 0) return picked(sorted(reader, walk(asked), []), among)
  const { range, isCommon } = rarestRange(reader, typed.words)
  return picked(
    isCommon
      ? itemsByWord(reader, { typed, range, isMeant: isMeant(asked) })
      : sorted(reader, lookUp(asked, typed.words.length), [...range, ...words]),
    among,
  )
}

function picked(source: ItemSource, among: AskedItems['among']): ItemSource {
  if (among === undefined) return source
  const isOne = (id: number): boolean => among.some((some) => some.has(id))
  return {
    ...source,
    read: (size, after) =>
      source.read(size, after).map((row) => ({ ...row, isMeant: row.isMeant && isOne(row.id) })),
  }
}

/** `sql` gives what the list is sorted by, id and whether it is meant: so many, after a cursor. */
function sorted(reader: Reader, sql: string, args: readonly SqlValue[]): ItemSource {
  return {
    isSorted: true,
    read(size, after) {
      const from = after?.length === 2 ? after : ['', 0]
      return reader.all(sql, size, ...from, ...args).map(([key, id, isMeantHere]) => ({
        id: Number(id) as ItemId,
        isMeant: isMeantHere === 1,
        cursor: [String(key), Number(id)],
      }))
    },
  }
}

/** Those of a list of ids, which comes before the words. */
function named(asked: AskedItems, words: number): string {
  const key = `i.${asked.sort}, i.id`
  return `SELECT ${key}, 1 FROM json_each(?4) j CROSS JOIN item i ON i.id = j.value
    WHERE ${[isMeant(asked), ...hasWords(words, 5)].join(' AND ')} AND (${key}) > (?2, ?3)
    ORDER BY ${key} LIMIT ?1`
}

/** Those that have a word in one range, which comes before the words, and all the words. */
function lookUp(asked: AskedItems, words: number): string {
  const key = `i.${asked.sort}, i.id`
  return `SELECT ${key}, 1
    FROM (SELECT DISTINCT item FROM item_word WHERE word >= ?4 AND word < ?5) w CROSS JOIN item i ON i.id = w.item
    WHERE ${[isMeant(asked), ...hasWords(words, 6)].join(' AND ')} AND (${key}) > (?2, ?3)
    ORDER BY ${key} LIMIT ?1`
}

/** All items. */
function walk(asked: AskedItems): string {
  const key = `k.${asked.sort}, k.id`
  return `SELECT ${key}, ${isMeant(asked)}
    FROM main.item k ${indexOf(asked)} CROSS JOIN item i ON i.id = k.id
    WHERE (${key}) > (?2, ?3)${keysOf(asked)} ORDER BY ${key} LIMIT ?1`
}

/** The smallest index that has what is asked for in its order. */
function indexOf({ sort, kind, whose, isRetired }: AskedItems): string {
  if (sort === 'code') return ''
  if (isRetired === true) return 'INDEXED BY item_retired'
  if (whose === 'own') return 'INDEXED BY item_own'
  return kind === 'all' ? 'INDEXED BY item_by_name' : 'INDEXED BY item_of_kind'
}

/** What its keys have in common. */
function keysOf({ sort, kind, whose, isRetired }: AskedItems): string {
  if (sort === 'code') return ''
  if (isRetired === true) return ' AND k.is_retired = 1'
  if (whose === 'own') return ' AND k.branch IS NOT NULL'
  return kind === 'all' ? '' : ` AND k.kind = '${kind}'`
}

/** Of an item `i`: it is one of those asked for, whatever its words. */
function isMeant({ kind, whose, isRetired, isBare, at }: AskedItems): string {
  const conditions = [
    isRetired === undefined ? '1' : `i.is_retired = ${isRetired ? 1 : 0}`,
    ...(kind === 'all' ? [] : [`i.kind = '${kind}'`]),
    ...(whose === 'all' ? [] : [whose === 'own' ? 'i.branch IS NOT NULL' : 'i.branch IS NULL']),
    ...(isBare ? ['NOT EXISTS (SELECT 1 FROM barcode c WHERE c.item = i.id)'] : []),
    ...(at === undefined ? [] : [isAt(at)]),
  ]
  return conditions.join(' AND ')
}

function isAt({ location, isEmptyToo }: NonNullable<AskedItems['at']>): string {
  invariant(Number.isSafeInteger(location), 'a place is a number')
  return `EXISTS (SELECT 1 FROM stock_balance s WHERE s.location = ${location} AND s.item = i.id
    AND s.quantity >= ${isEmptyToo ? 0 : 1})`
}
