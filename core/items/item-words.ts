import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central, SqlValue } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { folded } from '../kernel/folded.ts'

/** What ends a word, in names, in codes and in what is typed. */
const BETWEEN_WORDS = /[\s\p{Cc}\-(),./]+/u
const WORDS_MAX = 8
const TEXT_MAX = 100

/**
 * Beside its words an item has two entries that are whole: its name behind a space and its code behind a slash, marks
 * with which no word begins. By them an exact code is found, and names that begin so.
 */
const NAME_MARK = ' '
const CODE_MARK = '/'

const wordsIn = (text: string): string[] =>
  folded(text)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== '')

interface Named {
  readonly name: string
  readonly code: string
}

/** What an item is found by: the words of its name and code, and each of the two as a whole. */
export function wordsOfItem({ name, code }: Named): string[] {
  const whole = [NAME_MARK + folded(name).trim(), CODE_MARK + folded(code).trim()]
  return [...new Set([...wordsIn(name), ...wordsIn(code), ...whole])]
}

/** From which word on, and before which one: those that begin with a text. */
export type WordRange = readonly [from: string, before: string]

/** Behind every character there is. */
const LAST = '\u{10ffff}'

const beginningWith = (start: string): WordRange => [start, start + LAST]

/** What somebody typed, as it is looked for. */
export interface TypedWords {
  /** A range for each typed word, at most eight; none: nothing is looked for. */
  readonly words: readonly WordRange[]
  /** What was typed as a whole, and its first word. */
  readonly whole: string
  readonly firstWord: string
  /** The entry of the item that has exactly this code. */
  readonly code: WordRange
  /** Entries of items whose name begins with all that was typed, and with its first word. */
  readonly wholeNames: WordRange
  readonly names: WordRange
}

/** Reads what was typed; of a very long text only its beginning counts. */
export function typedWords(typed: string): TypedWords {
  const text = typed.trim().slice(0, TEXT_MAX)
  const words = wordsIn(text).slice(0, WORDS_MAX)
  const [whole, firstWord] = [folded(text), words[0] ?? '']
  return {
    words: words.map(beginningWith),
    whole,
    firstWord,
    code: [CODE_MARK + whole, `${CODE_MARK}${whole}\u0000`],
    wholeNames: beginningWith(NAME_MARK + whole),
    names: beginningWith(NAME_MARK + firstWord),
  }
}

// Filled by central itself after a migration, and with every change of an item by an office.
const ADD_WORDS = catalogued(
  'item.words-added',
  `INSERT INTO item_word (word, item)
  SELECT w.value, i.id FROM json_each(?2) w, item i WHERE i.code = ?1`,
  { by: 'offices' },
)
const FORGET_WORDS = catalogued(
  'item.words-removed',
  'DELETE FROM item_word WHERE item = (SELECT id FROM item WHERE code = ?1)',
  { by: 'offices' },
)

/** Gives a new item its words. It is named by its code, so that it may be new in the same batch. */
export function newWordsStatement(item: Named): Write {
  return {
    sql: ADD_WORDS,
    args: [item.code, JSON.stringify(wordsOfItem(item))],
  }
}

/** Gives the item that has this code now the words of its new name and code, instead of those it had. */
export function changedWordsStatements(item: Named): Write[] {
  return [{ sql: FORGET_WORDS, args: [item.code] }, newWordsStatement(item)]
}

/**
 * Fills the words of a book from before there were any, once and in one step: a book with items has words or none at
 * all, because every write of an item keeps them.
 */
export async function fillItemWords(central: Central): Promise<void> {
  const some = await central.all({ sql: 'SELECT 1 FROM item_word LIMIT 1', args: [] })
  if (some.length > 0) return
  const items = await central.all({ sql: 'SELECT name, code FROM item ORDER BY id', args: [] })
  if (items.length === 0) return
  await writeMaster(
    central,
    items.map(([name, code]: readonly SqlValue[]) =>
      newWordsStatement({ name: String(name), code: String(code) }),
    ),
  )
}
