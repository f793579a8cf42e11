import { plain, type Column, type Columns } from './cells.ts'
import { at, problem, type RowProblem } from './problem.ts'

/** Which cell of a row is which column; what no column reads. */
export interface MatchedHeadings {
  readonly columns: readonly {
    readonly name: string
    readonly column: Column<unknown>
    readonly index: number
  }[]
  readonly leftOut: readonly string[]
}

/**
 * Finds the columns by their headings: capitals, spaces and marks make no difference, and the headings of tables that
 * people move over from are known. `mayLeaveOut`: columns that nothing reads are left out, and said.
 */
export function matchHeadings(
  headings: readonly string[],
  columns: Columns,
  { line, mayLeaveOut }: { readonly line: number; readonly mayLeaveOut: boolean },
): MatchedHeadings | RowProblem[] {
  const byHeading = new Map<string, string>()
  for (const [name, { aliases }] of Object.entries(columns))
    for (const heading of [...aliases, plain(name)]) byHeading.set(heading, name)
  const problems: RowProblem[] = []
  const found = new Map<string, number>()
  const unknown: string[] = []
  for (const [index, heading] of headings.entries()) {
    const name = byHeading.get(plain(heading))
    if (name === undefined) {
      if (heading !== '') unknown.push(heading)
    } else if (found.has(name)) problems.push(at(line, heading, problem('column_twice', name)))
    else found.set(name, index)
  }
  for (const [name, { isRequired }] of Object.entries(columns))
    if (isRequired && !found.has(name)) problems.push(at(line, name, problem('missing_column', name)))
  const free = Object.keys(columns).filter((name) => !found.has(name))
  if (!mayLeaveOut)
    for (const heading of unknown)
      problems.push(at(line, heading, problem('unknown_column', heading.slice(0, 60), free.join(', '))))
  if (problems.length > 0) return problems
  return {
    columns: Object.entries(columns).flatMap(([name, column]) => {
      const index = found.get(name)
      return index === undefined ? [] : [{ name, column, index }]
    }),
    leftOut: unknown,
  }
}
