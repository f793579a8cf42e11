import { invariant } from '../core/kernel/invariant.ts'
import type { ScanKind } from './session/scan-kinds.ts'
import type { CardPress } from './session/scan-effects.ts'
import { workOf, type Session } from './session/session-state.ts'
import { READY_REMARKS } from './session/ready-remarks.ts'
import { WORKFLOW_NAMES } from '../core/stations/workflow-names.ts'
import type { StationInput } from './station-input.ts'

/** What a command card asks, as the press of a button that it stands for. */
export function pressOfCard(press: CardPress, kind: ScanKind, session: Session): StationInput {
  switch (press) {
    case 'choose_operation': {
      const workflow = WORKFLOW_NAMES.find((name) => kind === `card_${name}`)
      invariant(workflow !== undefined, 'an operation has its own card')
      return { type: press, workflow }
    }
    case 'times':
      return { type: press, by: Number(kind.replace('card_times_', '')) }
    case 'pad':
      return { type: press, key: keyOf(kind) }
    case 'accept': {
      const work = workOf(session)
      invariant(work !== undefined, 'only work in hand is accepted')
      return { type: press, document: work.documentId, steps: work.steps }
    }
    case 'tell': {
      const remark = READY_REMARKS[Number(keyOf(kind)) - 1]
      invariant(remark !== undefined, 'a remark has a digit of its own')
      return { type: press, remark }
    }
    case 'extra':
      return { type: 'choose_substitute', item: null }
    default:
      return { type: press }
  }
}

function keyOf(kind: ScanKind): string {
  if (kind === 'card_point') return '.'
  return kind === 'card_erase' ? 'erase' : kind.replace('card_digit_', '')
}
