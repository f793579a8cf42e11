import { words } from '../../core/words/catalogue.ts'
import { ServerNotThere, type ServerAnswer } from './forward.ts'
import { GateRefusal } from './gate-refusal.ts'

const OK = 200
const FORBIDDEN = 403
/** How an answer begins that keeps no stream open. */
const WITHOUT_BATON = '{"baton":null,'

/**
 * What may be handed on of an answer: a whole one, which gives nobody a hold on the server. Anything else is the
 * server's trouble and not the sender's: it is sent again. A token that may only read wrote: that is the sender's.
 */
export function givenBody({ status, body }: ServerAnswer): Buffer {
  if (status === FORBIDDEN) throw new GateRefusal('GATE_STATEMENT_UNKNOWN', words.gate.notARead)
  if (status !== OK || body.toString('latin1', 0, WITHOUT_BATON.length) !== WITHOUT_BATON)
    throw new GateRefusal('GATE_NO_ANSWER', words.gate.noAnswer)
  return body
}

/** What goes wrong between us and the server is nothing that a sender did. */
export function asRefusal(error: unknown): GateRefusal {
  if (error instanceof GateRefusal) return error
  if (error instanceof ServerNotThere) return new GateRefusal('GATE_CLOSED', words.gate.serverDown)
  return new GateRefusal('GATE_NO_ANSWER', words.gate.noAnswer)
}
