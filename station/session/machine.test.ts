import { describe, expect, it } from 'vitest'
import { LINES_MAX } from '../../core/book/content.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import { roomLeft, shownLines, totalOf, warningsOf } from './lines.ts'
import type { Finding, MachineEvent, Sound } from './machine-event.ts'
import { transition } from './machine.ts'
import {
  NEW_SESSION,
  sessionSchema,
  workOf,
  type Line,
  type Session,
  type WorkContext,
} from './session-state.ts'

const DOCUMENT = '0193a0a0-0000-7000-8000-000000000001'
const THANDI = { id: 1, name: 'Thandi M.' }
const ORDER: WorkContext = {
  kind: 'sales_order',
  id: 1,
  partner: 'Corner Café',
  number: 'BRA-SO-00001',
  dueOn: '2026-11-20',
  places: { retail: 1, customer: 2 },
}

const line = (item: number, facts: Partial<Line['facts']> = {}): Line => ({
  item,
  code: `I${item}`,
  name: `Item ${item}`,
  kind: 'external',
  unit: { base: 'each', name: 'each', factor: 1 },
  isMeasured: false,
  facts: { available: 100, planned: { quantity: 10, logged: 0 }, dataAt: 0, ...facts },
  shares: [],
  scannedAt: 0,
  touched: 0,
})
const item = (id: number, quantity = 1, facts: Partial<Line['facts']> = {}): MachineEvent => {
  const finding: Finding = {
    kind: 'item',
    text: `I${id}`,
    name: `Item ${id}`,
    line: line(id, facts),
    quantity,
  }
  return { type: 'scan', finding, at: 5 }
}
const measured: MachineEvent = {
  type: 'scan',
  finding: { kind: 'measured', text: 'F', name: 'Flour', line: { ...line(9), isMeasured: true } },
  at: 5,
}
const refusal = (kind: 'unknown' | 'misread'): MachineEvent => ({
  type: 'scan',
  finding: { kind, text: 'X', name: '' },
  at: 5,
})
const quantity = (value: number): MachineEvent => ({ type: 'quantity', typed: { ok: true, value }, at: 6 })

function run(session: Session, ...events: MachineEvent[]): { session: Session; sounds: Sound[] } {
  const sounds: Sound[] = []
  for (const event of events) {
    const next = transition(session, event)
    session = next.session
    for (const effect of next.effects) if (effect.kind === 'sound') sounds.push(effect.sound)
  }
  return { session, sounds }
}
const OPEN: readonly MachineEvent[] = [
  { type: 'choose_operation', workflow: 'sales' },
  { type: 'open_work', context: ORDER, documentId: DOCUMENT, at: 1 },
]
const start = (...events: MachineEvent[]) => run(NEW_SESSION, ...OPEN, ...events)
const shown = (session: Session) => shownLines(workOf(session)!).map((one) => [one.item, totalOf(one)])

describe('scanning', () => {
  it('tallies an item and shows the newest on top', () => {
    const { session, sounds } = start(item(1), item(2), item(1, 10))
    expect(shown(session)).toEqual([
      [1, 11],
      [2, 1],
    ])
    expect(sounds).toEqual(['ok', 'ok', 'attention'])
    expect(session.notice).toMatchObject({ kind: 'added', item: 1, quantity: 10 })
  })

  it.each([
    ['ok', 1, {}, []],
    ['more than there', 5, { available: 4 }, ['over_available']],
    ['more than ordered', 11, {}, ['over_planned']],
    [
      'more than ordered with what was logged before',
      3,
      { planned: { quantity: 10, logged: 8 } },
      ['over_planned'],
    ],
    ['not on the order', 1, { planned: null }, ['not_planned']],
    ['both', 5, { available: 4, planned: null }, ['over_available', 'not_planned']],
  ])('never stops the work: %s', (_, count, facts, warnings) => {
    const { session } = start(item(1, count, facts))
    expect(warningsOf(shownLines(workOf(session)!)[0]!)).toEqual(warnings)
  })

  it('keeps who scanned what', () => {
    const { session } = start(
      item(1),
      { type: 'choose_operator', operator: THANDI },
      item(1, 2),
      { type: 'choose_operator', operator: { id: 2, name: 'Sipho' } },
      item(1, 3),
      item(1, 1),
    )
    expect(shownLines(workOf(session)!)[0]?.shares).toEqual([
      { who: null, quantity: 1 },
      { who: 1, quantity: 2 },
      { who: 2, quantity: 4 },
    ])
  })

  it('refuses a scan with a sound and changes nothing else', () => {
    const before = start(item(1)).session
    const { session, sounds } = run(before, refusal('unknown'))
    expect(sounds).toEqual(['refused'])
    expect(session).toEqual({
      ...before,
      notice: { kind: 'scan_refused', why: 'unknown', text: 'X', name: '' },
    })
  })

  it('undoes scan by scan, and brings back what was taken out', () => {
    const { session } = start(item(1), item(1, 10), item(2), { type: 'remove_line', item: 1, at: 9 })
    expect(shown(session)).toEqual([[2, 1]])
    const undo = { type: 'undo_scan' } as const
    expect(shown(run(session, undo).session)).toEqual([
      [2, 1],
      [1, 11],
    ])
    expect(shown(run(session, undo, undo, undo).session)).toEqual([[1, 1]])
    const empty = run(session, undo, undo, undo, undo)
    expect(shown(empty.session)).toEqual([])
    expect(run(empty.session, undo).session.notice).toEqual({ kind: 'problem', problem: 'nothing_to_undo' })
  })

  it('refuses what no line can hold, and says before the document is full', () => {
    expect(start(item(1, QUANTITY_MAX), item(1)).session.notice).toMatchObject({ why: 'too_much' })
    const full = start(...Array.from({ length: LINES_MAX }, (_, index) => item(index + 1)))
    expect(roomLeft(workOf(full.session)!)).toBe(0)
    expect(run(full.session, item(LINES_MAX + 1)).session.notice).toMatchObject({ why: 'document_full' })
    expect(run(full.session, item(3)).session.notice).toMatchObject({ kind: 'added' })
  })
})

describe('a quantity', () => {
  it('is asked for where the barcode carries none, and added', () => {
    const { session } = start(measured, quantity(3_200), measured, quantity(800))
    expect(shown(session)).toEqual([[9, 4_000]])
  })

  it('is asked again when it is nothing or no number', () => {
    const { session } = start(measured, quantity(0))
    expect(session.place).toMatchObject({ kind: 'asking_quantity', problem: 'empty' })
    const wrong = run(session, { type: 'quantity', typed: { ok: false, reason: 'too_fine' }, at: 1 })
    expect(wrong.session.place).toMatchObject({ kind: 'asking_quantity', problem: 'too_fine' })
    expect(run(session, { type: 'leave_quantity' }).session.place.kind).toBe('scanning')
  })

  it('refuses other scans until it is answered', () => {
    expect(start(measured, item(1)).session).toMatchObject({
      place: { kind: 'asking_quantity' },
      notice: { why: 'quantity_first' },
    })
  })

  it('replaces what a line had, where it was asked from', () => {
    const { session } = start(
      item(1, 5),
      { type: 'review', facts: new Map() },
      { type: 'change_line', item: 1 },
      quantity(2),
    )
    expect(session.place.kind).toBe('reviewing')
    expect(shown(session)).toEqual([[1, 2]])
  })
})

describe('the end of the work', () => {
  const accept = (session: Session): MachineEvent => ({
    type: 'accept',
    documentId: DOCUMENT,
    steps: workOf(session)?.steps ?? -1,
  })
  const review: MachineEvent = { type: 'review', facts: new Map() }

  it('is reviewed with what the books say now', () => {
    const facts = new Map([[1, { available: 0, planned: null, dataAt: 7 }]])
    const { session } = start(item(1), { type: 'review', facts })
    expect(warningsOf(shownLines(workOf(session)!)[0]!)).toEqual(['over_available', 'not_planned'])
  })

  it('is not accepted by nobody, empty, or not as it was seen', () => {
    const { session } = start(item(1), review)
    expect(transition(session, accept(session)).session).toMatchObject({ isChoosingOperator: true })
    const someone = run(session, { type: 'choose_operator', operator: THANDI }).session
    const stale = run(someone, { type: 'accept', documentId: DOCUMENT, steps: 0 }).session
    expect(stale.notice).toEqual({ kind: 'problem', problem: 'changed_since' })
    expect(start(review).session.notice).toEqual({ kind: 'problem', problem: 'nothing_scanned' })
  })

  it('asks once for the document, and says accepted only when it was taken', () => {
    const someone = run(start(item(1), review).session, { type: 'choose_operator', operator: THANDI }).session
    const { session, effects } = transition(someone, accept(someone))
    expect(effects).toMatchObject([{ kind: 'accept', work: { documentId: DOCUMENT }, operator: THANDI }])
    expect(session.place.kind).toBe('accepting')
    expect(transition(session, accept(session)).effects).toEqual([])
    const failed = run(session, { type: 'not_taken' })
    expect(failed.session).toMatchObject({ place: { kind: 'reviewing' }, notice: { problem: 'not_saved' } })
    expect(failed.sounds).toEqual(['refused'])
  })

  it('is only given up after a question', () => {
    const asked = start(item(1), { type: 'ask_cancel' }).session
    expect(asked.place.kind).toBe('confirming_cancel')
    expect(shown(run(asked, { type: 'keep_work' }).session)).toEqual([[1, 1]])
    expect(run(asked, { type: 'cancel' }).session.place.kind).toBe('choosing_operation')
    expect(run(asked, item(2)).session.notice).toMatchObject({ why: 'answer_first' })
    expect(start({ type: 'ask_cancel' }).session.place.kind).toBe('choosing_operation')
  })

  it('is never left behind by a button of another screen', () => {
    const { session } = start(item(1))
    for (const event of [
      { type: 'home' },
      ...OPEN,
      { type: 'show_latest' },
      { type: 'cancel' },
    ] as MachineEvent[])
      expect(transition(session, event).session).toBe(session)
  })
})

it('can be read back word for word, wherever it is', () => {
  for (const { session } of [
    start(),
    start(item(1)),
    start(measured),
    start(item(1), { type: 'ask_cancel' }),
  ])
    expect(sessionSchema.parse(JSON.parse(JSON.stringify(session)))).toEqual(session)
})
