import type { DocumentLine } from '../../core/book/content.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import type { Central } from '../../core/database/central.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { createSalesOrder, setSalesOrderState } from '../../core/orders/create-sales-order.ts'
import type { Desk } from './desk.ts'
import { DEMO_ITEMS, type DemoItem } from './items.ts'

export interface Shop {
  readonly central: Central
  readonly branch: BranchId
  readonly desk: Desk
}

/** Codes and display units. */
export type Basket = Readonly<Record<string, number>>

export function demoItem(code: string): DemoItem {
  const item = DEMO_ITEMS.find((candidate) => candidate.code === code)
  if (item === undefined) throw new Error(`the demo has no item ${code}`)
  return item
}

const baseUnits = (code: string, displayUnits: number): number =>
  Math.round(displayUnits * demoItem(code).unit.factor)
const costOf = (code: string, displayUnits: number): number => Math.round(displayUnits * demoItem(code).cents)

/** Stock that is there on the first day, at a stated cost. */
export async function openStock(
  { desk }: Shop,
  at: number,
  kind: 'stockroom' | 'retail',
  basket: Basket,
): Promise<void> {
  const lines = Object.entries(basket).map(([code, units]): DocumentLine => ({
    item: desk.item(code),
    from: desk.place('opening'),
    to: desk.place(kind),
    quantity: baseUnits(code, units),
    take: { by: 'stated', amount: costOf(code, units) },
  }))
  await desk.post(at, { event: 'opening', lines })
}

/** Captures a supplier's invoice with 15 % recoverable tax, at `percent` of the usual price. */
export async function captureInvoice(
  { desk }: Shop,
  { at, paper, basket, percent = 100 }: { at: number; paper: string; basket: Basket; percent?: number },
): Promise<void> {
  const lines = Object.entries(basket).map(([code, units]): DocumentLine => ({
    item: desk.item(code),
    from: desk.place('supplier'),
    to: desk.place(demoItem(code).kind === 'raw' ? 'stockroom' : 'retail'),
    quantity: baseUnits(code, units),
    take: { by: 'stated', amount: Math.round((costOf(code, units) * percent) / 100) },
  }))
  const net = lines.reduce((sum, { take }) => sum + (take.by === 'stated' ? take.amount : 0), 0)
  const tax: DocumentLine = {
    item: null,
    from: desk.place('supplier'),
    to: desk.place('tax'),
    quantity: 0,
    take: { by: 'stated', amount: Math.round(net * 0.15) },
  }
  await desk.post(at, { event: 'purchase_invoice', paper, lines: [...lines, tax] })
}

/** Opens a sales order at the usual prices. Returns its id. */
export async function takeOrder(
  { central, branch, desk }: Shop,
  {
    partner,
    orderedOn,
    dueOn,
    basket,
  }: { partner: number; orderedOn: string; dueOn: string; basket: Basket },
): Promise<number> {
  return await createSalesOrder(central, {
    branch,
    partner,
    orderedOn,
    dueOn,
    lines: Object.entries(basket).map(([code, units]) => ({
      item: desk.item(code),
      quantity: baseUnits(code, units),
      price:
        demoItem(code).kind === 'manufactured'
          ? demoItem(code).cents
          : Math.round(demoItem(code).cents * 1.45),
    })),
  })
}

/** Logs a delivery on an order, as the scanner would. */
export async function deliver({ desk }: Shop, order: number, at: number, basket: Basket): Promise<Outcome> {
  return await desk.post(at, {
    event: 'sale',
    salesOrder: order,
    lines: Object.entries(basket).map(([code, units]) => ({
      item: desk.item(code),
      from: desk.place('retail'),
      to: desk.place('customer'),
      quantity: baseUnits(code, units),
      take: { by: 'cost' },
    })),
  })
}

/** No more will be logged on the order. */
export async function closeOrder({ central }: Shop, order: number): Promise<void> {
  await setSalesOrderState(central, order, 'closed')
}

/** Moves at cost between two places of the branch: write-offs, losses, gains, restocking. */
export async function moveAtCost(
  { desk }: Shop,
  paper: {
    at: number
    event: 'write_off' | 'adjustment' | 'issue'
    from: 'retail' | 'stockroom' | 'gain'
    to: 'write_off' | 'loss' | 'retail' | 'manufacturing'
    reason: string
    basket: Basket
  },
): Promise<Outcome> {
  const lines = Object.entries(paper.basket).map(([code, units]): DocumentLine => ({
    item: desk.item(code),
    from: desk.place(paper.from),
    to: desk.place(paper.to),
    quantity: baseUnits(code, units),
    take: { by: paper.from === 'gain' ? 'gain' : 'cost' },
  }))
  return await desk.post(paper.at, { event: paper.event, reason: paper.reason, lines })
}

/** Sends goods from the sender's shop floor to another branch. */
export async function dispatch(sender: Shop, to: BranchId, at: number, basket: Basket): Promise<Outcome> {
  const { desk } = sender
  return await desk.post(at, {
    event: 'transfer_dispatch',
    lines: Object.entries(basket).map(([code, units]) => ({
      item: desk.item(code),
      from: desk.place('retail'),
      to: desk.placeTowards('branch_out', to),
      quantity: baseUnits(code, units),
      take: { by: 'cost' },
    })),
  })
}

/** Receives what another branch dispatched, line by line at the frozen value. */
export async function receive(
  receiver: Shop,
  from: BranchId,
  { dispatched, at, basket }: { dispatched: Outcome; at: number; basket: Basket },
): Promise<Outcome> {
  const { desk } = receiver
  return await desk.post(at, {
    event: 'transfer_receive',
    answers: dispatched.id,
    lines: Object.entries(basket).map(([code, units], move) => ({
      item: desk.item(code),
      from: desk.placeTowards('branch_in', from),
      to: desk.place('retail'),
      quantity: baseUnits(code, units),
      take: { by: 'answered', document: dispatched.id, move },
    })),
  })
}
