import { businessDay } from '../../core/kernel/business-day.ts'
import { closeRun, completeBuild, logUsage, planRun, type Bakehouse } from './baking.ts'
import type { Chance } from './chance.ts'
import { DEMO_ZONE } from './desk.ts'
import * as trade from './trading.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Both branches at work: the bakehouse in BRA, which supplies the shop in BRB. */
export interface Company {
  readonly bakehouse: Bakehouse
  /** Desks of the same branches' managers, who capture papers. */
  readonly braDesk: trade.Shop
  readonly brbDesk: trade.Shop
  /** Kiosks. */
  readonly braKiosk: trade.Shop
  readonly brbKiosk: trade.Shop
  /** Customers' ids; the first three buy in BRA, the others in BRB. */
  readonly customers: readonly number[]
  readonly chance: Chance
  /** The moment the demo is made for: milliseconds, UTC. */
  readonly now: number
}

const BAKED_DAILY = { 'BREAD-WHITE': 100, 'BREAD-BROWN': 60, 'ROLLS-6': 60, CROISSANT: 96 } as const
const BAKED_IN_TURN = [
  ['PAIN-CHOC', 72],
  ['MILK-TART', 12],
  ['KOEKSISTER', 120],
  ['CHELSEA-BUN', 60],
  ['CAKE-CHOC', 8],
  ['MUFFIN-BRAN', 48],
  ['RUSKS-500', 40],
  ['BREAD-RYE', 40],
] as const
const STAPLES: trade.Basket = {
  'FLOUR-CAKE': 150,
  'FLOUR-BREAD': 400,
  'FLOUR-BROWN': 180,
  SUGAR: 60,
  YEAST: 6,
  BUTTER: 30,
  MILK: 90,
  OIL: 30,
  EGGS: 240,
}

export const dayOf = (at: number): string => businessDay(at, DEMO_ZONE)

/** Hour `hour` (local, may be a fraction) of the day `ago` days before the demo's own. */
export function hourOf({ now }: Company, ago: number, hour: number): number {
  const midnight = Date.parse(`${dayOf(now - ago * DAY_MS)}T00:00:00+02:00`)
  return midnight + Math.round(hour * HOUR_MS)
}

/** The first day: what was there when the books began. */
export async function openTheBooks(company: Company): Promise<void> {
  const at = hourOf(company, 14, 4)
  await trade.openStock(company.braDesk, at, 'stockroom', {
    ...STAPLES,
    'FLOUR-RYE': 60,
    'SUGAR-BROWN': 30,
    SALT: 50,
    MARGARINE: 25,
    COCOA: 6,
    CHOCOLATE: 15,
    RAISINS: 12,
  })
  await trade.openStock(company.braDesk, at, 'retail', {
    'COKE-330': 96,
    'COKE-ZERO-330': 48,
    'WATER-500': 60,
    'JUICE-ORANGE': 24,
    'COFFEE-250': 18,
    CANDLES: 20,
  })
  await trade.openStock(company.brbDesk, at, 'retail', {
    'COKE-330': 48,
    'WATER-500': 36,
    'WATER-SPARK': 24,
    'ICED-TEA': 24,
    CRISPS: 40,
    'JAM-APRICOT': 12,
  })
  await trade.openStock(company.brbDesk, at, 'stockroom', {
    'FLOUR-CAKE': 25,
    SUGAR: 10,
    OIL: 6,
    EGGS: 60,
    MILK: 20,
  })
}

/** One whole day, `ago` days before the demo's own: bake, deliver, supply the other branch, write off. */
export async function workADay(company: Company, ago: number): Promise<void> {
  await buyIn(company, ago)
  await bake(company, ago)
  const dispatched = ago % 2 === 0 ? await supplyTheShop(company, ago) : undefined
  await deliverOrders(company, ago)
  if (dispatched !== undefined) await dispatched()
  await sellInTheShop(company, ago)
  await tidyUp(company, ago)
}

async function buyIn(company: Company, ago: number): Promise<void> {
  const { braDesk, brbDesk, chance } = company
  const at = hourOf(company, ago, 4.5)
  if (ago % 3 === 1)
    await trade.captureInvoice(braDesk, {
      at,
      paper: `Golden Mills, invoice ${40_210 - ago}`,
      basket: STAPLES,
      percent: chance.between(97, 106),
    })
  if (ago % 5 === 2) {
    const basket = {
      'COKE-330': 72,
      'COKE-ZERO-330': 48,
      'WATER-500': 60,
      'JUICE-ORANGE': 24,
      'ICED-TEA': 24,
    }
    await trade.captureInvoice(braDesk, { at, paper: `City Beverages, invoice ${8_800 - ago}`, basket })
    await trade.captureInvoice(brbDesk, {
      at,
      paper: `City Beverages, invoice ${9_100 - ago}`,
      basket,
      percent: 102,
    })
  }
  if (ago % 6 === 5)
    await trade.captureInvoice(braDesk, {
      at,
      paper: `Bakers’ Pantry, invoice ${1_240 - ago}`,
      basket: { COCOA: 4, CHOCOLATE: 10, RAISINS: 8, MARGARINE: 15, 'SUGAR-BROWN': 12, SALT: 10 },
      percent: chance.between(98, 104),
    })
}

async function bake(company: Company, ago: number): Promise<void> {
  const { bakehouse } = company
  const special = BAKED_IN_TURN[ago % BAKED_IN_TURN.length] ?? BAKED_IN_TURN[0]
  const plan = [...Object.entries(BAKED_DAILY), special] as const
  for (const [index, [code, pieces]] of plan.entries()) {
    const at = hourOf(company, ago, 5 + index * 0.6)
    const run = await planRun(bakehouse, code, pieces, dayOf(at))
    await logUsage(bakehouse, { run, code, pieces, at })
    const spoiled = company.chance.between(0, 3) === 0 ? 2 : 0
    await completeBuild(bakehouse, { run, code, pieces: pieces - spoiled, at: at + 1.5 * HOUR_MS })
    await closeRun(bakehouse, run, at + 1.6 * HOUR_MS)
  }
}

/** Sends bread to BRB; returns the receipt there, which comes later the same day. */
async function supplyTheShop(company: Company, ago: number): Promise<() => Promise<void>> {
  const { braDesk, brbDesk } = company
  const basket = { 'BREAD-WHITE': 30, 'BREAD-BROWN': 16, CROISSANT: 24, 'ROLLS-6': 12 }
  const dispatched = await trade.dispatch(braDesk, brbDesk.branch, hourOf(company, ago, 8.6), basket)
  const isShort = ago === 4
  return async () => {
    await trade.receive(brbDesk, braDesk.branch, {
      dispatched,
      at: hourOf(company, ago, 10.2),
      basket: isShort ? { ...basket, 'BREAD-WHITE': 28 } : basket,
    })
  }
}

async function deliverOrders(company: Company, ago: number): Promise<void> {
  const { braKiosk, customers, chance } = company
  for (const [index, partner] of customers.slice(0, 3).entries()) {
    const ordered = {
      'BREAD-WHITE': 12 + chance.between(0, 6),
      'BREAD-BROWN': 8 + chance.between(0, 4),
      CROISSANT: 12 + chance.between(0, 8),
      'COKE-330': chance.between(2, 6),
    }
    const order = await trade.takeOrder(braKiosk, {
      partner,
      orderedOn: dayOf(hourOf(company, ago + 1, 12)),
      dueOn: dayOf(hourOf(company, ago, 12)),
      basket: ordered,
    })
    await trade.deliver(braKiosk, order, hourOf(company, ago, 9 + index * 0.4), ordered)
    await trade.closeOrder(braKiosk, order)
  }
}

async function sellInTheShop(company: Company, ago: number): Promise<void> {
  const { brbKiosk, customers, chance } = company
  const bread = brbKiosk.desk.held(brbKiosk.desk.place('retail'), 'BREAD-WHITE')
  const croissants = brbKiosk.desk.held(brbKiosk.desk.place('retail'), 'CROISSANT')
  const basket: trade.Basket = {
    ...(bread > 10 ? { 'BREAD-WHITE': Math.min(bread, chance.between(10, 14)) } : {}),
    ...(croissants > 6 ? { CROISSANT: Math.min(croissants, chance.between(6, 12)) } : {}),
    'WATER-500': chance.between(1, 3),
    CRISPS: chance.between(1, 2),
  }
  const order = await trade.takeOrder(brbKiosk, {
    partner: customers[3 + (ago % 3)] ?? 0,
    orderedOn: dayOf(hourOf(company, ago, 7)),
    dueOn: dayOf(hourOf(company, ago, 12)),
    basket,
  })
  await trade.deliver(brbKiosk, order, hourOf(company, ago, 11.5), basket)
  await trade.closeOrder(brbKiosk, order)
}

async function tidyUp(company: Company, ago: number): Promise<void> {
  const { braKiosk, braDesk } = company
  const { desk } = braKiosk
  const evening = hourOf(company, ago, 17)
  const stale = Object.fromEntries(
    ['BREAD-WHITE', 'BREAD-BROWN', 'CROISSANT', 'ROLLS-6']
      .map((code) => [code, Math.max(0, desk.held(desk.place('retail'), code) - 70)] as const)
      .filter(([, left]) => left > 0),
  )
  if (Object.keys(stale).length > 0)
    await trade.moveAtCost(braDesk, {
      at: evening,
      event: 'write_off',
      from: 'retail',
      to: 'write_off',
      reason: 'end of day',
      basket: stale,
    })
  if (ago === 9)
    await trade.moveAtCost(braDesk, {
      at: evening,
      event: 'adjustment',
      from: 'stockroom',
      to: 'loss',
      reason: 'count: torn bag',
      basket: { SUGAR: 3.2, 'FLOUR-CAKE': 1.5 },
    })
  if (ago === 5)
    await trade.moveAtCost(braDesk, {
      at: evening,
      event: 'adjustment',
      from: 'gain',
      to: 'retail',
      reason: 'count: found behind the fridge',
      basket: { 'COKE-330': 4 },
    })
}
