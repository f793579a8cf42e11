import { readOperators } from '../core/people/read-operators.ts'
import { lookAtScan, readFacts, type LookingParts } from './look-at-scan.ts'
import type { MachineEvent, TypedQuantity } from './session/machine-event.ts'
import { workOf, type Session, type WorkflowName } from './session/session-state.ts'
import type { StationInput } from './station-input.ts'
import type { StationParts } from './station-parts.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

/**
 * What a press or scan asks of the machine, with everything the machine must know looked up. Undefined: it names
 * something that is not there, or an empty choice.
 */
export function readInput(
  parts: StationParts,
  looking: LookingParts,
  session: Session,
  input: StationInput,
): MachineEvent | undefined {
  const at = parts.clock.now()
  switch (input.type) {
    case 'scan': {
      const finding = lookAtScan(looking, session, input.text)
      const typed = finding.kind === 'number' ? typedQuantity(parts, session, finding.text) : undefined
      return { type: 'scan', finding, at, ...(typed === undefined ? {} : { typed }) }
    }
    case 'quantity': {
      const typed = typedQuantity(parts, session, input.text)
      return typed && { type: 'quantity', typed, at }
    }
    case 'choose_operator': {
      const operator = readOperators(parts.reader, parts.branch.id).find(({ id }) => id === input.operator)
      return operator && { type: 'choose_operator', operator }
    }
    case 'choose_order':
      return openWork(parts, session, { workflow: 'sales', id: input.active_sales, at })
    case 'choose_run':
      return openWork(parts, session, { workflow: 'production', id: input.active_production, at })
    case 'remove_line':
      return { type: 'remove_line', item: input.item, at }
    case 'review': {
      const work = workOf(session)
      return { type: 'review', facts: work === undefined ? new Map() : readFacts(looking, work) }
    }
    case 'accept':
      return { type: 'accept', documentId: input.document, steps: input.steps }
    case 'undo':
      return { type: 'undo', documentId: input.document }
    case 'choose_operation':
    case 'choose_partner':
    case 'change_line':
    case 'ask_operator':
    case 'keep_operator':
    case 'leave_quantity':
    case 'undo_scan':
    case 'scan_on':
    case 'ask_cancel':
    case 'keep_work':
    case 'cancel':
    case 'show_latest':
    case 'ask_undo':
    case 'keep_document':
    case 'home':
      return input
  }
}

function typedQuantity(
  { formats }: StationParts,
  { place }: Session,
  text: string,
): TypedQuantity | undefined {
  return place.kind === 'asking_quantity' ? formats.parseQuantity(text, place.line.unit) : undefined
}

function openWork(
  { reader, branch, newDocumentId }: StationParts,
  { place }: Session,
  { workflow, id, at }: { workflow: WorkflowName; id: number | null; at: number },
): MachineEvent | undefined {
  if (id === null || place.kind !== 'choosing_context' || place.workflow !== workflow) return undefined
  const context = WORKFLOWS[workflow].openContext(reader, branch, id)
  if (context === undefined) return { type: 'context_closed' }
  return { type: 'open_work', context, documentId: newDocumentId(), at }
}
