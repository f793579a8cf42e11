import { logUsage, planRun } from './baking.ts'
import * as trade from './trading.ts'
import { dayOf, type Company } from './two-weeks.ts'

const MINUTE_MS = 60_000

/** The state a visitor finds: open orders and runs, one delivery begun, one refusal that waits for a person. */
export async function leaveWorkOpen(company: Company): Promise<void> {
  await openRuns(company)
  await openOrders(company)
  await leaveARefusal(company)
}

async function openRuns(company: Company): Promise<void> {
  const { bakehouse, now } = company
  const today = dayOf(now)
  const bread = await planRun(bakehouse, 'BREAD-WHITE', 120, today)
  await logUsage(bakehouse, { run: bread, code: 'BREAD-WHITE', pieces: 60, at: now - 95 * MINUTE_MS })
  await planRun(bakehouse, 'CROISSANT', 96, today)
  await planRun(bakehouse, 'MILK-TART', 12, today)
  await planRun(bakehouse, 'KOEKSISTER', 120, dayOf(now + 24 * 60 * MINUTE_MS))
  await planRun({ ...bakehouse, branch: company.brbDesk.branch }, 'KOEKSISTER', 60, today)
}

async function openOrders(company: Company): Promise<void> {
  const { braKiosk, brbKiosk, customers, now } = company
  const today = dayOf(now)
  const tomorrow = dayOf(now + 24 * 60 * MINUTE_MS)
  const at = (shop: trade.Shop, customer: number, dueOn: string, basket: trade.Basket): Promise<number> =>
    trade.takeOrder(shop, { partner: customers[customer] ?? 0, orderedOn: today, dueOn, basket })
  const begun = await at(braKiosk, 0, today, {
    'BREAD-WHITE': 40,
    'BREAD-BROWN': 20,
    CROISSANT: 24,
    'COKE-330': 12,
    'JUICE-ORANGE': 4,
  })
  await trade.deliver(braKiosk, begun, now - 40 * MINUTE_MS, { 'BREAD-WHITE': 10, 'COKE-330': 6 })
  await at(braKiosk, 1, today, { CROISSANT: 24, 'BREAD-WHITE': 6, 'COFFEE-250': 2 })
  await at(braKiosk, 2, today, { 'ROLLS-6': 30, 'WATER-500': 24, 'MUFFIN-BRAN': 12 })
  await at(braKiosk, 0, tomorrow, { 'BREAD-WHITE': 30, 'BREAD-RYE': 4, 'CAKE-CHOC': 1, CANDLES: 1 })
  await at(brbKiosk, 3, today, { 'BREAD-WHITE': 8, CROISSANT: 10, 'WATER-SPARK': 6 })
  await at(brbKiosk, 4, today, { 'BREAD-BROWN': 6, CRISPS: 4, 'ICED-TEA': 4 })
  await at(brbKiosk, 5, tomorrow, { 'ROLLS-6': 8, 'COKE-330': 12 })
}

/** Somebody scanned more water than the shelf held: the book said no, and a manager has to settle it. */
async function leaveARefusal({ brbKiosk, customers, now }: Company): Promise<void> {
  const today = dayOf(now)
  const order = await trade.takeOrder(brbKiosk, {
    partner: customers[3] ?? 0,
    orderedOn: today,
    dueOn: today,
    basket: { 'WATER-SPARK': 2, CRISPS: 2 },
  })
  const { desk } = brbKiosk
  const there = desk.held(desk.place('retail'), 'WATER-SPARK')
  await trade.deliver(brbKiosk, order, now - 20 * MINUTE_MS, { CRISPS: 2, 'WATER-SPARK': there + 4 })
}
