import { computeCheckDigit } from '../../core/barcodes/check-digit.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { createItems } from '../../core/items/create-item.ts'
import { createSalesOrder } from '../../core/orders/create-sales-order.ts'
import { createPartner } from '../../core/partners/create-partner.ts'
import { createPerson } from '../../core/people/create-person.ts'
import type { Bakery } from '../../core/testing/bakery.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { openStockedBakery, STATION } from '../../station/testing/open-station.ts'

/** What a bakery sells beside the goods of the tests: enough for the longest list. */
const PRODUCTS = [
  'Brown bread, sliced',
  'Rye loaf 800 g',
  'Sourdough, large',
  'Ciabatta',
  'Baguette',
  'Hot dog rolls, 6',
  'Hamburger buns, 6',
  'Dinner rolls, 12',
  'Croissant',
  'Almond croissant',
  'Pain au chocolat',
  'Cinnamon swirl',
  'Chelsea bun',
  'Koeksister',
  'Milk tart, whole',
  'Milk tart, slice',
  'Lemon meringue pie',
  'Apple pie, family',
  'Chicken pie',
  'Steak and kidney pie',
  'Sausage roll',
  'Spinach and feta pastry',
  'Vetkoek',
  'Rusks, buttermilk 500 g',
  'Rusks, aniseed 500 g',
  'Shortbread, tin',
  'Ginger biscuits',
  'Lamington',
  'Chocolate brownie',
  'Carrot cake, whole',
  'Red velvet cupcake',
  'Birthday cake, 24 cm',
  'Scones, 4',
  'Muffin, bran',
  'Muffin, blueberry',
  'Melktert mini, 6',
  'Garlic loaf',
  'Seed loaf 1 kg',
  'Orange juice 350 ml',
  'Rooibos iced tea 500 ml',
] as const

/** Sixty characters, as the longest names of real item lists are. */
const LONG_NAME = 'Wholewheat sourdough with sunflower and pumpkin seeds, large'
/** Customers of the orders that fill a long list. */
const CUSTOMERS = [
  'Riverside Guest House',
  'St Mary’s School',
  'Melville Deli',
  'Hotel Jacaranda',
  'Brixton Hall',
]

/** The n-th product's EAN-13. */
const ean = (index: number): string => {
  const body = `600200000${String(index).padStart(3, '0')}`
  return `${body}${computeCheckDigit(body)}`
}

/** The stocked bakery of the tests with a full shop, and an order over all of it. Always the same. */
export async function openPictureBakery() {
  const bakery = await openStockedBakery()
  const names = [...PRODUCTS, LONG_NAME]
  const items = await createItems(
    bakery.central,
    names.map((name, index) => ({
      code: `SHOP-${index}`,
      name,
      kind: 'external' as const,
      unit: { base: 'each', name: 'each', factor: 1 } as const,
      isMeasured: false,
      barcodes: [{ code: `0${ean(index)}` }],
    })),
  )
  await stock(bakery, items)
  await createPerson(bakery.central, {
    login: 'sipho',
    name: 'Sipho K.',
    role: 'operator',
    branch: bakery.bra,
    passwordHash: null,
  })
  const hotel = await createPartner(bakery.central, {
    name: 'Sunrise Hotel',
    isCustomer: true,
    isSupplier: false,
  })
  const lines = items.map((item) => ({ item, quantity: 24, price: 2_450 }))
  const bigOrder = await createSalesOrder(bakery.central, {
    branch: bakery.bra,
    partner: hotel,
    orderedOn: '2026-11-19',
    dueOn: '2026-11-20',
    lines: [...lines, { item: bakery.bread, quantity: 40, price: 1_850 }],
  })
  const codes = names.map((_, index) => ean(index))
  return {
    ...bakery,
    /** Barcodes of forty products of the big order, and of the item with the long name. */
    shopCodes: codes.slice(0, -1),
    longNameCode: codes.at(-1) ?? '',
    longName: LONG_NAME,
    /** A readable code that no item has. */
    unknownCode: ean(999),
    bigOrder,
    /** Gives the station tiles of some of the products. */
    showTiles: () => showTiles(bakery, items.slice(8, 17)),
    /** Leaves exactly this many sales orders open. */
    keepOrders: (count: number) => keepOrders(bakery, count),
  }
}
export type PictureBakery = Awaited<ReturnType<typeof openPictureBakery>>

async function stock(bakery: Bakery, items: readonly ItemId[]): Promise<void> {
  const [from, to] = [bakery.place('opening'), bakery.place('retail')]
  const take = { by: 'stated', amount: 24_000 } as const
  const lines = items.map((item) => ({ item, from, to, quantity: 24, take }))
  await bakery.post({ event: 'opening', lines }, 'HQ-A1')
}

async function showTiles({ central }: Bakery, items: readonly ItemId[]): Promise<void> {
  await central.batch(
    items.map((item, rank) => ({
      sql: uncatalogued('INSERT INTO station_tile (station, item, rank) VALUES (?1, ?2, ?3)'),
      args: [STATION, item, rank],
    })),
  )
}

async function keepOrders({ central, bra, cafe, bread }: Bakery, count: number): Promise<void> {
  await central.batch([{ sql: uncatalogued(`UPDATE sales_order SET state = 'closed'`), args: [] }])
  if (count === 0) return
  await central.batch([
    {
      sql: uncatalogued(`UPDATE sales_order SET state = 'open' WHERE id = (SELECT min(id) FROM sales_order)`),
      args: [],
    },
  ])
  const partners = [cafe]
  for (const name of count > 1 ? CUSTOMERS : [])
    partners.push(await createPartner(central, { name, isCustomer: true, isSupplier: false }))
  for (let made = 1; made < count; made++)
    await createSalesOrder(central, {
      branch: bra,
      partner: partners[made % partners.length] ?? cafe,
      orderedOn: '2026-11-18',
      dueOn: `2026-11-${String(19 + (made % 9)).padStart(2, '0')}`,
      lines: [{ item: bread, quantity: 10 * made, price: 1_850 }],
    })
}
