import { words } from '../words/catalogue.ts'
import type { NeedRow } from './need.ts'

const LATE_MS = 36 * 3_600_000
/** A process that has just started makes its first copy after some minutes. */
const FIRST_MS = 3_600_000

/** No good copy of the books for too long, or the last attempt failed. Whoever looks after the whole company is told. */
export const backupLate: NeedRow = {
  kind: 'backup_late',
  weight: 'bad',
  read({ facts: { backups }, isSuperAdmin, formats, now }) {
    if (!isSuperAdmin) return undefined
    const { needs } = words.backup
    const [latest, failure] = [backups.latest(), backups.lastFailure()]
    const age = latest === undefined ? undefined : formats.age(now - latest.madeAt)
    const details = [{ text: age === undefined ? needs.noneYet : needs.lastCopy(age) }]
    if (failure !== undefined)
      return {
        title: needs.failed,
        count: undefined,
        oldestAt: failure.at,
        details: [{ text: failure.words }, ...details],
      }
    if (latest?.isGreen === false)
      return { title: needs.red, count: undefined, oldestAt: latest.madeAt, details }
    if (latest === undefined ? now - backups.since < FIRST_MS : now - latest.madeAt < LATE_MS)
      return undefined
    return { title: needs.late, count: undefined, oldestAt: latest?.madeAt ?? backups.since, details }
  },
}
