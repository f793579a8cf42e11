import { words } from './catalogue.ts'

const { units, text } = words.shared.duration
const MINUTES = { minutes: 1, hours: 60, days: 24 * 60 } as const
type Unit = keyof typeof MINUTES
/** Largest first. */
const UNITS: readonly Unit[] = ['days', 'hours', 'minutes']

/** Whole minutes as a person would type them, exactly: "15 min", "36 h", "3 days". */
export function durationText(minutes: number): string {
  const unit = UNITS.find((one) => minutes % MINUTES[one] === 0) ?? 'minutes'
  const count = minutes / MINUTES[unit]
  return text[unit](count, String(count))
}

/** Reads what a person typed ("15 min", "3h", "2 days") as whole minutes; undefined: it names none. */
export function parseDuration(typed: string): number | undefined {
  const [, count, name] = /^(\d{1,6}) *(\p{L}+)\.?$/u.exec(typed.trim()) ?? []
  const unit = UNITS.find((one) => name !== undefined && units[one].includes(name.toLowerCase()))
  return unit === undefined ? undefined : Number(count) * MINUTES[unit]
}
