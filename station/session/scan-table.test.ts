import { expect, it } from 'vitest'
import { words } from '../../core/words/catalogue.ts'
import { covers, effectOfScan, SCAN_KINDS, SCAN_STATES, SCAN_TABLE, type ScanEffect } from './scan-table.ts'
import { SCAN_REFUSALS, WORKFLOW_NAMES } from './session-state.ts'

const workflows = [undefined, ...WORKFLOW_NAMES]
const meetings = workflows.flatMap((workflow) =>
  SCAN_STATES.flatMap((state) => SCAN_KINDS.map((scan) => ({ workflow, state, scan }))),
)

it('says exactly one thing about every workflow, state and scan', () => {
  const doubtful = meetings.filter(
    ({ workflow, state, scan }) =>
      SCAN_TABLE.filter((row) => covers(row, workflow, state, scan)).length !== 1,
  )
  expect(doubtful).toEqual([])
})

it('has no row that nothing meets', () => {
  const idle = SCAN_TABLE.filter(
    (row) => !meetings.some(({ workflow, state, scan }) => covers(row, workflow, state, scan)),
  )
  expect(idle).toEqual([])
})

const rows: readonly [...Parameters<typeof effectOfScan>, ScanEffect, string][] = [
  ['sales', 'scanning', 'item', 'add', 'goods are counted'],
  ['production', 'scanning', 'item', 'add', 'material is counted'],
  ['sales', 'reviewing', 'item', 'add', 'what was forgotten is added and seen'],
  ['production', 'scanning', 'measured', 'ask_quantity', 'never one gram'],
  ['production', 'reviewing', 'measured', 'ask_quantity', 'never one gram'],
  ['sales', 'scanning', 'not_sold', { refuse: 'not_sold' }, 'flour is not sold'],
  ['sales', 'scanning', 'retired', { refuse: 'retired' }, 'its successor is meant'],
  ['sales', 'scanning', 'unknown', { refuse: 'unknown' }, 'nobody knows it'],
  ['sales', 'scanning', 'misread', { refuse: 'misread' }, 'a digit was read wrong'],
  ['sales', 'scanning', 'unreadable', { refuse: 'unreadable' }, 'a poster on the wall'],
  ['production', 'asking_quantity', 'number', 'take_quantity', 'the answer to the question'],
  ['production', 'asking_quantity', 'item', { refuse: 'quantity_first' }, 'one thing after the other'],
  [
    'production',
    'asking_quantity',
    'misread',
    { refuse: 'quantity_first' },
    'a damaged label is no quantity',
  ],
  [undefined, 'choosing_operation', 'unknown', { refuse: 'choose_operation' }, 'no work is open'],
  [undefined, 'choosing_operator', 'unknown', { refuse: 'operator_first' }, 'the screen asks for a name'],
  ['sales', 'choosing_operator', 'item', { refuse: 'operator_first' }, 'the screen asks for a name'],
  [undefined, 'coming', 'unknown', { refuse: 'coming' }, 'not here yet'],
  ['sales', 'choosing_context', 'unknown', { refuse: 'choose_context' }, 'for which order?'],
  ['sales', 'confirming_cancel', 'item', { refuse: 'answer_first' }, 'a question is open'],
  [undefined, 'accepted', 'item', { refuse: 'already_accepted' }, 'the document is closed'],
  [undefined, 'confirming_undo', 'item', { refuse: 'already_accepted' }, 'the document is closed'],
]
it.each(rows)('%s, %s: %s → %j, because %s', (workflow, state, scan, effect) => {
  expect(effectOfScan(workflow, state, scan)).toEqual(effect)
})

it('has a why and a what-to-do in words for every refusal', () => {
  for (const refusal of SCAN_REFUSALS) {
    const text = words.kiosk.whyNot[refusal]
    expect(text?.why({ text: 'X', name: 'Bread' }), refusal).toMatch(/\.$/)
    expect(text?.todo, refusal).toMatch(/\.$/)
  }
})
