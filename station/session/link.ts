import type { Link, LinkSeen } from './link-state.ts'
import { next, stay, type EventOf, type Next } from './machine-event.ts'
import type { Session } from './session-state.ts'

/** Said for so long, and until what waited is posted: a news, not a state. */
const SAID_FOR_MS = 20_000
/** By then nobody needs the news any more, whatever waits. */
const SAID_AT_MOST_MS = 10 * 60_000

/** Where a question is asked, nothing else is said; the news waits for its end. */
const MAY_BE_SAID: ReadonlySet<Session['place']['kind']> = new Set([
  'choosing_operation',
  'coming',
  'choosing_context',
  'scanning',
  'choosing_tile',
  'reviewing',
  'accepted',
  'refusals',
  'parked',
  'showing_document',
])

/** Whether there is room on the screen for news that nobody asked for. */
export function mayTellNews({ asking, place }: Session): boolean {
  return asking === null && MAY_BE_SAID.has(place.kind)
}

/** What is to be said of the line from now on; the same one where nothing changes. */
export function linkAfter(session: Session, { isAway, asOf, waiting, at: now }: LinkSeen): Link {
  const before = session.link
  if (isAway) return before.kind === 'away' ? before : { kind: 'away' }
  if (before.kind === 'there') return before
  if (before.kind === 'away') return { kind: 'back', asOf, shownAt: mayTellNews(session) ? now : null }
  if (before.shownAt === null) return mayTellNews(session) ? { ...before, shownAt: now } : before
  // The clock may have been put right by the very line that is back.
  const saidFor = Math.abs(now - before.shownAt)
  const isOver = saidFor >= SAID_AT_MOST_MS || (saidFor >= SAID_FOR_MS && waiting === 0)
  return isOver ? { kind: 'there' } : before
}

export const linkHandlers = {
  link(session: Session, { seen }: EventOf<'link'>): Next {
    const after = linkAfter(session, seen)
    return after === session.link ? stay(session) : next(session, { link: after })
  },
} as const
