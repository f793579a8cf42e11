import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { ItemCursor } from './asked-items.ts'
import type { ItemSource, LookedAt } from './item-source.ts'
import type { TypedWords, WordRange } from './item-words.ts'

interface Looked {
  readonly typed: TypedWords
  /** Of the typed words, the one that leads to the others: the rarest. */
  readonly range: WordRange
  /** A condition on an item `i`. */
  readonly isMeant: string
}

/**
 * Items of which very many have the typed words, as an index of words has them: the one with exactly this code, names
 * that begin so, then the others as their word comes in the alphabet. Each comes once.
 */
export function itemsByWord(reader: Reader, { typed, range, isMeant }: Looked): ItemSource {
  const parts = [typed.code, typed.wholeNames, range]
  // Who is found by a word has it.
  const others = typed.words.filter((word) => word !== range)
  const statements = [
    selectOf(0, typed.words.length, isMeant),
    selectOf(1, typed.words.length, isMeant),
    selectOf(2, others.length, isMeant),
  ]
  const args = (part: number) => [...parts, ...(part === 2 ? others : typed.words)].flat()

  function readPart(part: number, size: number, [word, item]: readonly [string, number]): LookedAt[] {
    return reader
      .all(statements[part] ?? '', size, word, item, ...args(part))
      .map(([found, id, isMeantHere]) => ({
        id: Number(id) as ItemId,
        isMeant: isMeantHere === 1,
        cursor: [part, String(found), Number(id)],
      }))
  }

  return {
    isSorted: false,
    read(size, after) {
      const rows: LookedAt[] = []
      let [part, ...from] = placeOf(after, parts)
      while (rows.length < size && part < parts.length) {
        const wanted = size - rows.length
        const read = readPart(part, wanted, from)
        rows.push(...read)
        if (read.length < wanted) [part, ...from] = startOf(part + 1, parts)
        else break
      }
      return rows
    },
  }
}

type Place = [part: number, word: string, item: number]

function startOf(part: number, parts: readonly WordRange[]): Place {
  return [part, parts[part]?.[0] ?? '', 0]
}

/** Where a cursor points to; one that is of no such list: the beginning. */
function placeOf(after: ItemCursor | undefined, parts: readonly WordRange[]): Place {
  const [part, word, item] = after ?? []
  if (typeof part !== 'number' || typeof word !== 'string' || typeof item !== 'number')
    return startOf(0, parts)
  const range = parts[part]
  return range !== undefined && word >= range[0] ? [part, word, item] : startOf(0, parts)
}

/** Parameters: size, word and item of the cursor, then from and before of the three parts and of each typed word. */
const FIRST_PART = 4
const FIRST_WORD = FIRST_PART + 6

/**
 * Word, item, and whether it is meant, in one part. Only items that the view shows are looked at, so that a cursor
 * never tells a word of another branch's; words beside are looked up behind it, where they cost less.
 */
function selectOf(part: number, words: number, isMeant: string): string {
  const inRange = (at: number, first: number): string => {
    const from = first + at * 2
    // The plus keeps SQLite from reading the whole range instead of the few words of the item.
    return `+k.word >= ?${from} AND +k.word < ?${from + 1}`
  }
  const own = FIRST_PART + part * 2
  const before = [
    ...Array.from({ length: part }, (_, at) => inRange(at, FIRST_PART)),
    `+k.word >= ?${own} AND +k.word < w.word`,
  ]
  const conditions = [
    ...Array.from({ length: words }, (_, at) => hasWord(inRange(at, FIRST_WORD))),
    `NOT ${hasWord(`(${before.join(' OR ')})`)}`,
  ]
  return `SELECT w.word, w.item,
      CASE WHEN ${conditions.join(' AND ')} THEN (SELECT ${isMeant} FROM item i WHERE i.id = w.item) END
    FROM (SELECT k.word, k.item FROM main.item_word k CROSS JOIN item i ON i.id = k.item
      WHERE (k.word, k.item) > (?2, ?3) AND k.word < ?${own + 1} ORDER BY k.word, k.item LIMIT ?1) w
    ORDER BY w.word, w.item`
}

/** The item has a word of which this is true. */
function hasWord(isTrue: string): string {
  return `EXISTS (SELECT 1 FROM main.item_word k INDEXED BY item_word_of_item WHERE k.item = w.item AND ${isTrue})`
}
