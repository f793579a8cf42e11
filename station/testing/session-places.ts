import type { BooksNow, MachineEvent } from '../session/machine-event.ts'
import { SCAN_KINDS, type ScanKind } from '../session/scan-kinds.ts'
import type { Asking, Place, Session } from '../session/session-state.ts'
import {
  accepting,
  badge,
  baking,
  DOCUMENT,
  documentOf,
  from,
  item,
  line,
  lot,
  measured,
  opening,
  ORDER,
  PALESA,
  REVIEW,
  selling,
  SIPHO,
  onward,
  THANDI,
  typed,
  unknown,
  each,
  UNDO,
} from './session-fixtures.ts'

const manyOf = item(1, 14)
const beside = item(7, 1, { facts: { planned: null } })
const sold = () => {
  const reviewed = selling(item(1), REVIEW)
  return onward(reviewed, accepting(reviewed.session))
}
const asked = (...events: MachineEvent[]) => {
  const reviewed = baking(...events, REVIEW)
  return onward(reviewed, accepting(reviewed.session))
}
const excess = () => {
  const reviewed = selling(manyOf, REVIEW)
  return onward(reviewed, accepting(reviewed.session))
}
const OLD = { facts: new Map(), standing: 'ask' } as const
const old = () => {
  const reviewed = selling(item(1), REVIEW)
  return onward(reviewed, { ...accepting(reviewed.session), books: OLD })
}
const left = () => selling(item(1), { type: 'sign_out', why: 'idle' })
const searching = () =>
  selling(item(1), unknown('XYZ'), { type: 'open_code', key: 'XYZ' }, { type: 'ask_attach' }, badge(PALESA))

/** What the books may say by then. */
const LESS: BooksNow = {
  facts: new Map([[1, { available: 2, planned: null, dataAt: 9 }]]),
  standing: 'warn',
}

type Where = Exclude<Place['kind'], 'accepting'> | Asking['kind']

/** A session in each place, reached as a person reaches it. */
export const EVERY_PLACE: Readonly<Record<Where, () => { readonly session: Session }>> = {
  choosing_operation: () => from(badge(THANDI)),
  coming: () => from({ type: 'choose_operation', workflow: 'general' }),
  choosing_context: () => from({ type: 'choose_operation', workflow: 'sales' }),
  scanning: () => selling(item(1), unknown('XYZ')),
  choosing_tile: () => selling(item(1), { type: 'ask_tiles' }),
  asking_quantity: () => baking(item(1), measured(9, { lot: lot('A') })),
  confirming_quantity: () => baking(item(1), measured(9), typed(900_000)),
  reviewing: () => selling(item(1), item(2), REVIEW),
  unknown_code: () => selling(unknown('XYZ'), { type: 'open_code', key: 'XYZ' }),
  searching_item: searching,
  asking_pack: () =>
    onward(searching(), { type: 'choose_item', candidate: { item: 5, name: 'Item 5', unit: each } }),
  naming_substitute: () => asked(beside),
  deciding_excess: excess,
  deciding_old_books: old,
  confirming_cancel: () => selling(item(1), { type: 'ask_cancel' }),
  left: () => onward(left(), badge(SIPHO)),
  discarding: () => onward(left(), badge(SIPHO), { type: 'ask_discard' }),
  accepted: sold,
  confirming_undo: () => onward(sold(), { type: 'ask_undo' }),
  refusals: () => from({ type: 'show', place: 'refusals' }),
  parked: () => selling(item(1), { type: 'park', at: 3 }, { type: 'show', place: 'parked' }),
  showing_document: () => from({ type: 'show_document', document: DOCUMENT }),
  who: () => selling(item(1), { type: 'ask_operator' }),
  pin: () =>
    onward(excess(), { type: 'allow_excess' }, { type: 'choose_operator', operator: PALESA, hasPin: true }),
  help: () => selling(item(1), { type: 'help' }),
  telling: () => selling(item(1), { type: 'ask_remark' }),
}
export const PLACES = Object.keys(EVERY_PLACE) as Where[]

const scanEvent = (kind: ScanKind): MachineEvent => ({
  type: 'scan',
  at: 5,
  typed: { ok: true, value: 3 },
  pin: { isRight: true },
  finding: {
    kind,
    text: 'TEXT',
    name: 'Item 3',
    line: line(3, {}, kind === 'measured'),
    quantity: 1,
    key: 'TEXT',
    person: SIPHO,
    opens: { workflow: 'sales', context: ORDER, documentId: documentOf(50) },
    document: documentOf(51),
  },
})

/** A card is pressed before it comes to the machine. */
const SCANS = SCAN_KINDS.filter((kind) => !kind.startsWith('card_') && kind !== 'practice_over').map(
  scanEvent,
)
const wrong = { isRight: false, problem: { why: 'wrong', triesLeft: 4 } } as const
const posted = { state: 'posted', number: 'BRA-SAL-00001' } as const

/** At least one event of each kind. */
const EVENTS: { readonly [Type in MachineEvent['type']]: readonly (MachineEvent & { type: Type })[] } = {
  scan: SCANS as (MachineEvent & { type: 'scan' })[],
  pin: [
    { type: 'pin', answer: { isRight: true }, at: 5 },
    { type: 'pin', answer: wrong, at: 5 },
  ],
  pad: [
    { type: 'pad', key: '4' },
    { type: 'pad', key: '.' },
    { type: 'pad', key: 'erase' },
  ],
  enter: [
    { type: 'enter', typed: { ok: true, value: 2 }, at: 5 },
    { type: 'enter', typed: { ok: false, reason: 'empty' }, at: 5 },
  ],
  back: [{ type: 'back' }],
  help: [{ type: 'help' }],
  confirm: [{ type: 'confirm', at: 5 }],
  ask_operator: [{ type: 'ask_operator' }],
  choose_operator: [THANDI, PALESA].flatMap((operator) => [
    { type: 'choose_operator', operator, hasPin: true } as const,
    { type: 'choose_operator', operator, hasPin: false } as const,
  ]),
  sign_out: [
    { type: 'sign_out', why: 'asked' },
    { type: 'sign_out', why: 'idle' },
  ],
  countdown: [{ type: 'countdown', endsAt: 99 }],
  touched: [{ type: 'touched' }],
  link: [
    { type: 'link', seen: { isAway: true, asOf: 3, waiting: 2, at: 5 } },
    { type: 'link', seen: { isAway: false, asOf: 5, waiting: 2, at: 6 } },
    { type: 'link', seen: { isAway: false, asOf: null, waiting: 0, at: 40_000 } },
  ],
  books_renewed: [
    { type: 'books_renewed', books: { facts: new Map(), standing: 'fine' } },
    { type: 'books_renewed', books: { ...LESS, standing: 'fine' } },
    { type: 'books_renewed' },
  ],
  choose_operation: (['sales', 'production', 'general'] as const).map((workflow) => ({
    type: 'choose_operation',
    workflow,
  })),
  choose_partner: [
    { type: 'choose_partner', partner: 4 },
    { type: 'choose_partner', partner: null },
  ],
  open_work: [opening(ORDER, documentOf(60)) as MachineEvent & { type: 'open_work' }],
  context_closed: [{ type: 'context_closed' }],
  home: [{ type: 'home' }],
  show: [
    { type: 'show', place: 'refusals' },
    { type: 'show', place: 'parked' },
  ],
  show_document: [{ type: 'show_document', document: documentOf(52) }],
  change_line: [
    { type: 'change_line', item: 1 },
    { type: 'change_line', item: 404 },
  ],
  quantity: [{ type: 'quantity' }],
  times: [{ type: 'times', by: 5, at: 5 }],
  remove_line: [
    { type: 'remove_line', item: 1, at: 5 },
    { type: 'remove_line', item: 404, at: 5 },
  ],
  undo_scan: [UNDO as MachineEvent & { type: 'undo_scan' }],
  ask_tiles: [{ type: 'ask_tiles' }],
  review: [{ type: 'review' }, { type: 'review', books: LESS }],
  ask_cancel: [{ type: 'ask_cancel' }],
  open_code: [{ type: 'open_code', key: 'XYZ' }],
  leave_out_code: [{ type: 'leave_out_code' }],
  ask_attach: [{ type: 'ask_attach' }],
  search: [{ type: 'search', query: 'BREAD' }],
  choose_item: [{ type: 'choose_item', candidate: { item: 5, name: 'Item 5', unit: each } }],
  attached: [{ type: 'attached', line: line(5), perScan: 6, at: 5 }],
  choose_substitute: [{ type: 'choose_substitute', insteadOf: { item: null, name: '' } }],
  leave_out_excess: [{ type: 'leave_out_excess' }],
  send: [{ type: 'send' }],
  allow_excess: [{ type: 'allow_excess' }],
  allow_old_books: [{ type: 'allow_old_books' }],
  continue_work: [{ type: 'continue_work' }],
  park: [{ type: 'park', at: 5 }],
  ask_discard: [{ type: 'ask_discard' }],
  discard: [{ type: 'discard', reason: 'mistake' }],
  discarded: [{ type: 'discarded' }],
  open_parked: [{ type: 'open_parked', document: DOCUMENT }],
  accept: [
    { type: 'accept', documentId: DOCUMENT, steps: 1 },
    { type: 'accept', documentId: DOCUMENT, steps: 1, books: OLD },
    { type: 'accept', documentId: DOCUMENT, steps: 1, books: { facts: new Map(), standing: 'stop' } },
    { type: 'accept', documentId: documentOf(404), steps: 1 },
  ],
  taken: [],
  not_taken: [{ type: 'not_taken' }],
  outcome: [{ type: 'outcome', id: DOCUMENT, outcome: posted }],
  show_latest: [{ type: 'show_latest' }],
  ask_undo: [{ type: 'ask_undo' }],
  undo_taken: [{ type: 'undo_taken', id: documentOf(999), reference: 'BRA-K1-000999' }],
  undo_not_possible: [{ type: 'undo_not_possible' }],
  ask_remark: [{ type: 'ask_remark' }],
  erase_remark: [{ type: 'erase_remark' }],
  tell: [
    { type: 'tell', remark: 'scanner' },
    { type: 'tell', remark: 'come' },
  ],
  tell_typed: [{ type: 'tell_typed' }],
  told: [{ type: 'told' }],
  start_practice: [{ type: 'start_practice' }],
  leave_practice: [{ type: 'leave_practice' }],
  no_practice: [{ type: 'no_practice' }],
}
/** All of them but `taken`, which only answers an Accept. */
export const EVERY_EVENT: readonly MachineEvent[] = Object.values(EVENTS).flat()
