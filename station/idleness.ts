import type { PersonId } from '../core/kernel/ids.ts'
import { readWorker, type Operator } from '../core/people/read-operators.ts'
import { mayApprove } from '../core/people/roles.ts'
import type { MachineEvent } from './session/machine-event.ts'
import type { Session } from './session/session-state.ts'
import type { Person } from './session/work-state.ts'
import type { StationParts } from './station-parts.ts'

/** Knows when the screen was last touched or scanned at, and what follows from that. */
export interface Idleness {
  /** Returns what comes before whatever the touch asks for. */
  touched(session: Session): MachineEvent | undefined
  /** What is due now; undefined while nothing is. */
  due(session: Session): MachineEvent | undefined
}

/**
 * An untouched screen counts down in sight and then signs out; a scan or touch before that keeps whoever is there. A
 * phone's holder signed in with the phone, so nothing counts down there. At every touch, and every second, whose rights
 * ended or became others since they signed in is signed out, as far as this machine knows: retired, another role or
 * branch, signed out everywhere. What they scanned is kept for whoever goes on.
 */
export function watchIdleness({ clock, idle, reader, branch, fixedOperator }: StationParts): Idleness {
  let touchedAt = clock.now()
  const rightsEnded = ({ operator }: Session): MachineEvent | undefined => {
    if (operator === null || fixedOperator !== undefined) return undefined
    const now = readWorker(reader, branch.id, operator.id as PersonId)
    return now !== undefined && isSame(now, operator) ? undefined : { type: 'sign_out', why: 'ended' }
  }
  return {
    touched(session) {
      touchedAt = clock.now()
      return rightsEnded(session) ?? (session.countdownEndsAt === null ? undefined : { type: 'touched' })
    },
    due(session) {
      const { operator, countdownEndsAt } = session
      if (operator === null || fixedOperator !== undefined) return undefined
      const ended = rightsEnded(session)
      if (ended !== undefined) return ended
      const now = clock.now()
      // A clock that went back must leave nobody signed in for as long.
      touchedAt = Math.min(touchedAt, now)
      if (countdownEndsAt === null)
        return now - touchedAt >= idle.quietMs
          ? { type: 'countdown', endsAt: now + idle.countdownMs }
          : undefined
      const isOver = now >= countdownEndsAt || countdownEndsAt - now > idle.countdownMs
      return isOver ? { type: 'sign_out', why: 'idle' } : undefined
    },
  }
}

function isSame(now: Operator, { mayApprove: couldApprove, version }: Person): boolean {
  return mayApprove(now.role) === couldApprove && (version === undefined || version === now.version)
}
