import { invariant } from '../../core/kernel/invariant.ts'
import { addToLine } from './lines.ts'
import { next, refuse, stay, type EventOf, type Finding, type Next } from './machine-event.ts'
import { choiceHandlers } from './choosing.ts'
import { codeHandlers } from './code-steps.ts'
import { workingPlace } from './correcting.ts'
import { acceptHandlers } from './accept-steps.ts'
import { askOf, takeQuantity } from './quantity-steps.ts'
import type { Deed, ScanEffect } from './scan-effects.ts'
import { effectOfScan, type ScanState } from './scan-table.ts'
import { showAdded } from './show-added.ts'
import { answerAsk, signIn, takePin } from './sign-in.ts'
import { writeRemark } from './telling.ts'
import { workOf, type Session } from './session-state.ts'
import { holdCode } from './unknown-codes.ts'
import { NO_LOT } from './work-state.ts'

type Scan = EventOf<'scan'>

/** What the table says a scan means here. Help gives way to any scan. */
export function effectHere(session: Session, { kind }: Pick<Finding, 'kind'>): ScanEffect {
  return effectOfScan(workflowOf(session), scanStateOf(session), kind)
}

/** Does what the table says. A card is pressed before it comes here (`read-input.ts`). */
export function answerScan(session: Session, scan: Scan): Next {
  const effect = effectHere(session, scan.finding)
  if ('refuse' in effect) return refuse(session, effect.refuse, scan.finding)
  invariant('do' in effect, 'a card was pressed before')
  return DEEDS[effect.do](session, scan)
}

/** Where the table looks a scan up: who is working is asked over whatever else is on the screen. */
export function scanStateOf({ asking, place }: Session): ScanState {
  if (asking !== null && asking.kind !== 'help') return asking.kind
  invariant(place.kind !== 'accepting', 'accepting lasts for one write')
  return place.kind
}

export function withoutHelp(session: Session): Session {
  return session.asking?.kind === 'help' ? { ...session, asking: null } : session
}

function workflowOf(session: Session) {
  if (session.place.kind === 'choosing_context') return session.place.workflow
  return workOf(session)?.workflow
}

const DEEDS: Readonly<Record<Deed, (session: Session, scan: Scan) => Next>> = {
  add,
  hold,
  ask_quantity(session, { finding }) {
    const place = workingPlace(session)
    const { line, price } = finding
    invariant(place !== undefined && line !== undefined, 'a measured item comes with its line, in work')
    const asked = {
      work: place.work,
      line,
      mode: 'add',
      back: 'scanning',
      lot: finding.lot ?? NO_LOT,
    } as const
    return next(
      session,
      { place: askOf(price === undefined ? asked : { ...asked, price }), notice: null },
      'attention',
    )
  },
  take_quantity: takeTyped,
  take_pack: takeTyped,
  sign_in: (session, { finding }) =>
    finding.person === undefined ? stay(session) : signIn(session, finding.person),
  answer_ask: (session, { finding }) =>
    finding.person === undefined ? stay(session) : answerAsk(session, finding.person, finding),
  take_pin: (session, { pin }) => (pin === undefined ? stay(session) : takePin(session, pin)),
  open_work(session, { finding: { opens }, at, books }) {
    if (opens === undefined) return stay(session)
    return choiceHandlers.open_work(session, { type: 'open_work', opens, at, ...(books && { books }) })
  },
  show_document: (session, { finding: { document } }) =>
    document === undefined
      ? stay(session)
      : choiceHandlers.show_document(session, { type: 'show_document', document }),
  say_home: (session) => next(session, { notice: { kind: 'already', what: 'home' } }, 'attention'),
  write_remark: writeRemark,
  search: (session, { finding }) => codeHandlers.search(session, { type: 'search', query: finding.text }),
  choose_item(session, { finding: { line } }) {
    if (line === undefined) return stay(session)
    const candidate = { item: line.item, name: line.name, unit: line.unit }
    return codeHandlers.choose_item(session, { type: 'choose_item', candidate })
  },
  choose_substitute(session, { finding }) {
    const { line } = finding
    if (line === undefined) return stay(session)
    if (line.facts.planned === null) return refuse(session, 'not_in_recipe', finding)
    const insteadOf = { item: line.item, name: line.name }
    return acceptHandlers.choose_substitute(session, { type: 'choose_substitute', insteadOf })
  },
}

function takeTyped(session: Session, { typed, at }: Scan): Next {
  invariant(typed !== undefined, 'a number comes with what it says')
  return takeQuantity(session, typed, at)
}

function add(session: Session, { finding, at }: Scan): Next {
  const place = workingPlace(session)
  const { line, quantity, pack } = finding
  invariant(
    place !== undefined && line !== undefined && quantity !== undefined,
    'an item comes with its line, in work',
  )
  const lot = finding.lot ?? NO_LOT
  const who = session.operator?.id ?? null
  const addition = { line, quantity, who, at, lot, serial: finding.serial ?? null }
  const added = addToLine(place.work, addition)
  if (!added.ok) return refuse(session, added.why, finding)
  return showAdded(session, added.work, { kind: 'added', item: line.item, quantity, pack: pack ?? null, lot })
}

/** A code nobody knows is kept on the list: the work goes on, and the Accept asks about it. */
function hold(session: Session, { finding, at }: Scan): Next {
  const place = workingPlace(session)
  const { key, text, quantity } = finding
  invariant(place !== undefined && key !== undefined, 'an unknown code comes with its key, in work')
  const who = session.operator?.id ?? null
  const times = quantity ?? 1
  const held = holdCode(place.work, { key, text, who, quantity: times, lot: finding.lot ?? NO_LOT, at })
  if (!held.ok) return refuse(session, held.why, finding)
  const kind = place.kind === 'choosing_tile' ? 'choosing_tile' : 'scanning'
  const shown = next(
    session,
    { place: { kind, work: held.work }, notice: { kind: 'held', text } },
    'attention',
  )
  return { ...shown, effects: [...shown.effects, { kind: 'note_unknown', key, times }] }
}
