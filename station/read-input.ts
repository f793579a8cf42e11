import type { PersonId } from '../core/kernel/ids.ts'
import { readOperators, readWorker } from '../core/people/read-operators.ts'
import { mayApprove } from '../core/people/roles.ts'
import { standingHere } from './books-here.ts'
import { lookAtItem, readFacts, resolveIn } from './look-at-item.ts'
import { lookAtScan } from './look-at-scan.ts'
import type { LookingParts } from './looking-parts.ts'
import { pressOfCard } from './press-of-card.ts'
import { effectHere, withoutHelp } from './session/answer-scan.ts'
import type { Finding, MachineEvent, PinAnswer, TypedQuantity } from './session/machine-event.ts'
import { workOf, type Session } from './session/session-state.ts'
import type { WorkflowName } from '../core/stations/workflow-names.ts'
import type { StationInput } from './station-input.ts'
import type { StationParts } from './station-parts.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

interface Reading {
  readonly parts: StationParts
  readonly looking: LookingParts
  readonly session: Session
  readonly at: number
}
type InputOf<Type extends StationInput['type']> = Extract<StationInput, { type: Type }>
type Readers = {
  readonly [Type in StationInput['type']]: (
    reading: Reading,
    input: InputOf<Type>,
  ) => MachineEvent | undefined
}

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
  const read = READERS[input.type] as (reading: Reading, input: StationInput) => MachineEvent | undefined
  const event = read({ parts, looking, session, at: parts.clock.now() }, input)
  return event && withBooks(parts, looking, session, event)
}

/** What begins work, or may end in a document: it goes by what the books say now. */
const GOES_BY_THE_BOOKS: ReadonlySet<MachineEvent['type']> = new Set([
  'choose_operation',
  'open_work',
  'review',
  'accept',
  'pin',
  'choose_substitute',
  'leave_out_excess',
  'send',
  'allow_excess',
  'allow_old_books',
])

function withBooks(
  parts: StationParts,
  looking: LookingParts,
  session: Session,
  event: MachineEvent,
): MachineEvent {
  const { asking, place } = session
  const isAnswer = asking?.kind === 'who' || asking?.kind === 'pin' || place.kind === 'naming_substitute'
  const isIn =
    event.type === 'scan' ? isAnswer || event.finding.opens !== undefined : GOES_BY_THE_BOOKS.has(event.type)
  const work = workOf(session)
  const workflow = work?.workflow ?? workflowOf(event)
  if (!isIn || event.books !== undefined || workflow === undefined) return event
  const facts = work === undefined ? new Map() : readFacts(looking, work)
  return { ...event, books: { facts, standing: standingHere(parts, workflow) } }
}

/** Of the work that it would begin. */
function workflowOf(event: MachineEvent): WorkflowName | undefined {
  switch (event.type) {
    case 'choose_operation':
      return event.workflow
    case 'open_work':
      return event.opens.workflow
    case 'scan':
      return event.finding.opens?.workflow
    default:
      return undefined
  }
}

const same = <Event extends MachineEvent>(_: Reading, input: Event): MachineEvent => input

const READERS: Readers = {
  scan(reading, { text }) {
    const { looking, at } = reading
    const session = withoutHelp(reading.session)
    const finding = asHeld(reading.parts, session, lookAtScan(looking, session, text))
    const effect = effectHere(session, finding)
    if ('press' in effect)
      return readInput(reading.parts, looking, session, pressOfCard(effect.press, finding.kind, session))
    return { type: 'scan', finding, at, ...answerOfNumber({ ...reading, session }, finding, text) }
  },
  pin: (reading, { text }) => {
    const answer = checkPin(reading, text)
    return answer && { type: 'pin', answer, at: reading.at }
  },
  pad: same,
  enter(reading, { text }) {
    const { place } = reading.session
    const isAsked = place.kind === 'asking_quantity' || place.kind === 'asking_pack'
    const typed = isAsked
      ? typedQuantity(reading, text === undefined || text === '' ? place.typed : text)
      : undefined
    return typed && { type: 'enter', typed, at: reading.at }
  },
  back: same,
  help: same,
  confirm: ({ at }) => ({ type: 'confirm', at }),
  ask_operator: ({ parts }, input) => (parts.fixedOperator === undefined ? input : undefined),
  sign_out: ({ parts }) =>
    parts.fixedOperator === undefined ? { type: 'sign_out', why: 'asked' } : undefined,
  choose_operator({ parts: { reader, branch } }, { operator: id }) {
    const found = readOperators(reader, branch.id).find((one) => one.id === id)
    const operator = found ?? readWorker(reader, branch.id, id as PersonId)
    if (operator === undefined) return undefined
    const { id: person, name, role, version } = operator
    const chosen = { id: person, name, mayApprove: mayApprove(role), version }
    return { type: 'choose_operator', operator: chosen, hasPin: operator.hasPin }
  },
  choose_operation: same,
  choose_partner: same,
  choose_order: (reading, { active_sales: id }) => openWork(reading, 'sales', id),
  choose_run: (reading, { active_production: id }) => openWork(reading, 'production', id),
  home: same,
  show_refusals: () => ({ type: 'show', place: 'refusals' }),
  show_parked: () => ({ type: 'show', place: 'parked' }),
  show_document: ({ parts, looking }, { document }) =>
    parts.reader.get('SELECT 1 FROM document WHERE id = ?1 AND branch = ?2', document, parts.branch.id) !==
      undefined || looking.isOwnDocument(document)
      ? { type: 'show_document', document }
      : undefined,
  change_line: same,
  quantity: same,
  times: ({ at }, { by }) => ({ type: 'times', by, at }),
  remove_line: ({ at }, { item }) => ({ type: 'remove_line', item, at }),
  undo_scan: same,
  ask_tiles: same,
  tile({ session, looking, at }, { item }) {
    const work = workOf(session)
    if (work === undefined || session.asking !== null) return undefined
    const finding = lookAtItem(looking, work, { kind: 'item_id', id: item }, '')
    return finding.kind === 'unknown' ? undefined : { type: 'scan', finding, at }
  },
  review: same,
  ask_cancel: same,
  open_code: same,
  leave_out_code: same,
  ask_attach: same,
  letter({ session: { place } }, { key }) {
    if (place.kind !== 'searching_item') return undefined
    const query = key === 'erase' ? place.query.slice(0, -1) : place.query + key
    return { type: 'search', query }
  },
  choose_item({ session, looking }, { item: id }) {
    const work = workOf(session)
    const item = work && resolveIn(looking, work, { item: id })
    if (work === undefined || item === undefined || item.isRetired) return undefined
    if (!WORKFLOWS[work.workflow].takes(item.kind)) return undefined
    return { type: 'choose_item', candidate: { item: item.item, name: item.name, unit: item.unit } }
  },
  choose_substitute({ session, looking }, { item: id }) {
    if (id === null) return { type: 'choose_substitute', insteadOf: { item: null, name: '' } }
    const work = workOf(session)
    const item = work && resolveIn(looking, work, { item: id })
    if (item?.planned === undefined) return undefined
    return { type: 'choose_substitute', insteadOf: { item: item.item, name: item.name } }
  },
  leave_out_excess: same,
  send: same,
  allow_excess: same,
  allow_old_books: same,
  continue_work: same,
  park: ({ at }) => ({ type: 'park', at }),
  ask_discard: same,
  discard: same,
  open_parked: same,
  accept: (_, { document, steps }) => ({ type: 'accept', documentId: document, steps }),
  show_latest: same,
  ask_undo: same,
  ask_remark: same,
  erase_remark: same,
  tell: same,
  tell_typed: same,
  start_practice: same,
  leave_practice: same,
  touched: same,
}

/**
 * On a phone its holder works: another badge answers a question there, and switches nobody. In practice the card that
 * leads there leads back.
 */
function asHeld({ fixedOperator, practice }: StationParts, { asking }: Session, finding: Finding): Finding {
  if (finding.kind === 'card_practice' && practice?.isInside === true)
    return { ...finding, kind: 'practice_over' }
  if (fixedOperator === undefined || asking !== null || finding.kind !== 'badge') return finding
  return { ...finding, kind: 'badge_in_use', name: fixedOperator.name }
}

function answerOfNumber(
  reading: Reading,
  { kind }: Finding,
  text: string,
): { typed?: TypedQuantity; pin?: PinAnswer } {
  if (kind !== 'number') return {}
  if (reading.session.asking?.kind === 'pin') {
    const pin = checkPin(reading, text.trim())
    return pin === undefined ? {} : { pin }
  }
  const typed = typedQuantity(reading, text.trim())
  return typed === undefined ? {} : { typed }
}

/** Undefined: no PIN is asked, or this person has none any more. */
function checkPin({ parts, session: { asking }, at }: Reading, text: string): PinAnswer | undefined {
  if (asking?.kind !== 'pin') return undefined
  const { result, triesLeft, lockedUntil } = parts.pins.check(asking.person.id as PersonId, text, at)
  if (result === 'right') return { isRight: true }
  if (result === 'none') return undefined
  return lockedUntil === null
    ? { isRight: false, problem: { why: 'wrong', triesLeft } }
    : { isRight: false, problem: { why: 'locked', until: lockedUntil } }
}

function typedQuantity({ parts, session: { place } }: Reading, text: string): TypedQuantity | undefined {
  if (place.kind === 'asking_quantity') return parts.formats.parseQuantity(text, place.line.unit)
  if (place.kind === 'asking_pack') return parts.formats.parseQuantity(text, place.candidate.unit)
  return undefined
}

function openWork(
  { parts: { reader, branch, newDocumentId }, session: { place }, at }: Reading,
  workflow: WorkflowName,
  id: number | null,
): MachineEvent | undefined {
  if (id === null || place.kind !== 'choosing_context' || place.workflow !== workflow) return undefined
  const context = WORKFLOWS[workflow].openContext(reader, branch, id)
  if (context === undefined) return { type: 'context_closed' }
  return { type: 'open_work', opens: { workflow, context, documentId: newDocumentId() }, at }
}
