import type { ScanEffect } from './scan-effects.ts'
import { CARD_KINDS, type CardKind, type ScanKind } from './scan-kinds.ts'
import type { Asking, Place } from './session-state.ts'
import type { WorkflowName } from '../../core/stations/workflow-names.ts'

/** `accepting` is never seen from outside; who is working, and what somebody tells, is asked over all else. */
export const SCAN_STATES = [
  'who',
  'pin',
  'telling',
  'choosing_operation',
  'coming',
  'choosing_context',
  'scanning',
  'choosing_tile',
  'reviewing',
  'asking_quantity',
  'confirming_quantity',
  'unknown_code',
  'searching_item',
  'asking_pack',
  'naming_substitute',
  'deciding_excess',
  'deciding_old_books',
  'confirming_cancel',
  'left',
  'discarding',
  'accepted',
  'confirming_undo',
  'refusals',
  'parked',
  'showing_document',
] as const satisfies readonly (Place['kind'] | Asking['kind'])[]
export type ScanState = (typeof SCAN_STATES)[number]

export interface ScanRow {
  readonly workflow: readonly WorkflowName[] | 'any'
  readonly state: readonly ScanState[] | 'any'
  readonly scan: readonly ScanKind[] | 'any'
  readonly effect: ScanEffect
}

const WORKING: readonly ScanState[] = ['scanning', 'choosing_tile', 'reviewing']
/** No work is in hand. */
export const RESTING: readonly ScanState[] = [
  'choosing_operation',
  'coming',
  'choosing_context',
  'accepted',
  'refusals',
  'parked',
  'showing_document',
]
const OPERATIONS: readonly CardKind[] = ['card_sales', 'card_production', 'card_general']
const TIMES: readonly CardKind[] = ['card_times_2', 'card_times_5', 'card_times_10']
const PAD = CARD_KINDS.filter((kind) => /^card_(?:digit_\d|point|erase)$/.test(kind))
const PAPERS: readonly ScanKind[] = ['order', 'run']
const REMARKS = PAD.filter((kind) => /[1-8]$/.test(kind))
/** Whatever carries a text: a code that gives trouble, or words that were typed. */
const TEXTS: readonly ScanKind[] = [
  'item',
  'item_again',
  'serial_again',
  'measured',
  'not_sold',
  'retired',
  'unknown',
  'misread',
  'fields_wrong',
  'not_an_item',
  'unreadable',
  'number',
]
const ITEMS: readonly ScanKind[] = ['item', 'item_again', 'measured']

const any = (scan: ScanRow['scan'], effect: ScanEffect): ScanRow => ({
  workflow: 'any',
  state: 'any',
  scan,
  effect,
})
const when = (state: readonly ScanState[], scan: ScanRow['scan'], effect: ScanEffect): ScanRow => ({
  workflow: 'any',
  state,
  scan,
  effect,
})

/**
 * The meaning of a scan: the first row that speaks of a workflow, state and scan. Every meeting has one, and every row
 * is met (a test walks them all; `scripts/scan-table` prints them). Nothing else decides it: not the focus, not the
 * time, not a hidden flag.
 */
export const SCAN_TABLE: readonly ScanRow[] = [
  // Practice ends from anywhere: nothing of it is kept.
  any(['practice_over'], { press: 'leave_practice' }),

  // Who is working.
  when(['who', 'pin'], ['badge', 'badge_in_use'], { do: 'answer_ask' }),
  any(['badge'], { do: 'sign_in' }),
  any(['badge_in_use'], { refuse: 'badge_not_needed' }),
  any(['badge_unknown'], { refuse: 'badge_unknown' }),
  any(['badge_revoked'], { refuse: 'badge_revoked' }),
  any(['badge_elsewhere'], { refuse: 'badge_elsewhere' }),
  any(['card_help'], { press: 'help' }),
  any(['card_sign_out'], { press: 'sign_out' }),
  when(['who', 'pin'], ['card_back', 'card_cancel'], { press: 'back' }),
  when(['pin'], ['number'], { do: 'take_pin' }),
  when(['who'], 'any', { refuse: 'who_first' }),
  when(['pin'], 'any', { refuse: 'pin_first' }),

  // Somebody wants to tell something.
  when(['telling'], ['card_back', 'card_cancel'], { press: 'back' }),
  when(['telling'], REMARKS, { press: 'tell' }),
  when(['telling'], ['card_confirm', 'card_send'], { press: 'tell_typed' }),
  when(['telling'], ['card_erase'], { press: 'erase_remark' }),
  when(['telling'], TEXTS, { do: 'write_remark' }),
  when(['telling'], 'any', { refuse: 'tell_first' }),
  any(['card_tell'], { press: 'ask_remark' }),

  // Work in hand.
  when(WORKING, ['item'], { do: 'add' }),
  // The repeat rule of a workflow: what is scanned again is one more, or the same one.
  { workflow: ['sales', 'production'], state: WORKING, scan: ['item_again'], effect: { do: 'add' } },
  { workflow: ['general'], state: WORKING, scan: ['item_again'], effect: { refuse: 'already_scanned' } },
  when(WORKING, ['serial_again'], { refuse: 'already_scanned' }),
  when(WORKING, ['measured'], { do: 'ask_quantity' }),
  when(WORKING, ['unknown'], { do: 'hold' }),
  when(WORKING, ['not_sold'], { refuse: 'not_sold' }),
  when(WORKING, ['retired'], { refuse: 'retired' }),
  when(WORKING, ['not_an_item'], { refuse: 'not_an_item' }),
  when(WORKING, ['unreadable', 'number'], { refuse: 'unreadable' }),
  when(WORKING, PAPERS, { refuse: 'work_open' }),
  when(WORKING, ['document', 'document_unknown'], { refuse: 'is_document' }),
  when(WORKING, OPERATIONS, { refuse: 'work_open' }),
  when(WORKING, ['card_quantity'], { press: 'quantity' }),
  when(WORKING, TIMES, { press: 'times' }),
  when(WORKING, PAD, { refuse: 'no_quantity_yet' }),
  when(WORKING, ['card_review'], { press: 'review' }),
  when(['reviewing'], ['card_accept'], { press: 'accept' }),
  when(WORKING, ['card_accept'], { refuse: 'review_first' }),
  when(WORKING, ['card_cancel'], { press: 'ask_cancel' }),
  when(WORKING, ['card_undo'], { press: 'undo_scan' }),
  when(WORKING, ['card_park'], { press: 'park' }),
  when(['choosing_tile', 'reviewing'], ['card_back'], { press: 'back' }),

  // A quantity is asked.
  when(['asking_quantity'], ['number'], { do: 'take_quantity' }),
  when(['asking_pack'], ['number'], { do: 'take_pack' }),
  when(['asking_quantity', 'asking_pack'], PAD, { press: 'pad' }),
  when(['asking_quantity', 'asking_pack'], ['card_confirm', 'card_accept'], { press: 'enter' }),
  when(['confirming_quantity'], ['card_confirm', 'card_accept'], { press: 'confirm' }),
  when(['asking_quantity', 'asking_pack', 'confirming_quantity'], ['card_back', 'card_cancel'], {
    press: 'back',
  }),
  when(['asking_quantity', 'asking_pack'], 'any', { refuse: 'quantity_first' }),

  // A question about the work.
  when(['searching_item'], ITEMS, { do: 'choose_item' }),
  when(['searching_item'], ['unknown', 'unreadable', 'misread', 'number'], { do: 'search' }),
  when(['naming_substitute'], ITEMS, { do: 'choose_substitute' }),
  when(['naming_substitute'], ['card_confirm'], { press: 'extra' }),
  when(['unknown_code'], ['card_leave_out'], { press: 'leave_out_code' }),
  when(['deciding_excess'], ['card_leave_out'], { press: 'leave_out_excess' }),
  when(['deciding_excess', 'deciding_old_books'], ['card_send'], { press: 'send' }),
  when(['confirming_cancel', 'confirming_undo'], ['card_confirm'], { press: 'confirm' }),
  when(
    [
      'searching_item',
      'naming_substitute',
      'unknown_code',
      'deciding_excess',
      'deciding_old_books',
      'confirming_cancel',
      'confirming_undo',
      'discarding',
    ],
    ['card_back'],
    { press: 'back' },
  ),
  when(['left'], ['card_continue'], { press: 'continue_work' }),
  when(['left'], ['card_park'], { press: 'park' }),
  when(['left'], ['card_cancel'], { press: 'ask_discard' }),
  when(['left'], 'any', { refuse: 'left_work' }),
  when(
    [
      'confirming_quantity',
      'searching_item',
      'naming_substitute',
      'unknown_code',
      'deciding_excess',
      'deciding_old_books',
      'confirming_cancel',
      'confirming_undo',
      'discarding',
    ],
    'any',
    { refuse: 'answer_first' },
  ),

  // Nothing in hand.
  when(RESTING, PAPERS, { do: 'open_work' }),
  when(RESTING, ['document'], { do: 'show_document' }),
  when(RESTING, ['document_unknown'], { refuse: 'document_unknown' }),
  when(RESTING, OPERATIONS, { press: 'choose_operation' }),
  when(['choosing_operation'], ['card_back'], { do: 'say_home' }),
  when(RESTING, ['card_back'], { press: 'home' }),
  when(['choosing_operation'], ['card_practice'], { press: 'start_practice' }),
  when(['accepted'], ['card_undo'], { press: 'ask_undo' }),
  when(['choosing_operation'], ['card_undo'], { press: 'show_latest' }),
  when(['accepted'], ['card_accept', 'card_confirm', 'card_review'], { refuse: 'already_accepted' }),

  // The same everywhere.
  any(['paper_closed'], { refuse: 'paper_closed' }),
  any(['paper_in_hand'], { refuse: 'paper_in_hand' }),
  any(['misread'], { refuse: 'misread' }),
  any(['fields_wrong'], { refuse: 'fields_wrong' }),
  any(CARD_KINDS, { refuse: 'card_not_here' }),
  when(['accepted'], 'any', { refuse: 'already_accepted' }),
  when(['choosing_context'], 'any', { refuse: 'choose_context' }),
  when(['coming'], 'any', { refuse: 'coming' }),
  when(['choosing_operation', 'refusals', 'parked', 'showing_document'], 'any', {
    refuse: 'choose_operation',
  }),
]

/** Looks the meaning up. `workflow` undefined: none is chosen yet. */
export function effectOfScan(
  workflow: WorkflowName | undefined,
  state: ScanState,
  scan: ScanKind,
): ScanEffect {
  return rowOfScan(workflow, state, scan)?.effect ?? { refuse: 'unreadable' }
}

/** The row that decides; the test asks that there is one. */
export function rowOfScan(
  workflow: WorkflowName | undefined,
  state: ScanState,
  scan: ScanKind,
): ScanRow | undefined {
  return SCAN_TABLE.find(
    (row) =>
      (row.workflow === 'any' || (workflow !== undefined && row.workflow.includes(workflow))) &&
      (row.state === 'any' || row.state.includes(state)) &&
      (row.scan === 'any' || row.scan.includes(scan)),
  )
}
