import { describe, expect, it } from 'vitest'
import { LINES_MAX } from '../../core/book/content.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import {
  accepting,
  badge,
  baking,
  from,
  item,
  onward,
  REVIEW,
  selling,
  SIPHO,
  unknown,
  type Played,
} from '../testing/session-fixtures.ts'
import { SCAN_REFUSALS, type ScanRefusal } from './notices.ts'
import { CARD_KINDS, SCAN_KINDS, type ScanKind } from './scan-kinds.ts'
import { CARD_PRESSES, DEEDS, type CardPress, type Deed } from './scan-effects.ts'
import { effectOfScan, RESTING, rowOfScan, SCAN_STATES, SCAN_TABLE, type ScanState } from './scan-table.ts'
import { WORKFLOW_NAMES, type WorkflowName } from '../../core/stations/workflow-names.ts'

/** Where no workflow has to be chosen yet: nothing is in hand. */
const WITHOUT_WORKFLOW: readonly ScanState[] = ['who', 'pin', 'telling', 'confirming_undo', ...RESTING]

const meetings = SCAN_STATES.flatMap((state) =>
  [...WORKFLOW_NAMES, ...(WITHOUT_WORKFLOW.includes(state) ? [undefined] : [])].flatMap((workflow) =>
    SCAN_KINDS.map((scan) => ({ workflow, state, scan })),
  ),
)

it('says something about every workflow, state and scan', () => {
  const silent = meetings.filter(
    ({ workflow, state, scan }) => rowOfScan(workflow, state, scan) === undefined,
  )
  expect(silent).toEqual([])
})

it('has no row that nothing meets', () => {
  const met = new Set(meetings.map(({ workflow, state, scan }) => rowOfScan(workflow, state, scan)))
  expect(SCAN_TABLE.filter((row) => !met.has(row))).toEqual([])
})

it('names no scan in a row that an earlier row has taken already', () => {
  const idle = SCAN_TABLE.flatMap((row, index) => {
    const scans = row.scan === 'any' || row.scan === CARD_KINDS ? [] : row.scan
    const dead = scans.filter(
      (scan) =>
        !meetings.some((one) => one.scan === scan && rowOfScan(one.workflow, one.state, scan) === row),
    )
    return dead.map((scan) => `row ${index}: ${scan}`)
  })
  expect(idle).toEqual([])
})

it('uses everything that can be done and pressed', () => {
  const used = SCAN_TABLE.map(({ effect }) => effect)
  expect(new Set(used.flatMap((effect) => ('do' in effect ? [effect.do] : [])))).toEqual(new Set(DEEDS))
  expect(new Set(used.flatMap((effect) => ('press' in effect ? [effect.press] : [])))).toEqual(
    new Set(CARD_PRESSES),
  )
})

type Meaning = `do ${Deed}` | `press ${CardPress}` | `refuse ${ScanRefusal}`
type Example = readonly [WorkflowName | undefined, ScanState, ScanKind, Meaning, string]

/** What each row is for, in the order of the table. */
const EXAMPLES: readonly Example[] = [
  ['sales', 'scanning', 'practice_over', 'press leave_practice', 'nothing of it is kept, wherever one is'],

  ['sales', 'who', 'badge', 'do answer_ask', 'the answer to who'],
  ['sales', 'pin', 'badge_in_use', 'do answer_ask', 'a badge instead of a PIN'],
  ['sales', 'asking_quantity', 'badge', 'do sign_in', 'another badge switches at once'],
  [undefined, 'choosing_operation', 'badge', 'do sign_in', 'a day begins'],
  ['sales', 'scanning', 'badge_in_use', 'refuse badge_not_needed', 'twice is once'],
  ['sales', 'who', 'badge_unknown', 'refuse badge_unknown', 'another company’s badge'],
  ['sales', 'scanning', 'badge_revoked', 'refuse badge_revoked', 'a lost badge was found'],
  ['sales', 'scanning', 'badge_elsewhere', 'refuse badge_elsewhere', 'a visitor'],
  ['sales', 'deciding_excess', 'card_help', 'press help', 'help is everywhere'],
  ['sales', 'asking_quantity', 'card_sign_out', 'press sign_out', 'so is the way out'],
  ['sales', 'who', 'card_back', 'press back', 'nobody after all'],
  ['sales', 'pin', 'card_cancel', 'press back', 'cancel is back where nothing is lost'],
  ['sales', 'pin', 'number', 'do take_pin', 'typed on a keyboard'],
  ['sales', 'who', 'item', 'refuse who_first', 'one thing after the other'],
  ['sales', 'pin', 'card_accept', 'refuse pin_first', 'one thing after the other'],

  ['sales', 'telling', 'card_back', 'press back', 'nothing to tell after all'],
  ['sales', 'telling', 'card_digit_3', 'press tell', 'a remark by scans alone'],
  ['production', 'telling', 'card_confirm', 'press tell_typed', 'what was typed is what is meant'],
  ['sales', 'telling', 'card_erase', 'press erase_remark', 'a slip'],
  ['sales', 'telling', 'unreadable', 'do write_remark', 'words from a keyboard'],
  ['sales', 'telling', 'item', 'do write_remark', 'the code that gives trouble'],
  ['sales', 'telling', 'order', 'refuse tell_first', 'one thing after the other'],
  ['sales', 'deciding_excess', 'card_tell', 'press ask_remark', 'trouble comes anywhere'],

  ['sales', 'scanning', 'item', 'do add', 'goods are counted'],
  ['production', 'reviewing', 'item', 'do add', 'what was forgotten is added and seen'],
  ['sales', 'scanning', 'item_again', 'do add', 'tally: one more'],
  ['production', 'choosing_tile', 'item_again', 'do add', 'a tile is pressed as often as there are pieces'],
  ['general', 'scanning', 'item_again', 'refuse already_scanned', 'distinct: the same one'],
  ['sales', 'scanning', 'serial_again', 'refuse already_scanned', 'a piece with a number of its own is one'],
  ['production', 'scanning', 'measured', 'do ask_quantity', 'never one gram'],
  ['sales', 'scanning', 'unknown', 'do hold', 'the work goes on'],
  ['sales', 'scanning', 'not_sold', 'refuse not_sold', 'flour is not sold'],
  ['sales', 'scanning', 'retired', 'refuse retired', 'its successor is meant'],
  ['sales', 'scanning', 'not_an_item', 'refuse not_an_item', 'the label of a pallet'],
  ['sales', 'scanning', 'unreadable', 'refuse unreadable', 'a poster on the wall'],
  ['sales', 'scanning', 'run', 'refuse work_open', 'no work is left behind by a scan'],
  ['sales', 'scanning', 'document', 'refuse is_document', 'a wrong kind is named'],
  ['sales', 'reviewing', 'card_production', 'refuse work_open', 'no work is left behind by a scan'],
  ['sales', 'scanning', 'card_quantity', 'press quantity', 'the newest line in all'],
  ['sales', 'scanning', 'card_times_5', 'press times', 'the last scan five times'],
  ['sales', 'scanning', 'card_digit_4', 'refuse no_quantity_yet', 'no digit waits in secret'],
  ['sales', 'scanning', 'card_review', 'press review', 'looked over'],
  ['sales', 'reviewing', 'card_accept', 'press accept', 'the document'],
  ['sales', 'scanning', 'card_accept', 'refuse review_first', 'nothing is accepted unseen'],
  ['sales', 'scanning', 'card_cancel', 'press ask_cancel', 'a question first'],
  ['sales', 'scanning', 'card_undo', 'press undo_scan', 'one too many'],
  ['sales', 'scanning', 'card_park', 'press park', 'the oven calls'],
  ['sales', 'reviewing', 'card_back', 'press back', 'scan on'],

  ['production', 'asking_quantity', 'number', 'do take_quantity', 'the answer to the question'],
  ['production', 'asking_pack', 'number', 'do take_pack', 'the answer to the question'],
  ['production', 'asking_quantity', 'card_digit_7', 'press pad', 'digits by scans alone'],
  ['production', 'asking_pack', 'card_erase', 'press pad', 'a slip'],
  ['production', 'asking_quantity', 'card_accept', 'press enter', 'there is one thing to accept'],
  ['production', 'confirming_quantity', 'card_confirm', 'press confirm', 'yes, so much'],
  ['production', 'asking_quantity', 'card_cancel', 'press back', 'none after all'],
  ['production', 'confirming_quantity', 'card_back', 'press back', 'typed again'],
  ['production', 'asking_quantity', 'item', 'refuse quantity_first', 'one thing after the other'],
  ['production', 'asking_pack', 'misread', 'refuse quantity_first', 'a damaged label is no quantity'],

  ['sales', 'searching_item', 'item', 'do choose_item', 'its other barcode'],
  ['sales', 'searching_item', 'unreadable', 'do search', 'typed letters'],
  ['production', 'naming_substitute', 'measured', 'do choose_substitute', 'the bag it stands for'],
  ['production', 'naming_substitute', 'card_confirm', 'press extra', 'it stands for nothing'],
  ['sales', 'unknown_code', 'card_leave_out', 'press leave_out_code', 'not ours'],
  ['sales', 'deciding_excess', 'card_leave_out', 'press leave_out_excess', 'as much as is allowed'],
  ['sales', 'deciding_excess', 'card_send', 'press send', 'a manager settles it'],
  ['sales', 'deciding_old_books', 'card_send', 'press send', 'a manager settles it'],
  ['sales', 'deciding_old_books', 'card_leave_out', 'refuse answer_first', 'all of it was checked so'],
  ['production', 'deciding_old_books', 'card_back', 'press back', 'looked over again'],
  ['production', 'deciding_old_books', 'item', 'refuse answer_first', 'nothing is added unseen'],
  ['sales', 'deciding_old_books', 'badge', 'do sign_in', 'a badge is always who works'],
  ['sales', 'confirming_cancel', 'card_confirm', 'press confirm', 'yes, give it up'],
  [undefined, 'confirming_undo', 'card_confirm', 'press confirm', 'yes, take it back'],
  ['sales', 'deciding_excess', 'card_back', 'press back', 'looked over again'],
  ['sales', 'left', 'card_continue', 'press continue_work', 'the next shift'],
  ['sales', 'left', 'card_park', 'press park', 'for later'],
  ['sales', 'left', 'card_cancel', 'press ask_discard', 'with a reason'],
  ['sales', 'left', 'item', 'refuse left_work', 'nothing joins another’s work unasked'],
  ['sales', 'left', 'order', 'refuse left_work', 'nor takes its place'],
  ['sales', 'confirming_cancel', 'item', 'refuse answer_first', 'a question is open'],
  [undefined, 'confirming_undo', 'card_accept', 'refuse answer_first', 'yes is CONFIRM'],

  [undefined, 'accepted', 'order', 'do open_work', 'the next paper'],
  ['production', 'choosing_context', 'order', 'do open_work', 'a paper says more than a choice'],
  [undefined, 'refusals', 'document', 'do show_document', 'what became of it'],
  [undefined, 'choosing_operation', 'document_unknown', 'refuse document_unknown', 'another branch’s paper'],
  [undefined, 'accepted', 'card_sales', 'press choose_operation', 'straight on'],
  [undefined, 'choosing_operation', 'card_back', 'do say_home', 'there is nothing behind it'],
  [undefined, 'coming', 'card_back', 'press home', 'home'],
  [undefined, 'choosing_operation', 'card_practice', 'press start_practice', 'a new colleague'],
  [undefined, 'accepted', 'card_undo', 'press ask_undo', 'a question first'],
  [undefined, 'choosing_operation', 'card_undo', 'press show_latest', 'it is looked at before it is undone'],
  [undefined, 'accepted', 'card_accept', 'refuse already_accepted', 'twice is once'],

  ['sales', 'scanning', 'paper_closed', 'refuse paper_closed', 'yesterday’s order'],
  ['sales', 'reviewing', 'paper_in_hand', 'refuse paper_in_hand', 'it is open already'],
  [undefined, 'choosing_operation', 'misread', 'refuse misread', 'a digit was read wrong'],
  ['sales', 'scanning', 'fields_wrong', 'refuse fields_wrong', 'the 31st of February'],
  [undefined, 'choosing_operation', 'card_accept', 'refuse card_not_here', 'there is nothing to accept'],
  ['sales', 'scanning', 'card_send', 'refuse card_not_here', 'there is nothing to send'],
  [undefined, 'accepted', 'item', 'refuse already_accepted', 'the document is closed'],
  ['sales', 'choosing_context', 'unknown', 'refuse choose_context', 'for which order?'],
  ['general', 'coming', 'unknown', 'refuse coming', 'not here yet'],
  [undefined, 'choosing_operation', 'unknown', 'refuse choose_operation', 'no work is open'],
]

describe('the meaning of a scan', () => {
  it.each(EXAMPLES)('%s, %s: %s → %s, because %s', (workflow, state, scan, meaning) => {
    expect(Object.entries(effectOfScan(workflow, state, scan))).toEqual([meaning.split(' ')])
  })

  it('has an example for every row', () => {
    const shown = new Set(EXAMPLES.map(([workflow, state, scan]) => rowOfScan(workflow, state, scan)))
    expect(SCAN_TABLE.filter((row) => !shown.has(row))).toEqual([])
  })
})

/** What the table takes, and what then cannot be done with it. */
const REFUSED_BY_CODE: { readonly [Refusal in ScanRefusal]?: () => Played } = {
  document_full: () => selling(...Array.from({ length: LINES_MAX + 1 }, (_, n) => item(n + 1))),
  too_much: () => selling(item(1, QUANTITY_MAX), item(1)),
  not_a_manager: () =>
    selling(unknown('X'), { type: 'open_code', key: 'X' }, { type: 'ask_attach' }, badge(SIPHO)),
  nothing_to_multiply: () => selling({ type: 'times', by: 2, at: 1 }),
  nothing_to_undo: () => from({ type: 'show_latest' }),
  not_in_recipe() {
    const beside = item(7, 1, { facts: { planned: null } })
    const reviewed = baking(beside, REVIEW)
    return onward(reviewed, accepting(reviewed.session), beside)
  },
}

/** These are only ever of an item, which has a name. */
const OF_AN_ITEM: readonly ScanRefusal[] = ['not_sold', 'retired', 'too_much', 'not_in_recipe']

describe('every refusal of a scan', () => {
  it.each(Object.entries(REFUSED_BY_CODE))('%s is met where the table takes the scan', (why, refused) => {
    expect(refused().session.notice).toMatchObject({ kind: 'scan_refused', why })
  })

  it('is met by a row or by what cannot be done', () => {
    const inTable = SCAN_TABLE.flatMap(({ effect }) => ('refuse' in effect ? [effect.refuse] : []))
    expect([...new Set([...inTable, ...Object.keys(REFUSED_BY_CODE)])].toSorted()).toEqual(
      SCAN_REFUSALS.toSorted(),
    )
  })

  it.each(SCAN_REFUSALS)('%s says why and what to do, with and without a name', (refusal) => {
    const { why, todo } = words.kiosk.whyNot[refusal]
    const named = { text: 'X', name: 'Bread' }
    const nameless = [
      { text: 'X', name: '' },
      { text: '', name: '' },
    ]
    for (const scanned of OF_AN_ITEM.includes(refusal) ? [named] : [named, ...nameless]) {
      expect(why(scanned)).toMatch(/^\S.*\.$/)
      expect(why(scanned)).not.toMatch(/undefined| {2}| \./)
    }
    expect(todo).toMatch(/^\S.*\.$/)
  })
})
