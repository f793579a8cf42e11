import { answerScan, withoutHelp } from './answer-scan.ts'
import { acceptHandlers } from './accept-steps.ts'
import { choiceHandlers } from './choosing.ts'
import { codeHandlers } from './code-steps.ts'
import { correctionHandlers } from './correcting.ts'
import { decidingHandlers } from './deciding.ts'
import { handOverHandlers } from './hand-over.ts'
import { linkHandlers } from './link.ts'
import { lookAgain } from './look-again.ts'
import type { EventOf, MachineEvent, Next } from './machine-event.ts'
import { quantityHandlers } from './quantity-steps.ts'
import type { Session } from './session-state.ts'
import { signInHandlers } from './sign-in.ts'
import { practiceHandlers } from './practising.ts'
import { stepUpHandlers } from './step-up.ts'
import { takeBackHandlers } from './take-back.ts'
import { tellingHandlers } from './telling.ts'

type Handlers = {
  readonly [Type in MachineEvent['type']]: (session: Session, event: EventOf<Type>) => Next
}

/** What answers each event, by the part of the session it belongs to. A new part is a file and a row here. */
const HANDLERS: Handlers = {
  scan: answerScan,
  ...signInHandlers,
  ...choiceHandlers,
  ...correctionHandlers,
  ...quantityHandlers,
  ...codeHandlers,
  ...acceptHandlers,
  ...decidingHandlers,
  ...stepUpHandlers,
  ...takeBackHandlers,
  ...handOverHandlers,
  ...tellingHandlers,
  ...practiceHandlers,
  ...linkHandlers,
}

/** Help lies over the screen until a person asks for something else: what happens by itself leaves it there. */
const HELP_STAYS: ReadonlySet<MachineEvent['type']> = new Set([
  'help',
  'back',
  'touched',
  'countdown',
  'outcome',
  'link',
  'books_renewed',
])

/**
 * The session of a station: what happens next, as data. No effect, no clock, no chance: the same session and event
 * always give the same answer, so every answer can be tested and the session can be read back after a power cut.
 */
export function transition(session: Session, event: MachineEvent): Next {
  // The compiler knows each row's own event, and not that this one is its row's.
  const handle = HANDLERS[event.type] as (session: Session, event: MachineEvent) => Next
  const looked = event.books === undefined ? session : lookAgain(session, event.books)
  return handle(HELP_STAYS.has(event.type) ? looked : withoutHelp(looked), event)
}
