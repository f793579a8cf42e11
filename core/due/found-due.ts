import type { Branch } from '../branches/read-branches.ts'
import { sees, type Scope } from '../branches/scope.ts'
import type { Due } from './due-list.ts'

/** The numbers that a typed text may be the beginning of: `12` is the twelfth of its series in each branch. */
export function numbersMeant(typed: string, branches: readonly Branch[], series: string): string[] {
  return /^\d{1,9}$/.test(typed)
    ? branches.map(({ prefix }) => `${prefix}-${series}-${typed.padStart(5, '0')}`)
    : [typed.toUpperCase()]
}

/** Of what was found in one way or another, each once, the newest first, and only what the scope sees. */
export function newestFound<Entry extends Due>(
  scope: Scope,
  entries: readonly Entry[],
  limit: number,
): Entry[] {
  const found = new Map(entries.filter(({ branch }) => sees(scope, branch)).map((entry) => [entry.id, entry]))
  return [...found.values()].toSorted((one, other) => other.id - one.id).slice(0, limit)
}
