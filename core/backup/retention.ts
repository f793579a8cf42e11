import type { Copy } from './list-copies.ts'

const DAILY = 7
const WEEKLY = 4
const DAY_MS = 86_400_000

/**
 * The copies that may go: kept is one of each of the last seven days that have any, and one of each of the last four
 * weeks; of several, the newest that was verified, else the newest. Copies of other books are nobody's to remove.
 * `dayOf`: the day of a moment where the machine stands, 'YYYY-MM-DD'.
 */
export function copiesToRemove(
  copies: readonly Copy[],
  { databaseId, dayOf }: { readonly databaseId: string; readonly dayOf: (at: number) => string },
): Copy[] {
  const own = copies
    .filter(({ manifest }) => manifest.databaseId === databaseId)
    .toSorted((a, b) => b.manifest.madeAt - a.manifest.madeAt)
  const kept = new Set([
    ...bestOfEach(own, ({ manifest }) => dayOf(manifest.madeAt)).slice(0, DAILY),
    ...bestOfEach(own, ({ manifest }) => weekOf(dayOf(manifest.madeAt))).slice(0, WEEKLY),
  ])
  return own.filter((copy) => !kept.has(copy))
}

/** One copy a period, the newest period first. */
function bestOfEach(copies: readonly Copy[], periodOf: (copy: Copy) => string): Copy[] {
  const best = new Map<string, Copy>()
  for (const copy of copies) {
    const period = periodOf(copy)
    const known = best.get(period)
    if (known === undefined || (!known.manifest.verify.ok && copy.manifest.verify.ok)) best.set(period, copy)
  }
  return [...best.values()]
}

/** The Monday that a day's week begins with. */
function weekOf(day: string): string {
  const at = Date.parse(day)
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
