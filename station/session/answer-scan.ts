import { invariant } from '../../core/kernel/invariant.ts'
import { next, stay, type MachineEvent, type Next, type TypedQuantity } from './machine-event.ts'
import { addToLine, setLine, warningsOf, type Added } from './lines.ts'
import { effectOfScan, type ScanState } from './scan-table.ts'
import { workOf, type ScanRefusal, type Session } from './session-state.ts'

type Scan = Extract<MachineEvent, { type: 'scan' }>

/** Does what the table says a scan means here. */
export function answerScan(session: Session, scan: Scan): Next {
  const { finding, at, typed } = scan
  const effect = effectOfScan(workflowOf(session), scanStateOf(session), finding.kind)
  if (typeof effect === 'object') return refuse(session, effect.refuse, finding)
  switch (effect) {
    case 'add':
      return add(session, scan)
    case 'ask_quantity':
      return ask(session, scan)
    case 'take_quantity':
      invariant(typed !== undefined, 'a number comes with what it says')
      return takeQuantity(session, typed, at)
  }
}

/** Where the table looks a scan up: who is working is asked over whatever else is on the screen. */
export function scanStateOf({ isChoosingOperator, place }: Session): ScanState {
  if (isChoosingOperator) return 'choosing_operator'
  invariant(place.kind !== 'accepting', 'accepting lasts for one write')
  return place.kind
}

function workflowOf(session: Session) {
  if (session.place.kind === 'choosing_context') return session.place.workflow
  return workOf(session)?.workflow
}

function add(session: Session, { finding, at }: Scan): Next {
  const { place } = session
  const { line, quantity, pack } = finding
  invariant(place.kind === 'scanning' || place.kind === 'reviewing', 'only work in hand takes an item')
  invariant(line !== undefined && quantity !== undefined, 'an item comes with its line')
  const added = addToLine(place.work, { line, quantity, who: session.operator?.id ?? null, at })
  if (!added.ok) return refuse(session, added.why, finding)
  return show(session, added, line.item, { kind: 'added', item: line.item, quantity, pack: pack ?? null })
}

function ask(session: Session, { finding }: Scan): Next {
  const { place } = session
  const { line } = finding
  invariant(place.kind === 'scanning' || place.kind === 'reviewing', 'only work in hand asks')
  invariant(line !== undefined, 'a measured item comes with its line')
  const asking = {
    kind: 'asking_quantity',
    work: place.work,
    line,
    mode: 'add',
    back: 'scanning',
    problem: null,
  } as const
  return next(session, { place: asking, notice: null }, 'attention')
}

/** The answer to a quantity that was asked for. Zero is no quantity: a line is removed with its own button. */
export function takeQuantity(session: Session, typed: TypedQuantity, at: number): Next {
  const { place } = session
  if (place.kind !== 'asking_quantity') return stay(session)
  if (!typed.ok || typed.value === 0) {
    const reason = typed.ok ? 'empty' : typed.reason
    return next(session, { place: { ...place, problem: reason } }, 'refused')
  }
  const { line, work, mode, back } = place
  const addition = { line, quantity: typed.value, who: session.operator?.id ?? null, at }
  const changed = mode === 'add' ? addToLine(work, addition) : setLine(work, addition)
  const finding = { kind: 'number', text: '', name: line.name } as const
  if (!changed.ok) return refuse({ ...session, place: { kind: back, work } }, changed.why, finding)
  const notice =
    mode === 'add'
      ? ({ kind: 'added', item: line.item, quantity: typed.value, pack: null } as const)
      : ({ kind: 'changed', item: line.item } as const)
  const shown = show(session, changed, line.item, notice)
  return back === 'reviewing' && shown.session.place.kind === 'scanning'
    ? { ...shown, session: { ...shown.session, place: { kind: 'reviewing', work: changed.work } } }
    : shown
}

function show(
  session: Session,
  added: Extract<Added, { ok: true }>,
  item: number,
  notice: NonNullable<Session['notice']>,
): Next {
  const line = added.work.lines.find((one) => one.item === item)
  const isFine = line === undefined || warningsOf(line).length === 0
  return next(session, { place: { kind: 'scanning', work: added.work }, notice }, isFine ? 'ok' : 'attention')
}

function refuse(session: Session, why: ScanRefusal, { text, name }: Scan['finding']): Next {
  return next(session, { notice: { kind: 'scan_refused', why, text, name } }, 'refused')
}
