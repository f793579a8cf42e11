import type { Reader } from '../database/reader.ts'
import type { WordRange } from './item-words.ts'

/** So many matches are all read and put in order; of more, only those that come first. */
export const FEW = 300

const COUNT = 'SELECT count(*) FROM (SELECT 1 FROM item_word WHERE word >= ?1 AND word < ?2 LIMIT ?3)'

/** Among ranges that all have more than a few, so many words of each are counted to find the rarest: a branch's reader looks at each. */
const COUNTED = 1_500

/** How many words are in a range; `most` when there are as many or more. */
function countWords(reader: Reader, range: WordRange, most: number): number {
  return Number(reader.get(COUNT, ...range, most)?.[0])
}

/** The range of words that has the fewest, and whether those are too many to read them all. */
export function rarestRange(
  reader: Reader,
  ranges: readonly WordRange[],
): { readonly range: WordRange; readonly isCommon: boolean } {
  const countUpTo = (most: number) =>
    ranges.map((range) => ({ range, count: countWords(reader, range, most) })).reduce(rarer)
  const few = countUpTo(FEW)
  if (few.count < FEW) return { range: few.range, isCommon: false }
  return { range: ranges.length === 1 ? few.range : countUpTo(COUNTED).range, isCommon: true }
}

interface Counted {
  readonly range: WordRange
  readonly count: number
}

/** Of two that are as common, the one of which more was typed. */
function rarer(one: Counted, other: Counted): Counted {
  if (one.count !== other.count) return one.count < other.count ? one : other
  return other.range[0].length > one.range[0].length ? other : one
}

/**
 * Conditions, one for each typed word: that an item `i` has a word in its range. The ranges are parameters, two each,
 * from a first one on. One text of SQL for each number of words, so that each is prepared once.
 */
export function hasWords(count: number, firstParameter: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const from = firstParameter + index * 2
    // The plus keeps SQLite from reading all words of the range instead of the few of the item.
    return `EXISTS (SELECT 1 FROM item_word v WHERE v.item = i.id AND +v.word >= ?${from} AND +v.word < ?${from + 1})`
  })
}
