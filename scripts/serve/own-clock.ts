import { lastPosted } from '../../core/book/last-posted.ts'
import { createTrustedClock, type TrustedClock } from '../../core/clock/trusted-clock.ts'
import type { Reader } from '../../core/database/reader.ts'
import { openMachineTime } from '../../core/kernel/machine-time.ts'

/** The time that a book of this machine goes by: the machine's, and never before what is in the book. */
export function ownClock(book: Reader, machine = openMachineTime()): TrustedClock {
  const clock = createTrustedClock({ machine, isOwn: true })
  clock.knowsFrom(() => lastPosted(book))
  return clock
}
