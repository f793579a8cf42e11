import { describe, expect, it } from 'vitest'
import type { BranchId, DocumentId, PersonId } from '../../kernel/ids.ts'
import { QUANTITY_MAX } from '../../kernel/quantity.ts'
import type { DocumentContent, DocumentLine, Take } from '../content.ts'
import { correctLines, isCorrectable, isScanned, type Correction } from './corrected-lines.ts'
import { draftLoss, draftSettlement, draftVoid, type SettlementRequest } from './settle.ts'

const [STOCKROOM, POOL, RUN, RETAIL, CUSTOMER, LOSS] = [1, 2, 3, 4, 5, 6] as const
const [FLOUR, BUTTER, BREAD] = [11, 12, 13] as const
const [THANDI, PALESA, PIETER] = [21, 22, 23] as const

const line = (
  item: number | null,
  ends: readonly [from: number, to: number],
  quantity: number,
  take: Take = { by: 'cost' },
): DocumentLine => ({ item, from: ends[0], to: ends[1], quantity, take })
const shortfall = (item: number, quantity: number): DocumentLine =>
  line(item, [STOCKROOM, POOL], quantity, { by: 'shortfall' })

const REQUEST: SettlementRequest = {
  id: '01936f9c-0000-7000-8000-00000000000a' as DocumentId,
  acceptedAt: 5_000,
  acceptedBy: PIETER as PersonId,
}
const REFUSED = '01936f9c-0000-7000-8000-000000000001'
const paper = (content: Partial<DocumentContent>) => ({
  branch: 7 as BranchId,
  content: {
    v: 1 as const,
    id: REFUSED,
    writer: 'BRA-K1',
    seq: 1,
    previous: '',
    event: 'sale' as const,
    branch: 7,
    acceptedAt: 1_000,
    acceptedBy: THANDI,
    lines: [],
    ...content,
  },
})

describe('corrected lines', () => {
  const USED = [
    shortfall(FLOUR, 10),
    line(FLOUR, [POOL, RUN], 7),
    line(FLOUR, [POOL, RUN], 3),
    shortfall(BUTTER, 4),
    line(BUTTER, [POOL, RUN], 4),
  ]
  const BUILD = [
    line(FLOUR, [POOL, RUN], 9, { by: 'backflush', stockroom: STOCKROOM }),
    line(null, [RUN, 30], 9, { by: 'ingredients' }),
    line(BREAD, [30, RETAIL], 9, { by: 'made' }),
  ]
  it.each<[string, readonly DocumentLine[], [number, number][], [number | null, number][]]>([
    ['stay as they are without a correction', USED, [], [[FLOUR, 10], [FLOUR, 7], [FLOUR, 3], [BUTTER, 4], [BUTTER, 4]]],
    ['issue for what is left', USED, [[1, 5]], [[FLOUR, 8], [FLOUR, 5], [FLOUR, 3], [BUTTER, 4], [BUTTER, 4]]],
    ['issue more for more', USED, [[2, 13]], [[FLOUR, 20], [FLOUR, 7], [FLOUR, 13], [BUTTER, 4], [BUTTER, 4]]],
    ['leave out what is 0, and what was issued for it', USED, [[4, 0]], [[FLOUR, 10], [FLOUR, 7], [FLOUR, 3]]],
    ['are none when all is 0', USED, [[1, 0], [2, 0], [4, 0]], []],
    ['build what is made', BUILD, [[2, 4]], [[FLOUR, 4], [null, 4], [BREAD, 4]]],
    ['build nothing of nothing', BUILD, [[2, 0]], []],
    ['top up twice where it was topped up twice',
      [shortfall(FLOUR, 7), line(FLOUR, [POOL, RUN], 7), shortfall(FLOUR, 3), line(FLOUR, [POOL, RUN], 3)],
      [[1, 2]], [[FLOUR, 2], [FLOUR, 2], [FLOUR, 3], [FLOUR, 3]]],
    ['issue no more than was written, where that was not all', [shortfall(FLOUR, 6), line(FLOUR, [POOL, RUN], 7)],
      [[1, 9]], [[FLOUR, 6], [FLOUR, 9]]],
    ['never issue more than a line can hold', [shortfall(FLOUR, 2), line(FLOUR, [POOL, RUN], 1), line(FLOUR, [POOL, RUN], 1)],
      [[1, QUANTITY_MAX], [2, QUANTITY_MAX]], [[FLOUR, QUANTITY_MAX], [FLOUR, QUANTITY_MAX], [FLOUR, QUANTITY_MAX]]],
    ['keep tax', [line(BUTTER, [9, STOCKROOM], 4, { by: 'stated', amount: 5 }), line(null, [9, 8], 0, { by: 'stated', amount: 1 })],
      [[0, 2]], [[BUTTER, 2], [null, 0]]],
  ])('%s', (_, lines, typed, expected) => {
    const corrections = new Map(typed.map(([index, quantity]) => [index, { quantity }]))
    expect(correctLines(lines, corrections).map(({ item, quantity }) => [item, quantity])).toEqual(expected)
  }) // prettier-ignore

  it('state an amount where a manager does', () => {
    const corrections = new Map<number, Correction>([[0, { quantity: 3, amount: 77 }]])
    const gain = line(FLOUR, [9, STOCKROOM], 5, { by: 'gain' })
    expect(correctLines([gain], corrections)).toEqual([
      { ...gain, quantity: 3, take: { by: 'stated', amount: 77 } },
    ])
  })

  it('are those that somebody scanned; a confirmed price has no other quantity', () => {
    expect(USED.map(isScanned)).toEqual([false, true, true, false, true])
    expect(BUILD.map(isScanned)).toEqual([false, false, true])
    expect(isCorrectable(line(FLOUR, [9, STOCKROOM], 5, { by: 'dearer', amount: 9, loss: LOSS }))).toBe(false)
    expect(isCorrectable(line(FLOUR, [RETAIL, CUSTOMER], 5))).toBe(true)
  })
})

describe('a settlement', () => {
  it('says the same again: who scanned each line, the order, the reason; and no approval', () => {
    const refused = paper({
      salesOrder: 3,
      reason: 'stale',
      paper: 'INV 1',
      approval: { state: 'asked', for: ['over_planned'] },
      lines: [
        line(BREAD, [RETAIL, CUSTOMER], 5),
        { ...line(BREAD, [RETAIL, CUSTOMER], 2), by: PALESA },
        { ...line(BREAD, [RETAIL, CUSTOMER], 1), by: PIETER, lot: 'L1' },
      ],
    })
    const { lines, ...rest } = draftSettlement(refused, REQUEST)
    expect(rest).toEqual({
      ...REQUEST,
      event: 'sale',
      branch: 7,
      settles: REFUSED,
      salesOrder: 3,
      reason: 'stale',
      paper: 'INV 1',
    })
    expect(lines.map(({ by, lot }) => [by, lot])).toEqual([
      [THANDI, undefined],
      [PALESA, undefined],
      [undefined, 'L1'],
    ])
  })

  it('puts usage on another run, and names no ingredient that its recipe lacks', () => {
    const used = paper({
      event: 'usage',
      run: 1,
      lines: [
        shortfall(FLOUR, 5),
        { ...line(FLOUR, [POOL, RUN], 5), insteadOf: BUTTER },
        { ...line(FLOUR, [POOL, RUN], 1), insteadOf: BREAD },
      ],
    })
    const target = {
      kind: 'run',
      id: 2,
      places: { pool: 102, stockroom: 101, run: 103 },
      ingredients: new Set([BUTTER]),
    } as const
    const draft = draftSettlement(used, REQUEST, { target })
    expect(draft.run).toBe(2)
    expect(draft.lines.map(({ from, to, insteadOf }) => [from, to, insteadOf])).toEqual([
      [101, 102, undefined],
      [102, 103, BUTTER],
      [102, 103, undefined],
    ])
    const returned = paper({ ...used.content, event: 'usage_return', lines: [line(FLOUR, [RUN, POOL], 5)] })
    expect(draftSettlement(returned, REQUEST, { target }).lines[0]).toMatchObject({ from: 103, to: 102 })
  })

  it('answers what was posted instead of what was refused, line by line', () => {
    const sold = paper({
      lines: [
        line(BREAD, [RETAIL, CUSTOMER], 5),
        line(BUTTER, [RETAIL, CUSTOMER], 5),
        { ...line(BREAD, [RETAIL, CUSTOMER], 2), by: PALESA },
      ],
    }).content
    const posted = paper({
      id: REQUEST.id,
      acceptedBy: PIETER,
      lines: [
        { ...line(BUTTER, [RETAIL, CUSTOMER], 1), by: THANDI },
        { ...line(BREAD, [RETAIL, CUSTOMER], 2), by: PALESA },
      ],
    }).content
    const back = (move: number): DocumentLine =>
      line(BREAD, [CUSTOMER, RETAIL], 1, { by: 'answered', document: REFUSED, move })
    const waiting = paper({ event: 'customer_return', answers: REFUSED, lines: [back(0), back(1), back(2)] })
    const draft = draftSettlement(waiting, REQUEST, { answered: { refused: sold, posted } })
    expect(draft.answers).toBe(REQUEST.id)
    expect(draft.lines.map(({ take }) => take)).toEqual([
      { by: 'answered', document: REQUEST.id, move: 0 },
      { by: 'answered', document: REQUEST.id, move: 1 },
    ])
  })

  it('is a void, or a loss from where the material lies', () => {
    const used = paper({
      event: 'usage',
      run: 1,
      lines: [
        shortfall(FLOUR, 9),
        line(FLOUR, [POOL, RUN], 5),
        { ...line(FLOUR, [POOL, RUN], 4), insteadOf: BUTTER },
        line(BUTTER, [POOL, RUN], 2),
      ],
    })
    expect(draftVoid(used, REQUEST, 'typo')).toEqual({
      ...REQUEST,
      event: 'void',
      branch: 7,
      settles: REFUSED,
      reason: 'typo',
      lines: [],
    })
    const places = { pool: POOL, stockroom: STOCKROOM, loss: LOSS }
    const draft = draftLoss(used, REQUEST, { ...places, inPool: (item) => (item === FLOUR ? 7 : 0) })
    expect(draft.run).toBeUndefined()
    expect(draft.lines).toEqual([
      { ...line(FLOUR, [POOL, LOSS], 5), by: THANDI },
      { ...line(FLOUR, [POOL, LOSS], 2), by: THANDI },
      { ...line(FLOUR, [STOCKROOM, LOSS], 2), by: THANDI },
      { ...line(BUTTER, [STOCKROOM, LOSS], 2), by: THANDI },
    ])
  })
})
