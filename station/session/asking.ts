import { next, type Next } from './machine-event.ts'
import type { Afterwards, Ask, Session } from './session-state.ts'

/** Asks for a badge or PIN, over whatever is on the screen. */
export function askFor(session: Session, ask: Ask): Next {
  return next(
    session,
    { asking: { kind: 'who', ask }, notice: null },
    ask.for === 'sign_in' ? undefined : 'attention',
  )
}

/** The same, because a document names who accepted it; what was asked goes on by itself afterwards. */
export function askWhoAccepts(session: Session, afterwards: Afterwards): Next {
  const notice = { kind: 'problem', problem: 'no_operator' } as const
  return next(session, { asking: { kind: 'who', ask: { for: 'sign_in', afterwards } }, notice }, 'attention')
}
