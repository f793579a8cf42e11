import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALL_BRANCHES } from '../branches/scope.ts'
import type { DocumentId } from '../kernel/ids.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { MoveLine } from './move-line.ts'
import type { Outcome } from './outcome.ts'
import { readReversalPlan, type PlannedMove } from './plan-reversal.ts'
import { readDocument } from './read-document.ts'
import { verifyBook } from './verify/verify-book.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const buy = (quantity: number, amount: number): Promise<Outcome> =>
  bakery.post({
    event: 'purchase_invoice',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('supplier'),
        to: bakery.place('retail'),
        quantity,
        take: { by: 'stated', amount },
      },
    ],
  })
const writeOff = (quantity: number): Promise<Outcome> =>
  bakery.post({
    event: 'write_off',
    reason: 'stale',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('retail'),
        to: bakery.place('write_off'),
        quantity,
        take: { by: 'cost' },
      },
    ],
  })

/** What was bought, 10 coke, turns out dearer or cheaper by an amount. */
const confirm = (by: 'dearer' | 'cheaper', amount: number): Promise<Outcome> => {
  const { coke, place } = bakery
  const [supplier, retail] = [place('supplier'), place('retail')]
  const line =
    by === 'dearer'
      ? { from: supplier, to: retail, take: { by, amount, loss: place('loss') } as const }
      : { from: retail, to: supplier, take: { by, amount, gain: place('gain') } as const }
  return bakery.post({ event: 'price_confirmation', lines: [{ item: coke, quantity: 10, ...line }] })
}

/** Reverses it and expects what the plan had shown, and a book that is in order. */
async function reverse(original: Outcome): Promise<void> {
  const { reader } = bakery
  const plan = readReversalPlan(ALL_BRANCHES, reader, original.id)
  const reversal = await bakery.post({
    event: 'reversal',
    reverses: { document: original.id, moves: plan?.document.head.lineCount ?? 0 },
    lines: [],
  })
  expect(reversal).toMatchObject({ state: 'posted', series: 'REV' })
  const posted = readDocument(ALL_BRANCHES, reader, reversal.id as DocumentId)
  expect(plan?.obstacle).toBeUndefined()
  expect(plan?.moves.map(shape)).toEqual(posted?.moves.map(shape))
  expect(verifyBook(reader).firstBad).toBeUndefined()
}

function shape({ item, quantity, amount, from, to, debit, credit }: MoveLine | PlannedMove) {
  return [item?.id, quantity, amount, from.kind, to.kind, debit.kind, credit.kind]
}

/** Everything that a price may touch: the stock, and the accounts as debit less credit. */
const standing = () => ({
  stock: bakery.stock(bakery.place('retail'), bakery.coke),
  goods: bakery.account('finished_goods_inventory'),
  owed: 0 - bakery.account('accounts_payable'),
  expense: bakery.account('variance_expense'),
  income: 0 - bakery.account('variance_income'),
})

interface Case {
  readonly what: string
  readonly by: 'dearer' | 'cheaper'
  /** Base units written off before the price was confirmed, and after it. */
  readonly before?: number
  readonly after: number
  /** Bought after that: quantity and amount. */
  readonly since?: readonly [number, number]
  readonly stock: readonly [number, number]
  readonly expense?: number
  readonly income?: number
}

/** 10 coke for 1 000, and 100 more or less: what stands there when that is taken back. */
const CASES: readonly Case[] = [
  { what: 'all is still there', by: 'dearer', after: 0, stock: [10, 1_000] },
  { what: 'all is still there', by: 'cheaper', after: 0, stock: [10, 1_000] },
  { what: 'a part is gone', by: 'dearer', after: 4, stock: [6, 560] },
  { what: 'a part is gone', by: 'cheaper', after: 4, stock: [6, 640] },
  { what: 'all but one is gone', by: 'dearer', after: 9, stock: [1, 10] },
  { what: 'all is gone', by: 'dearer', after: 10, stock: [0, 0], income: 100 },
  { what: 'all is gone', by: 'cheaper', after: 10, stock: [0, 0], expense: 100 },
  { what: 'all is gone, a part of it before', by: 'dearer', before: 4, after: 6, stock: [0, 0], income: 60 },
  { what: 'all is gone, a part of it before', by: 'cheaper', before: 4, after: 6, stock: [0, 0], expense: 60 },
  { what: 'dear stock came since', by: 'dearer', after: 10, since: [5, 500], stock: [5, 400] },
  { what: 'cheap stock came since', by: 'dearer', after: 10, since: [5, 30], stock: [5, 0], income: 70 },
  { what: 'other stock came since', by: 'cheaper', after: 10, since: [5, 30], stock: [5, 130] },
  { what: 'other stock joined a part', by: 'dearer', after: 4, since: [4, 40], stock: [10, 600] },
  { what: 'other stock joined a part', by: 'cheaper', after: 4, since: [4, 40], stock: [10, 680] },
] // prettier-ignore

describe('a price confirmation is taken back to the cent, whatever became of the stock', () => {
  it.each(CASES)('$by: $what', async ({ by, before = 0, after, since, stock, expense = 0, income = 0 }) => {
    await buy(10, 1_000)
    if (before > 0) await writeOff(before)
    const confirmed = await confirm(by, 100)
    expect(standing().owed).toBe(by === 'dearer' ? 1_100 : 900)
    if (after > 0) await writeOff(after)
    if (since !== undefined) await buy(...since)
    await reverse(confirmed)
    const owed = 1_000 + (since?.[1] ?? 0)
    expect(standing()).toEqual({ stock, goods: stock[1], owed, expense, income })
  })

  it('takes a dearer and a cheaper line back one by one', async () => {
    const { coke, place } = bakery
    await buy(10, 1_000)
    const [supplier, retail] = [place('supplier'), place('retail')]
    const line = { item: coke, quantity: 10 }
    const confirmed = await bakery.post({
      event: 'price_confirmation',
      lines: [
        { ...line, from: supplier, to: retail, take: { by: 'dearer', amount: 100, loss: place('loss') } },
        { ...line, from: retail, to: supplier, take: { by: 'cheaper', amount: 30, gain: place('gain') } },
      ],
    })
    await writeOff(10)
    await reverse(confirmed)
    expect(standing()).toEqual({ stock: [0, 0], goods: 0, owed: 1_000, expense: 30, income: 100 })
  })
})

describe('value without quantity', () => {
  it('is refused at the end of a document, as data', async () => {
    const { coke, place } = bakery
    await buy(10, 1_000)
    const lost = { item: coke, from: place('retail'), to: place('loss'), quantity: 10 }
    const outcome = await bakery.post({
      event: 'adjustment',
      reason: 'count',
      lines: [{ ...lost, take: { by: 'stated', amount: 999 } }],
    })
    expect(outcome).toMatchObject({ state: 'refused', refusal: { code: 'E_VALUE_WITHOUT_QUANTITY' } })
    expect(standing().stock).toEqual([10, 1_000])
  })

  it('is found by verify in a book whose guard was taken away', async () => {
    const { coke, place, central, reader } = bakery
    await buy(10, 1_000)
    await central.batch([{ sql: uncatalogued('DROP TRIGGER document_is_posted'), args: [] }])
    const lost = { item: coke, from: place('retail'), to: place('loss'), quantity: 10 }
    const outcome = await bakery.post({
      event: 'adjustment',
      reason: 'count',
      lines: [{ ...lost, take: { by: 'stated', amount: 999 } }],
    })
    expect(outcome.state).toBe('posted')
    expect(verifyBook(reader).firstBad).toMatchObject({
      check: 'value_without_quantity',
      table: 'move',
      row: '2',
      found: '1',
    })
  })
})
