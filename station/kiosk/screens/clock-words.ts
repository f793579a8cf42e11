import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'

/** What is said of a clock that is in doubt, where there is room for a sentence; undefined of any other. */
export function clockWords({ isClockDoubtful, formats, now, zone }: ScreenFacts): string | undefined {
  return isClockDoubtful ? words.kiosk.status.clock.text(formats.dateTime(now, zone)) : undefined
}
