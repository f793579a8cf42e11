const DAY_MS = 86_400_000

/** A business day some days on, or back: '2026-11-20' and -1 make '2026-11-19'. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}
