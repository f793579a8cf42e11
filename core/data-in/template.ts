import { BYTE_ORDER_MARK, csvText } from '../data-out/csv-text.ts'
import { dataInColumns } from '../words/en/data-in-columns.ts'
import type { Importer } from './importer.ts'

export interface ColumnHelp {
  readonly name: string
  readonly isRequired: boolean
  readonly example: string
  readonly hint: string
}

/** What the columns of a table hold, for who fills it in. */
export function columnHelp({ name, columns }: Importer): ColumnHelp[] {
  const hints: Readonly<Record<string, string>> = dataInColumns[name]
  return Object.entries(columns).map(([column, { isRequired, example }]) => ({
    name: column,
    isRequired,
    example,
    hint: hints[column] ?? '',
  }))
}

/**
 * A table to fill in: headings, a row of hints that is not read because it begins with #, and one example, which is
 * left out where somebody sends it along.
 */
export function templateCsv(importer: Importer): string {
  const help = columnHelp(importer)
  const hints = help.map(({ hint }) => hint)
  const rows = [help.map(({ name }) => name), help.map(({ example }) => example)]
  const [headings = [], examples = []] = rows
  const [first = '', ...others] = hints
  const comment = csvText([[`${COMMENT}${first}`, ...others]]).replace(`'${COMMENT}`, COMMENT)
  return BYTE_ORDER_MARK + csvText([headings]) + comment + csvText([examples])
}
const COMMENT = '# '
