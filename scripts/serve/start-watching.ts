import type { AdminDeps } from '../../admin/deps.ts'
import type { ScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { followCounts } from '../../core/needs/follow-counts.ts'
import { followDayFigures } from '../../core/reports/day-figures.ts'
import type { Formats } from '../../core/words/format.ts'
import { startDailyBackup } from './daily-backup.ts'
import type { Settings } from './settings.ts'
import { startVerifyLight } from './verify-light.ts'

/** What is found out about the book beside the pages: proven in a child process, or counted in slices between scans. */
export interface Watching {
  readonly facts: Pick<AdminDeps, 'verify' | 'counts' | 'figures' | 'backups'>
  /** Ends after the slices in hand. */
  stop(): Promise<void>
}

/** Begins all of it. */
export function startWatching(
  { dataFolder, backup }: Pick<Settings, 'dataFolder' | 'backup'>,
  parts: {
    readonly readers: ScopedReaders
    readonly clock: Clock
    readonly formats: Formats
    readonly report: (error: unknown) => void
    /** The file of the book that is read now. */
    readonly bookPath: () => string
    /** Hears every proof that was made. */
    readonly onVerdict: (isGreen: boolean) => void
    /** Hears where each copy lies that was made and is in order. */
    readonly onCopy: (path: string) => Promise<void>
  },
): Watching {
  const verify = startVerifyLight(parts.bookPath, parts.clock, parts.onVerdict)
  const databaseId = String(parts.readers.whole.get('SELECT database_id FROM meta')?.[0])
  const backups = startDailyBackup({
    ...backup,
    dataFolder,
    databaseId,
    clock: parts.clock,
    onMade: parts.onCopy,
  })
  const [counts, figures] = [followCounts(parts), followDayFigures(parts)]
  return {
    facts: { verify, counts, figures, backups },
    async stop() {
      verify.stop()
      await Promise.all([counts.stop(), figures.stop(), backups.stop()])
    },
  }
}
