import type { FC } from 'hono/jsx'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'
import { readLastScan } from './last-scan.ts'

/** What happened last, on screens that are about something else: a scan that came too early, a problem. */
export const NoticeStrip: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { notice } = facts.session
  if (notice === null) return null
  const { tone, icon, verdict, title, todo } = readLastScan(facts, undefined, notice)
  return (
    <div class={`strip ${tone}`}>
      <Icon name={icon} />
      <strong>{verdict}</strong>
      <p>
        {title} {todo}
      </p>
    </div>
  )
}

/** What is said where a strip is shown: the strip first. */
export function withNotice(facts: ScreenFacts, say: string): string {
  const { notice } = facts.session
  if (notice === null) return say
  const { verdict, title, todo } = readLastScan(facts, undefined, notice)
  return [verdict, title, todo, say].filter(Boolean).join(', ')
}
