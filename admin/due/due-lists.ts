import type { Branch } from '../../core/branches/read-branches.ts'
import type { AdminDeps } from '../deps.ts'

/** The lists of what is due: orders and runs. An overdue one is open after the day it was due in its branch. */
export const DUE_LISTS = ['open', 'overdue', 'closed'] as const
export type DueList = (typeof DUE_LISTS)[number]

/** What each of the lists asks of the book, now. */
export function dueLists({ clock, formats }: Pick<AdminDeps, 'clock' | 'formats'>) {
  return (list: DueList) => {
    if (list !== 'overdue') return { state: list }
    const now = clock.now()
    return {
      state: 'open' as const,
      dueBefore: ({ timeZone }: Branch): string => formats.businessDay(now, timeZone),
    }
  }
}
