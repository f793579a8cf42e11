import type { PersonId } from '../core/kernel/ids.ts'
import { readWorker } from '../core/people/read-operators.ts'
import type { MachineEvent } from './session/machine-event.ts'
import type { Session } from './session/session-state.ts'
import type { StationParts } from './station-parts.ts'

/** Knows when the screen was last touched or scanned at, and what follows from that. */
export interface Idleness {
  touched(): void
  /** What is due now; undefined while nothing is. */
  due(session: Session): MachineEvent | undefined
}

/**
 * An untouched screen counts down in sight and then signs out; a scan or touch before that keeps whoever is there.
 * Who may not work here any more, as far as this machine knows, is signed out at once. A phone's holder signed in with
 * the phone, so nothing counts down there.
 */
export function watchIdleness({ clock, idle, reader, branch, fixedOperator }: StationParts): Idleness {
  let touchedAt = clock.now()
  return {
    touched() {
      touchedAt = clock.now()
    },
    due({ operator, countdownEndsAt }) {
      if (operator === null || fixedOperator !== undefined) return undefined
      const now = clock.now()
      if (readWorker(reader, branch.id, operator.id as PersonId) === undefined)
        return { type: 'sign_out', why: 'asked' }
      if (countdownEndsAt === null)
        return now - touchedAt >= idle.quietMs
          ? { type: 'countdown', endsAt: now + idle.countdownMs }
          : undefined
      return now >= countdownEndsAt ? { type: 'sign_out', why: 'idle' } : undefined
    },
  }
}
