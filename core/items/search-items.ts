import type { Reader } from '../database/reader.ts'
import type { ItemId } from '../kernel/ids.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from './item-label.ts'
import { toPicture, type PictureName } from './pictures.ts'

/** An item that a person looked for. */
export interface FoundItem extends ItemLabel {
  readonly isMeasured: boolean
  readonly picture: PictureName
}

/** What ends a word, in names, in codes and in what is typed. */
const BETWEEN_WORDS = /[\s\p{Cc}\-(),./]+/u
const WORDS_MAX = 8
const TEXT_MAX = 100

const separated = (column: string): string =>
  ['-', '(', ')', ',', '.', '/'].reduce((inner, mark) => `replace(${inner}, '${mark}', ' ')`, column)
const SEARCHED = `' ' || ${separated(`i.name || ' ' || i.code`)}`
const SELECTED = `SELECT ${ITEM_LABEL}, i.is_measured, i.picture FROM item i WHERE i.is_retired = 0`

/**
 * Items that are still in use, of which every typed word begins a word of the name or of the code, whatever its case:
 * an exact code first, then names that begin so, then the others by name. No word: all of them by name.
 */
export function searchItems(reader: Reader, text: string, limit: number): FoundItem[] {
  const typed = text.normalize('NFC').trim().slice(0, TEXT_MAX)
  const words = typed
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')
    .slice(0, WORDS_MAX)
  // One text of SQL for each number of words, so that each is prepared once.
  const conditions = words.map((_, index) => ` AND ${SEARCHED} LIKE '% ' || ?${index + 4} || '%' ESCAPE '\\'`)
  const sql = `${SELECTED}${conditions.join('')}
    ORDER BY lower(i.code) <> lower(?2), i.name NOT LIKE ?3 || '%' ESCAPE '\\', i.name, i.id LIMIT ?1`
  return reader.all(sql, limit, typed, pattern(words[0] ?? ''), ...words.map(pattern)).map((row) => {
    const [isMeasured, picture] = row.slice(ITEM_LABEL_WIDTH)
    return { ...toItemLabel(row), isMeasured: isMeasured === 1, picture: toPicture(picture) }
  })
}

/** One item that is in use; undefined for a retired one, as for none. */
export function readItemInUse(reader: Reader, item: ItemId): FoundItem | undefined {
  const row = reader.get(`${SELECTED} AND i.id = ?1`, item)
  if (row === undefined) return undefined
  const [isMeasured, picture] = row.slice(ITEM_LABEL_WIDTH)
  return { ...toItemLabel(row), isMeasured: isMeasured === 1, picture: toPicture(picture) }
}

/**
 * A typed word as LIKE takes it literally. LIKE knows no case beyond ASCII, so that any other letter stands for
 * whatever is in its place: "crème" finds CRÈME, and Creme too.
 */
function pattern(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&').replace(/[^\x20-\x7e]/gu, '_')
}
