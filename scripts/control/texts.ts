import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'

/** For what a person reads at a terminal: no amount is shown there. */
export const formats = createFormats({ currency: NO_CURRENCY })
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** A day, as this machine's clock shows it. */
export const dayText = (at: number): string => formats.date(at, ZONE)
/** Day and time likewise. */
export const momentText = (at: number): string => formats.dateTime(at, ZONE)
export const countText = (count: number): string => formats.count(count)
