import type { DocumentLine } from '../../core/book/content.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { createSalesOrder, setSalesOrderState } from '../../core/orders/create-sales-order.ts'
import { createRun } from '../../core/runs/create-run.ts'
import type { Bakery, TestDraft } from '../../core/testing/bakery.ts'

const cost = { by: 'cost' } as const

/** Stock to work with, and a second order and run that something could be put on. */
export async function stockUp(bakery: Bakery) {
  const { bra, cafe, coke, bread, bom, flour, butter, place, central } = bakery
  const [supplier, stockroom, retail] = [place('supplier'), place('stockroom'), place('retail')]
  const day = { orderedOn: '2026-11-20', dueOn: '2026-11-24' }
  const otherOrder = await createSalesOrder(central, {
    branch: bra,
    partner: cafe,
    ...day,
    lines: [{ item: coke, quantity: 6, price: 1500 }],
  })
  const otherRun = await createRun(central, {
    branch: bra,
    bom,
    planned: 50,
    issueOn: day.orderedOn,
    dueOn: day.dueOn,
  })
  const bought = (item: number, to: number, quantity: number, amount: number): DocumentLine => ({
    item,
    from: supplier,
    to,
    quantity,
    take: { by: 'stated', amount },
  })
  await mustPost(bakery, {
    event: 'purchase_invoice',
    lines: [
      bought(flour, stockroom, 10_000, 12_000),
      bought(butter, stockroom, 2_000, 30_000),
      bought(coke, retail, 30, 29_700),
    ],
  })
  await mustPost(bakery, {
    event: 'opening',
    lines: [
      { item: bread, from: place('opening'), to: retail, quantity: 8, take: { by: 'stated', amount: 2_000 } },
    ],
  })
  return { otherOrder, otherRun }
}

async function mustPost(bakery: Bakery, draft: TestDraft): Promise<Outcome> {
  const outcome = await bakery.post(draft)
  if (outcome.state !== 'posted') throw new Error(`not posted: ${JSON.stringify(outcome)}`)
  return outcome
}
async function mustRefuse(bakery: Bakery, draft: TestDraft, writer?: string): Promise<Outcome> {
  const outcome = await bakery.post(draft, writer)
  if (outcome.state !== 'refused') throw new Error(`not refused: ${JSON.stringify(outcome)}`)
  return outcome
}

/** More coke than there is, on the order; half of it scanned by somebody else. */
export function sellTooMuch(
  bakery: Bakery,
  quantity = 77,
  changed: Partial<TestDraft> = {},
): Promise<Outcome> {
  const { coke, order, place, palesa } = bakery
  const ends = { item: coke, from: place('retail'), to: place('customer'), take: cost }
  const lines = [
    { ...ends, quantity: quantity - 7, lot: 'L2611' },
    { ...ends, quantity: 7, by: palesa },
  ]
  return mustRefuse(bakery, { event: 'sale', salesOrder: order, lines, ...changed })
}

/** Three cokes, of which nobody had ordered that many: a manager is asked. */
export function askForApproval(bakery: Bakery, changed: Partial<TestDraft> = {}): Promise<Outcome> {
  const { coke, order, place } = bakery
  const lines = [{ item: coke, from: place('retail'), to: place('customer'), quantity: 3, take: cost }]
  const approval: TestDraft['approval'] = { state: 'asked', for: ['over_planned'] }
  return mustRefuse(bakery, { event: 'sale', salesOrder: order, approval, lines, ...changed })
}

/** Flour and butter used on the run as a station writes it: what the pool lacks is issued in the same document. */
export function useTooMuch(
  bakery: Bakery,
  { flour = 10_500, butter = 1_000 }: { flour?: number; butter?: number } = {},
  changed: Partial<TestDraft> = {},
): Promise<Outcome> {
  const { run, place, placeOfRun, palesa, salt } = bakery
  const [stockroom, pool, onRun] = [place('stockroom'), place('manufacturing'), placeOfRun(run)]
  const lines: DocumentLine[] = [
    { item: bakery.flour, from: stockroom, to: pool, quantity: flour, take: { by: 'shortfall' } },
    { item: bakery.flour, from: pool, to: onRun, quantity: flour - 500, take: cost },
    { item: bakery.flour, from: pool, to: onRun, quantity: 500, take: cost, by: palesa },
    { item: bakery.butter, from: stockroom, to: pool, quantity: butter, take: { by: 'shortfall' } },
    { item: bakery.butter, from: pool, to: onRun, quantity: butter, take: cost, insteadOf: salt },
  ]
  return mustRefuse(bakery, { event: 'usage', run, lines, ...changed })
}

/** A gain of dough, whose cost nobody knows. */
export function gainUnpriced(bakery: Bakery): Promise<Outcome> {
  const { dough, place } = bakery
  const line = { item: dough, from: place('gain'), to: place('manufacturing'), quantity: 3_000 }
  return mustRefuse(bakery, {
    event: 'adjustment',
    reason: 'found',
    lines: [{ ...line, take: { by: 'gain' } }],
  })
}

/** A dispatch of more than there is, and what BRA recalls of it: refused because it waits for the dispatch. */
export async function dispatchTooMuch(bakery: Bakery): Promise<{ dispatch: Outcome; recall: Outcome }> {
  const { bra, brb, coke, bread, place, placeTowards } = bakery
  const out = placeTowards(bra, 'branch_out', brb)
  const dispatch = await mustRefuse(bakery, {
    event: 'transfer_dispatch',
    lines: [
      { item: bread, from: place('retail'), to: out, quantity: 9, take: cost },
      { item: coke, from: place('retail'), to: out, quantity: 4, take: cost },
    ],
  })
  const take = { by: 'answered', document: dispatch.id, move: 1 } as const
  const recall = await mustRefuse(bakery, {
    event: 'transfer_recall',
    answers: dispatch.id,
    lines: [{ item: coke, from: out, to: place('retail'), quantity: 1, take }],
  })
  return { dispatch, recall }
}

/** A sale on the order, which was closed before it came to the books. */
export async function sellOnClosedOrder(bakery: Bakery): Promise<Outcome> {
  const { coke, order, place, central } = bakery
  await setSalesOrderState(central, order, 'closed')
  const lines = [{ item: coke, from: place('retail'), to: place('customer'), quantity: 2, take: cost }]
  return await mustRefuse(bakery, { event: 'sale', salesOrder: order, lines })
}

/** Usage that came when its run was closed. */
export async function useOnClosedRun(bakery: Bakery): Promise<Outcome> {
  await mustPost(bakery, { event: 'run_close', run: bakery.run, lines: [] })
  return await useTooMuch(bakery, { flour: 1_500, butter: 100 })
}
