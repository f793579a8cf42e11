import { dataInProblems } from '../words/en/data-in-problems.ts'

export type ProblemCode = keyof typeof dataInProblems

/** Why a cell or row was not taken: a code for programs, and a sentence each for what is wrong and what to do. */
export interface Problem {
  readonly code: ProblemCode
  readonly wrong: string
  readonly remedy: string
}

/** Where it is: the row as a spreadsheet counts it, headings included, and the column; '' where it is the whole row. */
export interface RowProblem extends Problem {
  readonly line: number
  readonly column: string
}

export function problem<Code extends ProblemCode>(
  code: Code,
  ...args: Parameters<(typeof dataInProblems)[Code]>
): Problem {
  const say = dataInProblems[code] as (...said: typeof args) => { wrong: string; remedy: string }
  return { code, ...say(...args) }
}

export const at = (line: number, column: string, found: Problem): RowProblem => ({ ...found, line, column })

/** What a cell says, or why it says nothing. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

export const parsed = <Value>(value: Value): Parsed<Value> => ({ ok: true, value })
export const refused = (found: Problem): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: found,
})
