import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'

/**
 * Over the buttons, never over what was scanned: nobody has touched the screen for long. The page's own program counts;
 * any touch or scan ends it.
 */
export const Countdown: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { countdown } = words.kiosk
  const { operator, countdownEndsAt } = facts.session
  if (countdownEndsAt === null || operator === null) return null
  const leftMs = Math.max(0, countdownEndsAt - facts.now)
  return (
    <section
      class="countdown"
      data-may-cover
      aria-label={countdown.label}
      data-countdown={String(leftMs)}
      id={`countdown-${countdownEndsAt}`}
    >
      <Icon name="wait" />
      <p>
        <strong>{countdown.text(operator.name)}</strong> {countdown.what}
      </p>
      <p class="seconds" role="timer" aria-live="off">
        <b data-seconds>{String(Math.ceil(leftMs / 1000))}</b> {countdown.seconds}
      </p>
      <button type="button" class="go" data-stay id="stay">
        {countdown.stay}
      </button>
    </section>
  )
}

/** What those hear who do not see it; empty while nothing counts. */
export function countdownSays({ session: { operator, countdownEndsAt } }: ScreenFacts): string {
  return countdownEndsAt === null || operator === null ? '' : words.kiosk.countdown.say(operator.name)
}
