import type { Row, SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { folded } from '../kernel/folded.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { typedWords, type TypedWords, type WordRange } from './item-words.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import { toPicture, type PictureName } from './pictures.ts'
import { FEW, hasWords, rarestRange } from './word-conditions.ts'

/** An item that a person looked for. */
export interface FoundItem extends ItemLabel {
  readonly isMeasured: boolean
  readonly picture: PictureName
}

/** Words that are held against the others at the most, where even the rarest of them is common. */
const READ_MAX = 500

/**
 * Items that are still in use, of which every typed word begins a word of the name or of the code, whatever its case
 * and accents: an exact code first, then names that begin so, then the others by name. No word: all of them by name.
 * Where more match than anybody looks through, the others come as their words do in the alphabet. `branch`: where it is
 * looked for, so that another one's own items are not found; without it, wherever the reader sees.
 */
export function searchItems(reader: Reader, text: string, limit: number, branch?: BranchId): FoundItem[] {
  const typed = typedWords(text)
  const look = createLook(reader, { words: typed.words, branch })
  const { range, isCommon } = rarestRange(reader, typed.words.length === 0 ? [typed.names] : typed.words)
  const matches = isCommon ? firstMatches(look, { typed, range, limit }) : look(range, FEW)
  const rankOf = ({ code, name }: FoundItem): number =>
    folded(code) === typed.whole ? 0 : folded(name).startsWith(typed.firstWord) ? 1 : 2
  const ranked = new Map(
    matches.map((item) => [item.id, { item, rank: rankOf(item), name: folded(item.name) }]),
  )
  return [...ranked.values()]
    .toSorted((a, b) => a.rank - b.rank || compareTexts(a.name, b.name) || a.item.id - b.item.id)
    .slice(0, limit)
    .map(({ item }) => item)
}

/** Exactly this code, names that begin so, and then some of the others, as far as they are needed: each by its index. */
function firstMatches(
  look: ReturnType<typeof createLook>,
  { typed, range, limit }: { typed: TypedWords; range: WordRange; limit: number },
): FoundItem[] {
  const found = new Map(look(typed.code, 1).map((item) => [item.id, item]))
  for (const one of [typed.wholeNames, typed.names, range])
    if (found.size < limit) for (const item of look(one, limit)) found.set(item.id, item)
  return [...found.values()]
}

/** One item that is in use, here; undefined for a retired one, and for another branch's, as for none. */
export function readItemInUse(reader: Reader, item: ItemId, branch?: BranchId): FoundItem | undefined {
  const row = reader.get(`${SELECTED} FROM item i WHERE i.id = ?1 AND ${USABLE}`, item, branch ?? null)
  return row && toFound(row)
}

const SELECTED = `SELECT ${ITEM_LABEL}, i.is_measured, i.picture`
const USABLE = 'i.is_retired = 0 AND (?2 IS NULL OR i.branch IS NULL OR i.branch = ?2)'

/** Reads items of which a word is in a range and that have all the typed words, in the order of that word. */
function createLook(
  reader: Reader,
  { words, branch }: { words: readonly WordRange[]; branch: BranchId | undefined },
) {
  const conditions = [USABLE, ...hasWords(words.length, 5)].join(' AND ')
  const sql = `${SELECTED} FROM
      (SELECT item FROM item_word WHERE word >= ?3 AND word < ?4 ORDER BY word, item LIMIT ${READ_MAX}) w
    CROSS JOIN item i ON i.id = w.item WHERE ${conditions} LIMIT ?1`
  const args: readonly SqlValue[] = words.flat()
  return ([from, before]: WordRange, limit: number): FoundItem[] =>
    reader.all(sql, limit, branch ?? null, from, before, ...args).map(toFound)
}

function toFound(row: Row): FoundItem {
  const [isMeasured, picture] = row.slice(ITEM_LABEL_WIDTH)
  return { ...toItemLabel(row), isMeasured: isMeasured === 1, picture: toPicture(picture) }
}

function compareTexts(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1
}
