import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { readItem } from '../../core/items/read-item.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { createPartner } from '../../core/partners/create-partner.ts'
import { links, routes } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let admin: Admin
let naledi: string
let pieter: string
let ayesha: string
let mill: number
beforeAll(async () => {
  admin = await openAdmin()
  await workADay(admin.bakery)
  naledi = await admin.signIn('naledi')
  pieter = await admin.signIn('pieter')
  ayesha = await admin.signIn('ayesha')
  const { central, bra } = admin.bakery
  mill = await createPartner(central, { name: 'Golden Mills', isCustomer: false, isSupplier: true })
  await createPartner(central, { name: 'Market stall', isCustomer: false, isSupplier: true })
  await central.batch([
    { sql: uncatalogued(`UPDATE partner SET branch = ?1 WHERE name = 'Market stall'`), args: [bra] },
    { sql: uncatalogued(`INSERT INTO scale_pattern (rank, pattern) VALUES (1, '21IIIIIWWWWWC')`), args: [] },
  ])
})
afterAll(() => admin.close())

const ROLL = { name: 'Rye roll', code: 'roll-rye', kind: 'manufactured', unit: 'each', whose: '' }
type Form = Readonly<Record<string, string>>

const post = (path: string, form: Form, cookie = naledi) => admin.post(path, { ...form }, { cookie })
const rows = (sql: string, ...args: (string | number)[]) => admin.bakery.reader.all(sql, ...args)
const count = () => Number(rows('SELECT count(*) FROM item')[0]?.[0])
const idOf = (code: string) => Number(rows('SELECT id FROM item WHERE code = ?1', code)[0]?.[0]) as ItemId

/** What a form that was not taken says beside its fields. */
async function problemsAt(path: string, form: Form, cookie = naledi): Promise<Record<string, string>> {
  const response = await post(path, form, cookie)
  expect([path, response.status]).toEqual([path, 422])
  const html = await response.text()
  const said = [...html.matchAll(/<p class="problem" id="([\w-]+)-problem" role="alert">([^<]*)<\/p>/g)]
  return Object.fromEntries(said.map(([, field = '', what = '']) => [field, what]))
}

describe('adding an item', () => {
  it('makes it, with all that was said of it, and shows it', async () => {
    const form = {
      ...ROLL,
      barcode: ' 6001000000155 ',
      purchaseUnit: 'tray of 30',
      purchaseQuantity: '30',
      picture: 'croissant',
    }
    const response = await post(routes.items, form)
    expect(response.status).toBe(303)
    const id = idOf('ROLL-RYE')
    expect(response.headers.get('location')).toBe(links.item(id))
    expect(readItem(admin.bakery.reader, id)).toMatchObject({
      name: 'Rye roll',
      kind: 'manufactured',
      branch: null,
      purchase: { unit: 'tray of 30', quantity: 30 },
      picture: 'croissant',
    })
    expect(rows('SELECT code FROM barcode WHERE item = ?1', id)).toEqual([['06001000000155']])
    const list = await (await admin.get(links.items({ text: 'rye rol' }), { cookie: naledi })).text()
    expect(list).toContain('Rye roll')
  })

  it('twice says whose code that is, and keeps what was typed', async () => {
    const before = count()
    expect(await problemsAt(routes.items, ROLL)).toEqual({ code: 'Rye roll has this code already.' })
    const again = await (await post(routes.items, { ...ROLL, purchaseUnit: '<b>bag</b>' })).text()
    expect(again).toContain('value="&lt;b&gt;bag&lt;/b&gt;"')
    expect(again).not.toContain('<b>bag')
    expect(again).not.toContain('[object')
    expect(count()).toBe(before)
  })

  it.each<readonly [string, Form, readonly string[]]>([
    ['nothing', { name: '', code: '', kind: '', unit: '' }, ['code', 'kind', 'name', 'unit']],
    ['only spaces', { name: ' \u0007 ' }, ['name']],
    ['a very long name', { name: 'x'.repeat(121) }, ['name']],
    ['a very long code', { code: 'x'.repeat(41) }, ['code']],
    ['only spaces for a code', { code: '   ' }, ['code']],
    ['a code of marks', { code: '---' }, ['code']],
    ['another kind', { kind: 'gold' }, ['kind']],
    ['another unit', { unit: 'stone' }, ['unit']],
    ['another branch', { whose: '99' }, ['whose']],
    ['half of how it is bought', { purchaseUnit: 'bag' }, ['purchaseQuantity']],
    ['the other half', { purchaseQuantity: '25' }, ['purchaseUnit']],
    ['no number', { purchaseUnit: 'bag', purchaseQuantity: 'many' }, ['purchaseQuantity']],
    ['half a piece', { purchaseUnit: 'bag', purchaseQuantity: '0.5' }, ['purchaseQuantity']],
    ['a misread barcode', { barcode: '6001000000019' }, ['barcode']],
    ['a barcode of ours', { barcode: ownCode.item(1) }, ['barcode']],
    ['a barcode of another item', { barcode: '6001000000018' }, ['barcode']],
  ])('with %s writes nothing and says what is wrong', async (_, wrong, fields) => {
    const before = count()
    const problems = await problemsAt(routes.items, { ...ROLL, code: 'NEW', ...wrong })
    expect(Object.keys(problems).toSorted()).toEqual(fields)
    expect(count()).toBe(before)
  })

  it('takes a code with a space, as an imported table does', async () => {
    expect((await post(routes.items, { ...ROLL, code: ' rye  roll 2 ', name: 'x'.repeat(120) })).status).toBe(
      303,
    )
    expect(readItem(admin.bakery.reader, idOf('RYE ROLL 2'))?.name).toHaveLength(120)
  })

  it('takes any text as nothing but text', async () => {
    const name = `<script>alert(1)</script>'; DROP TABLE item --`
    expect((await post(routes.items, { ...ROLL, code: 'HOSTILE', name, picture: '../x' })).status).toBe(422)
    const response = await post(routes.items, { ...ROLL, code: 'HOSTILE', name })
    const html = await (await admin.get(response.headers.get('location') ?? '', { cookie: naledi })).text()
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>alert')
  })

  it('by a manager makes it their branch’s own, whatever the form says', async () => {
    expect((await post(routes.items, { ...ROLL, code: 'MINE', whose: '' }, pieter)).status).toBe(303)
    expect(readItem(admin.bakery.reader, idOf('MINE'))?.branch).toBe(admin.bakery.bra)
    expect((await admin.get(links.item(idOf('MINE')), { cookie: ayesha })).status).toBe(404)
    const problems = await problemsAt(routes.items, { ...ROLL, code: 'MINE' }, ayesha)
    expect(problems).toEqual({ code: 'Another item has this code already. Choose another one.' })
  })
})

describe('changing an item', () => {
  const FLOUR = { name: 'Cake flour', code: 'FLOUR', kind: 'raw', unit: 'kg', measured: 'yes', whose: '' }

  it('writes what was changed; kind and unit of a booked one stay, whatever is sent', async () => {
    const { flour, reader } = admin.bakery
    const form = {
      ...FLOUR,
      name: 'Cake wheat',
      kind: 'external',
      unit: 'l',
      purchaseUnit: 'bag',
      purchaseQuantity: '12.5',
    }
    for (const _ of ['once', 'twice']) expect((await post(links.editItem(flour), form)).status).toBe(303)
    expect(readItem(reader, flour)).toMatchObject({
      name: 'Cake wheat',
      kind: 'raw',
      unit: { name: 'kg' },
      purchase: { unit: 'bag', quantity: 12_500 },
    })
    expect((await post(links.editItem(flour), FLOUR)).status).toBe(303)
  })

  it('gives it to one branch only where no other has had it, and says so beside the field', async () => {
    const { coke, bra, flour } = admin.bakery
    const form = { name: 'Coke 330 ml', code: 'COKE', kind: 'external', unit: 'each', whose: String(bra) }
    expect(await problemsAt(links.editItem(coke), form)).toEqual({
      whose: 'Another branch has had this item. It stays the company’s.',
    })
    for (const whose of [String(bra), ''])
      expect((await post(links.editItem(flour), { ...FLOUR, whose })).status).toBe(303)
  })

  it('takes it out of use and back', async () => {
    const { salt, reader } = admin.bakery
    for (const [retired, isRetired] of [
      ['yes', true],
      ['yes', true],
      ['no', false],
    ] as const) {
      expect((await post(links.itemRetired(salt), { retired })).status).toBe(303)
      expect(readItem(reader, salt)?.isRetired).toBe(isRetired)
    }
  })
})

describe('barcodes of an item', () => {
  it('are stored as a scan of them is read, and taken off again', async () => {
    const { butter } = admin.bakery
    const add = (form: Form) => post(links.itemBarcodes(butter), form)
    expect((await add({ barcode: '96385074' })).status).toBe(303)
    expect((await add({ barcode: 'but-1', quantity: '0.5', packName: 'Block' })).status).toBe(303)
    expect((await add({ barcode: '2100009012344' })).status).toBe(303)
    const stored = () =>
      rows('SELECT code, quantity, pack_name FROM barcode WHERE item = ?1 ORDER BY 1', butter)
    expect(stored()).toEqual([
      ['00000096385074', null, null],
      ['2100009', null, null],
      ['BUT-1', 500, 'Block'],
    ])
    for (const _ of ['once', 'twice'])
      expect((await post(links.itemBarcodeRemoved(butter), { code: 'BUT-1' })).status).toBe(303)
    expect(stored()).toHaveLength(2)
    // Only this item's own.
    await post(links.itemBarcodeRemoved(butter), { code: '06001000000018' })
    expect(rows(`SELECT item FROM barcode WHERE code = '06001000000018'`)).toEqual([[admin.bakery.flour]])
  })

  it.each<readonly [Form, string, string]>([
    [{ barcode: '' }, 'barcode', 'Scan or type a code.'],
    [{ barcode: '6001000000019' }, 'barcode', 'The last digit does not fit'],
    [{ barcode: 'scb-7' }, 'barcode', 'Scanbook’s own'],
    [{ barcode: 'two words' }, 'barcode', 'Letters, digits'],
    [{ barcode: '6001000000025' }, 'barcode', 'Coke 330 ml has this barcode already.'],
    [{ barcode: '96385074' }, 'barcode', 'This item has this barcode already.'],
    [{ barcode: 'NEW', quantity: '0' }, 'quantity', 'More than nothing'],
    [{ barcode: 'NEW', packName: 'Case' }, 'quantity', 'Say how much'],
    [{ barcode: 'NEW', quantity: '1', packName: 'x'.repeat(61) }, 'packName', 'At most 60'],
  ])('%j: %s', async (form, field, says) => {
    const problems = await problemsAt(links.itemBarcodes(admin.bakery.butter), form)
    expect(Object.keys(problems)).toEqual([field])
    expect(problems[field]).toContain(says)
    expect(rows(`SELECT 1 FROM barcode WHERE code = 'NEW'`)).toEqual([])
  })

  it('of another branch’s own item are taken, without a word about whose', async () => {
    const { bra } = admin.bakery
    await post(routes.items, {
      ...ROLL,
      code: 'THEIRS',
      barcode: 'THEIRS-1',
      whose: String(admin.bakery.brb),
    })
    await post(routes.items, { ...ROLL, code: 'OURS', name: 'Ours', whose: String(bra) })
    const problems = await problemsAt(links.itemBarcodes(idOf('OURS')), { barcode: 'THEIRS-1' }, pieter)
    expect(problems).toEqual({ barcode: 'Another item has this barcode already.' })
  })
})

describe('numbers of an item', () => {
  const pointOf = (branch: number, item: number) =>
    rows('SELECT quantity FROM reorder_point WHERE branch = ?1 AND item = ?2', branch, item).flat()[0]

  it('are a manager’s for their own branch, of the company’s items too', async () => {
    const { bra, brb, butter } = admin.bakery
    const set = (branch: number, typed: string, cookie: string) =>
      post(links.itemReorder(butter), { branch: String(branch), [`reorder-${branch}`]: typed }, cookie)
    for (const typed of ['2.5', '2.5 kg']) expect((await set(bra, typed, pieter)).status).toBe(303)
    expect(pointOf(bra, butter)).toBe(2_500)
    expect((await set(brb, '9', pieter)).status).toBe(404)
    expect((await set(brb, '9', naledi)).status).toBe(303)
    expect([pointOf(bra, butter), pointOf(brb, butter)]).toEqual([2_500, 9_000])
    expect((await set(bra, 'much', pieter)).status).toBe(422)
    expect((await set(bra, '0', pieter)).status).toBe(422)
    expect((await set(bra, '', pieter)).status).toBe(303)
    expect(pointOf(bra, butter)).toBeUndefined()
  })

  it('are what suppliers ask, for one of what they sell or for a unit', async () => {
    const { flour } = admin.bakery
    const form = { supplier: String(mill), amount: '312.50', per: 'unit', supplierCode: 'GM-1' }
    expect((await post(links.itemPrices(flour), form)).status).toBe(303)
    const prices = () => rows('SELECT partner, amount, quantity, supplier_code FROM supplier_price')
    expect(prices()).toEqual([[mill, 31_250, 1_000, 'GM-1']])
    const problems = await problemsAt(links.itemPrices(flour), {
      ...form,
      supplier: '999',
      amount: 'x',
      per: 'purchase',
    })
    expect(Object.keys(problems).toSorted()).toEqual(['amount', 'per', 'supplier'])
    for (const [supplier, status] of [
      ['999', 404],
      [String(mill), 303],
    ] as const)
      expect((await post(links.itemPriceRemoved(flour), { supplier })).status).toBe(status)
    expect(prices()).toEqual([])
  })

  it('let a manager note what their own supplier asks, and no other', async () => {
    const { flour } = admin.bakery
    const own = String(rows(`SELECT id FROM partner WHERE name = 'Market stall'`)[0]?.[0])
    const form = { amount: '10', per: 'unit' }
    expect((await post(links.itemPrices(flour), { ...form, supplier: own }, pieter)).status).toBe(303)
    expect((await post(links.itemPrices(flour), { ...form, supplier: String(mill) }, pieter)).status).toBe(
      422,
    )
    expect((await post(links.itemPrices(flour), { ...form, supplier: own }, ayesha)).status).toBe(404)
    expect(rows('SELECT partner FROM supplier_price').flat()).toEqual([Number(own)])
  })
})

describe('what is not a manager’s', () => {
  it('is not there for them: every form of the company’s item, and of another branch’s own', async () => {
    const theirs = idOf('THEIRS')
    for (const item of [admin.bakery.salt, theirs])
      for (const [path, form] of [
        [links.editItem(item), { ...ROLL, code: 'STOLEN' }],
        [links.itemRetired(item), { retired: 'yes' }],
        [links.itemBarcodes(item), { barcode: 'STOLEN' }],
        [links.itemBarcodeRemoved(item), { code: 'THEIRS-1' }],
        [links.itemPriceRemoved(item), { supplier: String(mill) }],
      ] as const)
        expect([path, (await post(path, form, pieter)).status]).toEqual([path, 404])
    expect((await post(links.itemReorder(theirs), { branch: String(admin.bakery.bra) }, pieter)).status).toBe(
      404,
    )
    expect(rows(`SELECT 1 FROM item WHERE code = 'STOLEN' OR is_retired = 1`)).toEqual([])
    expect(rows(`SELECT code FROM barcode WHERE code IN ('STOLEN', 'THEIRS-1')`)).toEqual([['THEIRS-1']])
  })

  it('reported nothing as broken', () => {
    expect(admin.reported).toEqual([])
  })
})
