import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCentralFile } from '../database/central-file.ts'
import { newDocumentId, type BranchId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery, type TestDraft } from '../testing/bakery.ts'
import { share } from './model/share.ts'
import { IdTaken, WriterStopped } from './outcome.ts'
import { postDocuments } from './post.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const NOBODY = '00000000-0000-7000-8000-000000000000'

/** A purchase of some flour. */
const purchase = (changed: Partial<TestDraft> = {}): TestDraft => ({
  event: 'purchase_invoice',
  lines: [
    {
      item: bakery.flour,
      from: bakery.place('supplier'),
      to: bakery.place('stockroom'),
      quantity: 10,
      take: { by: 'stated', amount: 7 },
    },
  ],
  ...changed,
})
/** A sale of bread that nobody has baked. */
const impossible = (changed: Partial<TestDraft> = {}): TestDraft => ({
  event: 'sale',
  lines: [
    {
      item: bakery.bread,
      from: bakery.place('retail'),
      to: bakery.place('customer'),
      quantity: 1,
      take: { by: 'cost' },
    },
  ],
  ...changed,
})

describe('a document that cannot be posted is refused: it never holds up those behind it', () => {
  const cases: readonly { what: string; draft: () => TestDraft; code: string }[] = [
    { what: 'a branch that is not in the book', draft: () => purchase({ branch: 99 as BranchId }), code: 'E_BRANCH' },
    { what: 'an item that is not in the book', draft: () => purchase({ lines: purchase().lines.map((line) => ({ ...line, item: 999 })) }), code: 'E_UNKNOWN_ITEM' },
    { what: 'a place that is not in the book', draft: () => purchase({ lines: purchase().lines.map((line) => ({ ...line, to: 999 })) }), code: 'E_UNKNOWN_LOCATION' },
    { what: 'an order that is not in the book', draft: () => impossible({ ...purchase(), event: 'purchase_invoice', salesOrder: 999 }), code: 'E_ORDER' },
    { what: 'a run that is not in the book', draft: () => purchase({ run: 999 }), code: 'E_RUN' },
    { what: 'an answer to a document that is not in the book', draft: () => purchase({ answers: NOBODY }), code: 'E_WAITING' },
    { what: 'the settlement of a document that is not in the book', draft: () => purchase({ settles: NOBODY }), code: 'E_SETTLES' },
    { what: 'a void of a document that is not in the book', draft: () => ({ event: 'void', settles: NOBODY, lines: [] }), code: 'E_SETTLES' },
    { what: 'a reversal of a document that is not in the book', draft: () => ({ event: 'reversal', reverses: { document: NOBODY, moves: 1 }, lines: [] }), code: 'E_REVERSES' },
    { what: 'usage taken back that was never used', draft: () => ({ event: 'usage_return', run: bakery.run, lines: [{ item: bakery.flour, from: bakery.placeOfRun(bakery.run), to: bakery.place('manufacturing'), quantity: 1, take: { by: 'cost' } }] }), code: 'E_BELOW_ZERO' },
  ] // prettier-ignore
  it.each(cases)('$what', async ({ draft, code }) => {
    const outcome = await bakery.post(draft())
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: expect.stringContaining(code) } })
    expect(await bakery.post(purchase())).toMatchObject({ state: 'posted' })
  })

  it('names the document it waits for', async () => {
    expect(await bakery.post(purchase({ answers: NOBODY }))).toMatchObject({ refusal: { waitsFor: NOBODY } })
  })

  it('also when it would have voided a refusal that a person voided before', async () => {
    const refused = await bakery.post(impossible())
    const undo: TestDraft = { event: 'reversal', reverses: { document: refused.id, moves: 1 }, lines: [] }
    const byManager: TestDraft = {
      event: 'void',
      acceptedBy: bakery.palesa,
      settles: refused.id,
      lines: [],
    }
    expect(await bakery.post(byManager)).toMatchObject({ state: 'posted' })
    expect(await bakery.post(undo)).toMatchObject({ refusal: { code: 'E_SETTLED_BEFORE' } })
    expect(await bakery.post(byManager)).toMatchObject({ refusal: { code: 'E_SETTLED_BEFORE' } })
    const other = await bakery.post(impossible())
    const elsewhere: TestDraft = { ...undo, branch: bakery.brb, reverses: { document: other.id, moves: 1 } }
    expect(await bakery.post(elsewhere)).toMatchObject({ refusal: { code: 'E_SETTLES' } })
  })

  it('says that something was reversed before, not that it is missing now', async () => {
    const bought = await bakery.post(purchase())
    const undo: TestDraft = { event: 'reversal', reverses: { document: bought.id, moves: 1 }, lines: [] }
    const undone = await bakery.post(undo)
    expect(await bakery.post(undo)).toMatchObject({ refusal: { code: 'E_REVERSED_BEFORE' } })
    const again: TestDraft = { ...undo, reverses: { document: undone.id, moves: 1 } }
    expect(await bakery.post(again)).toMatchObject({ refusal: { code: 'E_REVERSES' } })
  })
})

describe('a writer that does not fit its sequence is stopped, and nothing is refused', () => {
  const send = (...drafts: readonly TestDraft[]) =>
    postDocuments(
      bakery.central,
      drafts.map((draft) => bakery.sealNext(draft)),
      bakery.context,
    )

  it.each([
    ['that could be posted', () => purchase()],
    ['that could not be posted either', () => impossible()],
  ])('a gap before a document %s', async (_, draft) => {
    bakery.sealNext(purchase())
    await expect(send(draft())).rejects.toThrow(WriterStopped)
    expect(bakery.reader.get('SELECT count(*) FROM document')).toEqual([0])
  })

  it('a writer that is not enrolled', async () => {
    const sealed = bakery.sealNext(purchase(), 'BRX-K1')
    await expect(postDocuments(bakery.central, [sealed], bakery.context)).rejects.toThrow(WriterStopped)
  })

  it('the same id with other content', async () => {
    const id = newDocumentId()
    await bakery.post(purchase({ id }))
    await expect(bakery.post(purchase({ id, reason: 'other' }))).rejects.toThrow(IdTaken)
  })
})

describe('what is posted', () => {
  it('has one outcome when the same documents are sent twice at once', async () => {
    const second = openCentralFile(bakery.path)
    const group = [purchase(), impossible(), purchase(), impossible()].map((draft) => bakery.sealNext(draft))
    const answers = await Promise.all(
      [bakery.central, second].map((central) => postDocuments(central, group, bakery.context)),
    )
    second.close()
    expect(answers[0]).toMatchObject([
      { state: 'posted' },
      { state: 'refused' },
      { state: 'posted' },
      { state: 'refused' },
    ])
    expect(answers[1]).toEqual(answers[0])
    expect(bakery.reader.get('SELECT count(*) FROM document')).toEqual([4])
  })

  it.each([
    ['after the year 9999', 253_402_300_800_000, '2026-11-20'],
    ['beyond what a date can be', Number.MAX_SAFE_INTEGER, '2026-11-20'],
    ['before any date', Number.MIN_SAFE_INTEGER, '1970-01-02'],
    ['tomorrow', TEST_NOW + 86_400_000, '2026-11-20'],
    ['yesterday', TEST_NOW - 86_400_000, '2026-11-19'],
  ])('has a day also when its station believes it is %s', async (_, acceptedAt, postingDate) => {
    expect(await bakery.post(purchase({ acceptedAt }))).toMatchObject({ state: 'posted', postingDate })
  })

  it('closes an empty run, which can be taken back', async () => {
    const { run, post, reader } = bakery
    const closed = await post({ event: 'run_close', run, lines: [] })
    expect(reader.get('SELECT state FROM production_run WHERE id = ?1', run)).toEqual(['closed'])
    const reversal = await post({ event: 'reversal', reverses: { document: closed.id, moves: 1 }, lines: [] })
    expect(reversal).toMatchObject({ state: 'posted', total: 0 })
    expect(reader.get('SELECT state FROM production_run WHERE id = ?1', run)).toEqual(['open'])
  })

  it.each([
    [2_000_000_000, 1_999_999_999, 2_000_000_000, 1_999_999_998, 1_999_999_999],
    [2_000_000_000, 9_999_999_999_999, 1_999_999_999, 9_999_999_999_998, 1_999_999_997],
    [1_999_999_999, 7, 2_000_000_000, 0, 2_000_000_000],
    [3, 10, 4, 11, 5],
  ])(
    'takes a gain at the average of two places, exactly: %i at %i and %i at %i',
    async (q1, v1, q2, v2, quantity) => {
      const { coke, place, post } = bakery
      const opened = (to: number, amount: number, held: number): TestDraft => ({
        event: 'opening',
        lines: [{ item: coke, from: place('opening'), to, quantity: held, take: { by: 'stated', amount } }],
      })
      await post(opened(place('stockroom'), v1, q1))
      await post(opened(place('manufacturing'), v2, q2))
      const gained = await post({
        event: 'adjustment',
        lines: [{ item: coke, from: place('gain'), to: place('retail'), quantity, take: { by: 'gain' } }],
      })
      expect(gained).toMatchObject({ state: 'posted', total: share(v1 + v2, q1 + q2, quantity) })
    },
  )
})
