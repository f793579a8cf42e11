import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems } from '../../core/items/create-item.ts'
import { setPictures } from '../../core/items/pictures.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import { LABEL_SIZES } from '../../core/labels/label-sizes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let admin: Admin
let pieter: string
let naledi: string
let secret: ItemId
beforeAll(async () => {
  admin = await openAdmin()
  const { central, bra, brb, flour, coke } = admin.bakery
  const [made] = await createItems(central, [
    {
      code: 'SECRET',
      name: 'Brixton secret loaf',
      kind: 'manufactured',
      unit: { base: 'each', name: 'each', factor: 1 },
      isMeasured: false,
      barcodes: [{ code: 'BRX-1' }],
    },
  ])
  secret = made as ItemId
  await writeMaster(central, [
    { sql: uncatalogued('UPDATE item SET branch = ?2 WHERE id = ?1'), args: [secret, brb] },
    {
      sql: uncatalogued('INSERT INTO barcode (code, item, quantity, pack_name) VALUES (?1, ?2, 12500, ?3)'),
      args: ['16001000000015', flour, 'bag of 12.5 kg'],
    },
    {
      sql: uncatalogued('INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, ?2, 25000)'),
      args: [bra, flour],
    },
    {
      sql: uncatalogued('INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, ?2, 77000)'),
      args: [brb, flour],
    },
  ])
  await setPictures(central, [{ item: coke, picture: 'cup-soda' }])
  pieter = await admin.signIn('pieter')
  naledi = await admin.signIn('naledi')
}, 30_000)
afterAll(() => admin.close())

type Parameters = readonly (readonly [name: string, value: string | number])[]
function address(path: string, parameters: Parameters): string {
  const query = new URLSearchParams()
  for (const [name, value] of parameters) query.append(name, String(value))
  return `${path}?${query.toString()}`
}
async function page(parameters: Parameters, cookie = pieter) {
  const response = await admin.get(address(routes.labels, parameters), { cookie })
  return { status: response.status, html: await response.text() }
}
const flour = (copies: number | string): Parameters => [
  ['item', admin.bakery.flour],
  ['copies', copies],
]
const drawn = (html: string): number => html.match(/<svg class="label"/g)?.length ?? 0

describe('choosing', () => {
  it('says what will be here before anything is chosen, and where badges and cards are', async () => {
    const { status, html } = await page([])
    expect(status).toBe(200)
    expect(html).toContain('No items are chosen yet')
    expect(html).toContain(`href="${routes.people}"`)
    expect(html).toContain(`href="${routes.cards}"`)
  })

  it('finds items, adds them and takes them off, all in the address, as often as it is pressed', async () => {
    expect((await page([['text', 'flour']])).html).toContain('Add Cake flour')
    const press = async (parameters: Parameters) =>
      (await admin.get(address(routes.labels, parameters), { cookie: pieter })).headers.get('location')
    const id = admin.bakery.flour
    const added = `${routes.labels}?kind=shelf&text=flour&item=${id}&copies=1`
    const before: Parameters = [
      ['kind', 'shelf'],
      ['text', 'flour'],
    ]
    expect(await press([...before, ['add', id]])).toBe(added)
    expect(await press([...before, ...flour(4), ['add', id]])).toBe(added.replace('copies=1', 'copies=4'))
    expect(await press([...before, ...flour(4), ['remove', id]])).toBe(
      `${routes.labels}?kind=shelf&text=flour`,
    )
    expect(await press([...before, ['remove', id]])).toBe(`${routes.labels}?kind=shelf&text=flour`)
  })

  it('shows each label and counts labels and sheets', async () => {
    const { html } = await page([...flour(30), ['item', admin.bakery.bread], ['copies', 3]])
    expect(drawn(html)).toBe(2)
    expect(html).toContain('33 labels on 2 sheets')
    expect(html).toContain('aria-label="Cake flour, FLOUR"')
    expect((await page([...flour(30), ['size', 'roll-62x29']])).html).toContain('>30 labels<')
  })

  it('is reached from an item', async () => {
    const response = await admin.get(links.labelsOf(admin.bakery.flour), { cookie: pieter })
    expect(await response.text()).toContain('aria-label="Cake flour, FLOUR"')
  })

  it.each<[Parameters, string]>([
    [[['item', 'x']], 'No items are chosen'],
    [[['item', 999_999]], 'No items are chosen'],
    [
      [
        ['kind', 'nothing'],
        ['size', 'a3'],
      ],
      'No items are chosen',
    ],
    [
      [
        ['item', 1],
        ['copies', 'many'],
      ],
      '1 label on 1 sheet',
    ],
  ])('makes the best of an address that makes no sense: %j', async (parameters, said) => {
    const { status, html } = await page(parameters)
    expect([status, html.includes(said)]).toEqual([200, true])
  })
})

describe('what is wrong', () => {
  it.each<[Parameters, string]>([
    [[['copies', 501]], 'At most 500 labels at once, and these are 501'],
    [
      [
        ['copies', 1],
        ['used', 24],
      ],
      'A whole number from 0 to 23',
    ],
    [
      [
        ['copies', 1],
        ['kind', 'lot'],
        ['lot', 'A (1)'],
      ],
      'A lot has at most 20',
    ],
    [
      [
        ['copies', 1],
        ['kind', 'lot'],
        ['expires', '2026-02-30'],
      ],
      'This is not a day',
    ],
    [
      [
        ['copies', 1],
        ['kind', 'lot'],
        ['quantity', '1000 kg'],
      ],
      'a number above zero and at most 999.999 kg',
    ],
    [
      [
        ['copies', 1],
        ['kind', 'lot'],
        ['quantity', 'lots'],
      ],
      'a number above zero',
    ],
  ])('is said beside what was typed: %j', async (parameters, said) => {
    const { status, html } = await page([['item', admin.bakery.flour], ...parameters])
    expect([status, drawn(html)]).toEqual([422, 0])
    expect(html).toContain(said)
    const sheet = address(routes.labelSheet, [['item', admin.bakery.flour], ...parameters])
    expect((await admin.get(sheet, { cookie: pieter })).status).toBe(303)
  })

  it('says for which item there is no such label', async () => {
    const { bread } = admin.bakery
    expect(
      (
        await page([
          ['kind', 'pack'],
          ['item', bread],
          ['copies', 1],
        ])
      ).html,
    ).toContain('White bread has no barcode of a pack')
    expect(
      (
        await page([
          ['kind', 'lot'],
          ['item', bread],
          ['copies', 1],
        ])
      ).html,
    ).toContain('White bread has no article number (GTIN)')
  })
})

describe('printing', () => {
  it('lays out whole sheets, from the first label that is not used up', async () => {
    const sheet = address(routes.labelSheet, [...flour(25), ['used', 3]])
    const html = await (await admin.get(sheet, { cookie: pieter })).text()
    expect([drawn(html), html.match(/class="label-page"/g)?.length]).toEqual([25, 2])
    expect(html.match(/class="label-cell"><\/div>/g)).toHaveLength(3)
    expect(html).not.toMatch(/style=|<style/)
  })

  it('gives a label printer its own language, once for all copies', async () => {
    const file = (dpi: number, size = 'roll-62x29') =>
      admin.get(address(routes.labelFile, [...flour(7), ['size', size], ['dpi', dpi], ['kind', 'pack']]), {
        cookie: pieter,
      })
    const response = await file(203)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="labels-pack-203dpi.zpl"')
    const zpl = await response.text()
    expect(zpl.match(/\^XA/g)).toHaveLength(1)
    expect(zpl).toContain('^PQ7')
    expect(zpl).toContain('bag of 12.5 kg · 12.5 kg')
    expect((await file(72)).status).toBe(404)
    expect((await file(203, 'a4-3x8')).status).toBe(404)
    const empty = await admin.get(
      address(routes.labelFile, [
        ['size', 'roll-62x29'],
        ['dpi', 203],
      ]),
      {
        cookie: pieter,
      },
    )
    expect(empty.status).toBe(303)
  })

  it('has a rule of its style sheet for every size', async () => {
    const html = (await page([])).html
    const [, sheet = ''] = /href="([^"]+admin\.css)"/.exec(html) ?? []
    const css = await (await admin.get(sheet)).text()
    for (const [name, { width, height, sheet: cut }] of Object.entries(LABEL_SIZES)) {
      expect(css).toContain(`.is-${name}`)
      const rule =
        cut === undefined
          ? `size: ${width}mm ${height}mm`
          : `repeat(${cut.rows}, ${height}mm) / repeat(${cut.columns}, ${width}mm)`
      expect(css).toContain(rule)
    }
  })
})

describe('whose', () => {
  it('a manager finds and prints nothing of another branch, and their own reorder point', async () => {
    const of = (item: number): Parameters => [
      ['item', item],
      ['copies', 1],
      ['kind', 'shelf'],
      ['branch', 'BRB'],
    ]
    for (const parameters of [of(secret), [['text', 'secret']] as Parameters]) {
      const { html } = await page(parameters)
      expect(html).not.toContain('Brixton')
      expect(drawn(html)).toBe(0)
    }
    const { html } = await page(of(admin.bakery.flour))
    expect(html).toContain('Order below 25 kg')
    expect(html).toContain('Stockroom, BRA')
    const whole = (await page(of(admin.bakery.flour), naledi)).html
    expect(whole).toContain('Order below 77 kg')
    expect(whole).toContain('Stockroom, BRB')
  })

  it('no label says a price or a cost', async () => {
    for (const kind of ['item', 'pack', 'shelf', 'lot', 'own']) {
      const html = await (
        await admin.get(address(routes.labelSheet, [...flour(1), ['kind', kind]]), { cookie: naledi })
      ).text()
      expect(html.slice(html.indexOf('<main'))).not.toMatch(/(?<![A-Z])R\d/)
    }
    expect(admin.reported).toEqual([])
  })
})
