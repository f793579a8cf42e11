import { warningsOf } from './excess.ts'
import { next, type Next } from './machine-event.ts'
import type { Notice } from './notices.ts'
import type { Session } from './session-state.ts'
import type { Work } from './work-state.ts'

/** The work with what was just added to it, shown and heard: one tone where all is well, two where it needs a look. */
export function showAdded(
  session: Session,
  work: Work,
  notice: Extract<Notice, { kind: 'added' | 'changed' | 'attached' }>,
): Next {
  const line = work.lines.find(({ item }) => item === notice.item)
  const isFine = line === undefined || warningsOf(line).length === 0
  const kind = session.place.kind === 'choosing_tile' ? 'choosing_tile' : 'scanning'
  return next(session, { place: { kind, work }, notice }, isFine ? 'ok' : 'attention')
}
