import { describe, expect, it } from 'vitest'
import { isBackupDue, type BackupTimes } from './backup-due.ts'

/** On the clock of this machine, whatever its zone. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime()

const times = (given: Partial<BackupTimes>): BackupTimes => ({
  now: at(20, 12),
  startedAt: at(18, 9),
  hour: 2,
  madeAt: undefined,
  triedAt: undefined,
  ...given,
})

describe('the daily copy', () => {
  it.each<[string, Partial<BackupTimes>, boolean]>([
    ['at its hour', { now: at(20, 2), madeAt: at(19, 2) }, true],
    ['not a minute before', { now: at(20, 1, 59), madeAt: at(19, 2) }, false],
    ['not twice', { now: at(20, 2, 5), madeAt: at(20, 2, 1) }, false],
    ['not after one that was made by hand since', { now: at(20, 12), madeAt: at(20, 3) }, false],
    ['late, when one made by hand came before its hour', { now: at(20, 12), madeAt: at(20, 1) }, true],
    ['ten minutes after a start that missed it', { now: at(20, 9, 10), startedAt: at(20, 9) }, true],
    ['not at once after a start', { now: at(20, 9, 9), startedAt: at(20, 9), madeAt: at(17, 2) }, false],
    ['an hour after an attempt that failed', { now: at(20, 3, 1), triedAt: at(20, 2, 1) }, true],
    ['not at once after one', { now: at(20, 2, 59), triedAt: at(20, 2, 1) }, false],
    ['after yesterday’s failure', { now: at(20, 2, 1), triedAt: at(20, 1, 50) }, true],
  ])('is made %s', (_, given, isDue) => {
    expect(isBackupDue(times(given))).toBe(isDue)
  })
})
