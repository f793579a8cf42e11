import type { FC } from 'hono/jsx'
import { workOf } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'
import { lastScanSays, readLastScan, type LastScan } from './last-scan.ts'

/** What happened last, on screens that are about something else: a scan, a refusal of one, a problem. */
export const NoticeStrip: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const last = readNotice(facts)
  if (last === undefined) return null
  const { tone, icon, verdict, title, todo, quantity, warnings } = last
  const counted = quantity === undefined ? '' : `${quantity.number} ${quantity.of}`
  return (
    <div class={`strip ${tone}`}>
      <Icon name={icon} />
      <strong>{verdict}</strong>
      <p>{[title, counted, ...warnings, todo].filter(Boolean).join(' · ')}</p>
    </div>
  )
}

/** What is said where a strip is shown: the strip first. */
export function withNotice(facts: ScreenFacts, say: string): string {
  const last = readNotice(facts)
  return last === undefined ? say : `${lastScanSays(last)}, ${say}`
}

function readNotice(facts: ScreenFacts): LastScan | undefined {
  const { session } = facts
  return session.notice === null ? undefined : readLastScan(facts, workOf(session), session.notice)
}
