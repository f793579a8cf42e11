const HOUR_MS = 3_600_000
/** What was missed while the machine was off is made when the start is over. */
const AFTER_START_MS = 10 * 60_000

export interface BackupTimes {
  readonly now: number
  readonly startedAt: number
  /** Of the day, where the machine stands. */
  readonly hour: number
  /** Of the newest copy. */
  readonly madeAt: number | undefined
  /** Of the last attempt of this process, however it ended. */
  readonly triedAt: number | undefined
}

/** Whether it is time for the daily copy. After an attempt that failed, not before an hour has passed. */
export function isBackupDue({ now, startedAt, hour, madeAt, triedAt }: BackupTimes): boolean {
  const due = lastTime(now, hour)
  if (madeAt !== undefined && madeAt >= due) return false
  if (triedAt !== undefined && triedAt >= due && now - triedAt < HOUR_MS) return false
  return due > startedAt || now - startedAt >= AFTER_START_MS
}

/** The last moment at which the clock of this machine showed the hour. */
function lastTime(now: number, hour: number): number {
  const at = new Date(now)
  at.setHours(hour, 0, 0, 0)
  if (at.getTime() > now) at.setDate(at.getDate() - 1)
  return at.getTime()
}
