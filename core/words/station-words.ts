import type { StationContact } from '../stations/contact.ts'
import type { MissingNumbers } from '../stations/read-incarnations.ts'
import { words } from './catalogue.ts'
import type { Formats } from './format.ts'

const { stationContacts: text } = words

/** "BRA-K1-000121 to -000132", or the one number. */
export function rangeWords({ first, last }: MissingNumbers): string {
  return first === last ? first : text.range(first, last.slice(last.lastIndexOf('-')))
}

const TO_THE_SECOND_MS = 1000

/** "3 s ahead": how a station's clock goes, compared with central's. */
export function clockWords(
  { clockOffsetMs }: Pick<StationContact, 'clockOffsetMs'>,
  formats: Formats,
): string {
  if (clockOffsetMs === undefined) return text.clock.unknown
  // An answer is timed to the second: what is less may be its way here.
  if (Math.abs(clockOffsetMs) < TO_THE_SECOND_MS) return text.clock.right
  const far = formats.age(Math.abs(clockOffsetMs))
  return clockOffsetMs < 0 ? text.clock.ahead(far) : text.clock.behind(far)
}

const MEGABYTE = 1_000_000

/** "3,412 MB free": of a station's disk. */
export function roomWords(freeBytes: number, formats: Formats): string {
  return text.disk.free(formats.count(Math.floor(freeBytes / MEGABYTE)))
}
