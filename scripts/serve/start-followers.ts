import type { ScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { followCounts, type CountsFollower } from '../../core/needs/follow-counts.ts'
import { followDayFigures, type FiguresFollower } from '../../core/reports/day-figures.ts'
import type { Formats } from '../../core/words/format.ts'

/** What is worked out beside the pages, in slices between scans. */
export interface Followers {
  readonly counts: CountsFollower
  readonly figures: FiguresFollower
  /** Ends after the slices in hand. */
  stop(): Promise<void>
}

export function startFollowers(parts: {
  readonly readers: ScopedReaders
  readonly clock: Clock
  readonly formats: Formats
  readonly report: (error: unknown) => void
}): Followers {
  const [counts, figures] = [followCounts(parts), followDayFigures(parts)]
  return {
    counts,
    figures,
    async stop() {
      await Promise.all([counts.stop(), figures.stop()])
    },
  }
}
