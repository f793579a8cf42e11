import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ItemId } from '../kernel/ids.ts'
import { createPartner } from '../partners/create-partner.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import type { NewItem } from './item-statements.ts'
import { writeItems, type ItemWrites } from './item-writes.ts'

let bakery: Bakery
let items: ItemWrites
beforeAll(async () => {
  bakery = await openBakery()
  items = writeItems(bakery.central)
  const { flour, place, post } = bakery
  const [from, to] = [place('supplier'), place('stockroom')]
  await post({
    event: 'purchase_invoice',
    paper: 'INVOICE-1',
    lines: [{ item: flour, from, to, quantity: 25_000, take: { by: 'stated', amount: 30_000 } }],
  })
})
afterAll(() => bakery.close())

const KG = { base: 'g', name: 'kg', factor: 1000 } as const
const EACH = { base: 'each', name: 'each', factor: 1 } as const
const bun: NewItem = {
  code: 'BUN',
  name: 'Crème bun',
  kind: 'manufactured',
  unit: EACH,
  isMeasured: false,
  barcodes: [],
}
const rows = (sql: string, ...args: (string | number)[]) => bakery.reader.all(sql, ...args)
const wordsOf = (code: string) =>
  rows('SELECT word FROM item_word w JOIN item i ON i.id = w.item WHERE i.code = ?1 ORDER BY 1', code).flat()
const countOf = (table: string) => Number(rows(`SELECT count(*) FROM ${table}`)[0]?.[0])
const seq = () => Number(rows('SELECT seq FROM meta')[0]?.[0])

describe('a new item', () => {
  it('is there with its words, barcodes, purchase unit and branch', async () => {
    const before = seq()
    const id = await items.add({
      ...bun,
      branch: bakery.bra,
      purchase: { unit: 'tray of 12', quantity: 12 },
      picture: 'cake',
      barcodes: [{ code: 'BUN-1' }, { code: 'BUN-12', quantity: 12, packName: 'Tray' }],
    })
    expect(id).toBeTypeOf('number')
    expect(
      rows(
        'SELECT name, branch, purchase_unit, purchase_quantity, picture FROM item WHERE id = ?1',
        id as number,
      ),
    ).toEqual([['Crème bun', bakery.bra, 'tray of 12', 12, 'cake']])
    expect(rows('SELECT code, quantity, pack_name FROM barcode WHERE item = ?1', id as number)).toEqual([
      ['BUN-1', null, null],
      ['BUN-12', 12, 'Tray'],
    ])
    expect(wordsOf('BUN')).toEqual([' creme bun', '/bun', 'bun', 'creme'])
    expect(seq()).toBe(before + 1)
  })

  it.each([
    ['its code', { ...bun }, 'code_taken'],
    ['one of its barcodes', { ...bun, code: 'BUN2', barcodes: [{ code: 'BUN-12' }] }, 'barcode_taken'],
  ] as const)('is not written when another has %s', async (_, item, problem) => {
    const before = [countOf('item'), countOf('item_word'), countOf('barcode')]
    expect(await items.add(item)).toBe(problem)
    expect([countOf('item'), countOf('item_word'), countOf('barcode')]).toEqual(before)
  })

  it('of which two are sent at once is written once, and the other is told why not', async () => {
    const twice = { ...bun, code: 'TWICE' }
    const answers = await Promise.all([items.add(twice), items.add(twice)])
    expect(answers.filter((answer) => answer === 'code_taken')).toHaveLength(1)
    expect(rows(`SELECT count(*) FROM item WHERE code = 'TWICE'`)).toEqual([[1]])
  })
})

describe('a changed item', () => {
  it('is found by its new words only', async () => {
    const id = (await items.add({ ...bun, code: 'PIE', name: 'Apple pie' })) as ItemId
    expect(await items.change(id, { ...bun, code: 'PIE-2', name: 'Pear pie' })).toBeUndefined()
    expect(wordsOf('PIE-2')).toEqual([' pear pie', '/pie-2', '2', 'pear', 'pie'])
    expect(wordsOf('PIE')).toEqual([])
    expect(await items.change(id, { ...bun, code: 'PIE-2', name: 'Pear pie' })).toBeUndefined()
    expect(await items.change(id, { ...bun, code: 'FLOUR' })).toBe('code_taken')
    expect(rows('SELECT name FROM item WHERE id = ?1', id)).toEqual([['Pear pie']])
  })

  const flour = {
    ...bun,
    code: 'FLOUR',
    name: 'Cake flour',
    kind: 'raw',
    unit: KG,
    isMeasured: true,
  } as const
  it.each([
    ['kind', { ...flour, kind: 'external' }],
    ['base unit', { ...flour, unit: { ...KG, base: 'ml' } }],
    ['display unit', { ...flour, unit: { base: 'g', name: 'g', factor: 1 } }],
  ] as const)('keeps its %s once it was posted', async (_, facts) => {
    expect(await items.change(bakery.flour, facts)).toBe('fixed')
    expect(rows('SELECT kind, base_unit, display_unit FROM item WHERE id = ?1', bakery.flour)).toEqual([
      ['raw', 'g', 'kg'],
    ])
  })

  it('may still get another name then, and becomes one branch’s own only where it has been', async () => {
    expect(await items.change(bakery.flour, { ...flour, name: 'Cake wheat flour' })).toBeUndefined()
    expect(await items.change(bakery.flour, { ...flour, branch: bakery.brb })).toBe('elsewhere')
    expect(await items.change(bakery.flour, { ...flour, branch: bakery.bra })).toBeUndefined()
    expect(await items.change(bakery.flour, flour)).toBeUndefined()
  })

  it('is out of use and in use again, however often it is said', async () => {
    for (const isRetired of [true, true, false, false]) {
      await items.retire(bakery.salt, isRetired)
      expect(rows('SELECT is_retired FROM item WHERE id = ?1', bakery.salt)).toEqual([[Number(isRetired)]])
    }
  })
})

describe('what belongs to an item', () => {
  it('is a barcode, which one item has, until it is taken off', async () => {
    const { butter, salt, palesa } = bakery
    const barcode = { code: 'BAR', item: butter, quantity: null, packName: null, by: palesa, at: TEST_NOW }
    expect(await items.addBarcode(barcode)).toBe('attached')
    expect(await items.addBarcode({ ...barcode, item: salt })).toBe('taken')
    await items.removeBarcode(salt, 'BAR')
    expect(rows(`SELECT item FROM barcode WHERE code = 'BAR'`)).toEqual([[butter]])
    await items.removeBarcode(butter, 'BAR')
    await items.removeBarcode(butter, 'BAR')
    expect(rows(`SELECT item FROM barcode WHERE code = 'BAR'`)).toEqual([])
  })

  it('is a reorder point for each branch, and none', async () => {
    const { bra, brb, butter } = bakery
    const points = () => rows('SELECT branch, quantity FROM reorder_point WHERE item = ?1 ORDER BY 1', butter)
    await items.setReorderPoint(bra, butter, 5_000)
    await items.setReorderPoint(bra, butter, 6_000)
    await items.setReorderPoint(brb, butter, 1)
    expect(points()).toEqual([
      [bra, 6_000],
      [brb, 1],
    ])
    for (const _ of [1, 2]) await items.setReorderPoint(brb, butter, null)
    expect(points()).toEqual([[bra, 6_000]])
  })

  it('is a price for each supplier, the last one said', async () => {
    const { butter, central } = bakery
    const partner = await createPartner(central, { name: 'Dairy', isCustomer: false, isSupplier: true })
    const price = { partner, item: butter, quantity: 1_000, notedAt: TEST_NOW }
    await items.setSupplierPrice({ ...price, amount: 12_000, supplierCode: null })
    await items.setSupplierPrice({ ...price, amount: 13_000, supplierCode: 'D-7' })
    const prices = () => rows('SELECT amount, supplier_code FROM supplier_price WHERE item = ?1', butter)
    expect(prices()).toEqual([[13_000, 'D-7']])
    for (const _ of [1, 2]) await items.removeSupplierPrice(partner, butter)
    expect(prices()).toEqual([])
  })
})
