import { ITEM_CODE_MAX, readItemCode } from '../items/item-code.ts'
import { MINOR_MAX } from '../kernel/money.ts'
import { adminBranches } from '../words/en/admin-branches.ts'
import { parseDuration } from '../words/whole-duration.ts'
import { readNumber, type DecimalMark } from './decimals.ts'
import { parsed, problem, refused, type Parsed } from './problem.ts'

/** What is known of the whole table when a cell is read. */
export interface CellContext {
  readonly mark: DecimalMark | undefined
  /** Minor units of the book's currency to one: 100. */
  readonly moneyFactor: number
  /** The company's scale labels, as which a barcode may be read. */
  readonly scalePatterns: readonly string[]
}

/** One column of an imported table. */
export interface Column<Value> {
  readonly isRequired: boolean
  /** Other headings it may have, small and without spaces: those of tables that people move over from. */
  readonly aliases: readonly string[]
  /** What the template shows. */
  readonly example: string
  /** Its cells show how the file writes decimals. */
  readonly isNumber: boolean
  readonly parse: (cell: string, context: CellContext) => Parsed<Value>
}
type Required<Value> = Column<Value> & { readonly isRequired: true }
export type Columns = Readonly<Record<string, Column<unknown>>>

/** What a row says, by column. A cell that is empty says nothing. */
export type CellsOf<Table extends Columns> = {
  readonly [Name in keyof Table]: Table[Name] extends { isRequired: true; parse: Parse<infer Value> }
    ? Value
    : Table[Name] extends { parse: Parse<infer Value> }
      ? Value | undefined
      : never
}
type Parse<Value> = (cell: string, context: CellContext) => Parsed<Value>

interface Shown {
  readonly example: string
  readonly aliases?: readonly string[]
}

const column = <Value>(
  { example, aliases = [] }: Shown,
  parse: Column<Value>['parse'],
  isNumber = false,
): Column<Value> & { readonly isRequired: false } => ({
  isRequired: false,
  aliases,
  example,
  isNumber,
  parse,
})

/** Every row says it. */
export function required<Value>(optional: Column<Value>): Required<Value> {
  return { ...optional, isRequired: true }
}

/** One line of text. */
export function text(most: number, shown: Shown) {
  return column<string>(shown, (cell) => {
    if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(cell)) return refused(problem('unseen_characters'))
    if (cell.length > most) return refused(problem('too_long', String(most)))
    return parsed(cell)
  })
}

/** An item's own code. */
export function itemCode(shown: Shown) {
  return column<string>(shown, (cell) => {
    const read = readItemCode(cell)
    if ('code' in read) return parsed(read.code)
    return refused(
      read.problem === 'too_long' ? problem('too_long', String(ITEM_CODE_MAX)) : problem('not_a_code'),
    )
  })
}

/** One of a few words, each of which may be written in other ways too; capitals and spaces make no difference. */
export function choice<const Value extends string>(
  choices: Readonly<Record<Value, readonly string[]>>,
  shown: Shown,
) {
  const names = Object.keys(choices) as Value[]
  const byText = new Map(
    names.flatMap((name) => [name, ...choices[name]].map((way) => [plain(way), name] as const)),
  )
  return column<Value>(shown, (cell) => {
    const chosen = byText.get(plain(cell))
    return chosen === undefined
      ? refused(problem('not_one_of', cell.slice(0, ITEM_CODE_MAX), names.join(', ')))
      : parsed(chosen)
  })
}

/** Small, without spaces and marks: how headings and choices are compared. */
export const plain = (written: string): string => written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

const YES_NO = { yes: ['y', 'true', '1', 'x', 'ja', 'oui', 'si'], no: ['n', 'false', '0', 'nein', 'non'] }

export function yesNo(shown: Shown) {
  const { parse } = choice(YES_NO, shown)
  return column<boolean>(shown, (cell, context) => {
    const chosen = parse(cell, context)
    return chosen.ok ? parsed(chosen.value === 'yes') : chosen
  })
}

/** An amount of money, in minor units; with or without the currency before it. */
export function money(shown: Shown) {
  return column<number>(
    shown,
    (cell, { mark, moneyFactor: factor }) =>
      readNumber(cell.replace(/^(?:[A-Z]{3}|R|\p{Sc})\s*(?=[\d.,])/u, ''), {
        factor,
        max: MINOR_MAX,
        mark,
        smallest: (1 / factor).toFixed(String(factor).length - 1),
      }),
    true,
  )
}

/** A whole number of something that is counted. */
export function count(most: number, shown: Shown) {
  return column<number>(
    shown,
    (cell, { mark }) => readNumber(cell, { factor: 1, max: most, mark, smallest: '1' }),
    true,
  )
}

/** How long, in whole minutes of which there is at least one: "15 min", "36 h", "3 days"; null: "never". */
export function duration(most: number, shown: Shown) {
  return column<number | null>(shown, (cell) => {
    if (plain(cell) === adminBranches.oldBooks.never) return parsed(null)
    const minutes = parseDuration(cell)
    return minutes !== undefined && minutes >= 1 && minutes <= most
      ? parsed(minutes)
      : refused(problem('not_a_duration', cell.slice(0, ITEM_CODE_MAX)))
  })
}

/** A number that is read when its unit is known. */
export interface WrittenAmount {
  readonly number: string
  /** '' where none is written. */
  readonly unit: string
  readonly mark: DecimalMark | undefined
}

/** "3.2 kg", "3,2" or "24": a quantity of an item, whose units decide what it means. */
export function amount(shown: Shown) {
  return column<WrittenAmount>(
    shown,
    (cell, { mark }) => {
      const [, number = cell, unit = ''] = /^([^\p{L}]*[\d.,])\s*(\p{L}.*)?$/u.exec(cell) ?? []
      // 1.5E+12 is a number that lost its digits, not 1.5 of a unit E.
      return /^e\+?\d/i.test(unit)
        ? refused(problem('shortened', cell))
        : parsed({ number: number.trim(), unit: unit.trim(), mark })
    },
    true,
  )
}
