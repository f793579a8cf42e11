import { z } from 'zod'
import type { Branch } from '../../core/branches/read-branches.ts'
import { NOTHING_LOCKED } from '../../core/branches/branch-writes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Read } from '../form.ts'

const { problems } = words.adminBranches

/** Where branches may count their days: what this machine knows, by name. */
export const TIME_ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]

const name = z.string(problems.nameMissing).min(1, problems.nameMissing).max(60, problems.nameLong)
const timeZone = z.string(problems.zone).refine((zone) => TIME_ZONES.includes(zone), problems.zone)
const whole = (most: number, problem: string) =>
  z
    .string(problem)
    .regex(/^\d{1,3}$/, problem)
    .transform(Number)
    .refine((count) => count <= most, problem)

export const newBranchForm = z.object({
  prefix: z
    .string(problems.prefix)
    .toUpperCase()
    .regex(/^[A-Z0-9]{2,6}$/, problems.prefix),
  name,
  timeZone,
})
export const nameForm = z.object({ name })
export const nameAndZoneForm = z.object({ name, timeZone })
export const numbersForm = z.object({
  tolerance: whole(100, problems.tolerance),
  expiry: whole(365, problems.expiry),
  shortfall: z
    .literal('yes')
    .optional()
    .transform((said) => said === 'yes'),
})

/** A day until which a period is locked, of the calendar and not after today. '' is nothing, for who may reopen. */
export function readLock(
  filled: Filled,
  { today, mayReopen }: { today: string; mayReopen: boolean },
): Read<string> {
  const day = filled['until'] ?? ''
  if (day === '' && mayReopen) return { ok: true, value: NOTHING_LOCKED }
  if (!isDay(day)) return { ok: false, problems: { until: problems.day } }
  return day > today ? { ok: false, problems: { until: problems.future } } : { ok: true, value: day }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text) && text >= NOTHING_LOCKED
}

/** All fields of the forms of a branch, as they are. */
export function filledFrom(branch: Branch): Filled {
  return {
    name: branch.name,
    timeZone: branch.timeZone,
    until: branch.lockedUntil === NOTHING_LOCKED ? '' : branch.lockedUntil,
    tolerance: String(branch.usageTolerance),
    expiry: String(branch.expiryWarningDays),
    ...(branch.issuesShortfall && { shortfall: 'yes' }),
  }
}
