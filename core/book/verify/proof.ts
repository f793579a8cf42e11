import type { Reader } from '../../database/reader.ts'
import { verifyWords } from '../../words/en/verify.ts'
import { createLookups, type Lookups } from './book-rows.ts'
import { readMaster, type Master } from './master.ts'
import { createRunningState, type RunningState } from './running-state.ts'
import type { BadRow } from './verdict.ts'

/** What a check may look at: the book, its master data, and the sum of all rows before the one it looks at. */
export interface Proof {
  readonly reader: Reader
  readonly master: Master
  readonly lookups: Lookups
  readonly state: RunningState
}

export function openProof(reader: Reader): Proof {
  return {
    reader,
    master: readMaster(reader),
    lookups: createLookups(reader),
    state: createRunningState(),
  }
}

export type CheckName = keyof typeof verifyWords.checks

/** Which row is wrong, what it should say and what it says. */
export interface Fault {
  readonly table: string
  readonly row: string | number
  readonly expected: Shown
  readonly found: Shown
}
export type Shown = string | number | null

/** One rule of the book. `find` answers with the first row that breaks it. */
export interface Check<Subject> {
  readonly name: CheckName
  readonly find: (subject: Subject, proof: Proof) => Fault | undefined
}

/** The first of the rules that a subject breaks, in words. */
export function findFirst<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  proof: Proof,
): BadRow | undefined {
  for (const { name, find } of checks) {
    const fault = find(subject, proof)
    if (fault !== undefined) return badRow(name, fault)
  }
  return undefined
}

export function badRow(check: CheckName, { table, row, expected, found }: Fault): BadRow {
  const bad = {
    check,
    table,
    row: String(row),
    expected: expected === null ? verifyWords.nothing : String(expected),
    found: found === null ? verifyWords.nothing : String(found),
  }
  return { ...bad, words: verifyWords.badRow({ ...bad, problem: verifyWords.checks[check] }) }
}

/** A fault when the two differ. NaN, which stands for a value that is no whole number, equals nothing. */
export function differs(
  table: string,
  row: string | number,
  expected: Shown,
  found: Shown,
): Fault | undefined {
  return expected === found ? undefined : { table, row, expected, found }
}

/** The first fault of several comparisons, made only as far as needed. */
export function firstFault(...finders: readonly (() => Fault | undefined)[]): Fault | undefined {
  for (const find of finders) {
    const fault = find()
    if (fault !== undefined) return fault
  }
  return undefined
}
