import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems } from '../../core/items/create-item.ts'
import { writeItems } from '../../core/items/item-writes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'
import { workADay } from '../testing/busy-bakery.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

const EACH = { base: 'each', name: 'each', factor: 1 } as const
let admin: Admin
let naledi: string
let pieter: string
beforeAll(async () => {
  admin = await openAdmin()
  const { bakery } = admin
  await workADay(bakery)
  naledi = await admin.signIn('naledi')
  pieter = await admin.signIn('pieter')
  const made = { kind: 'manufactured', unit: EACH, isMeasured: false, barcodes: [] } as const
  const many = Array.from({ length: 120 }, (_, n) => {
    const nth = String(n).padStart(3, '0')
    return { ...made, code: `Z${nth}`, name: `Zopf ${nth}`, kind: n % 2 === 0 ? 'raw' : 'external' } as const
  })
  await createItems(bakery.central, [
    { ...made, code: 'OWN-A', name: 'Own of Braam', branch: bakery.bra },
    { ...made, code: 'OWN-B', name: 'Own of Brixton', branch: bakery.brb, barcodes: [{ code: 'OWN-B' }] },
    { ...made, code: 'GONE', name: 'Gone bread' },
    ...many,
  ])
  await bakery.central.batch([
    { sql: uncatalogued(`UPDATE item SET is_retired = 1 WHERE code = 'GONE'`), args: [] },
  ])
  const items = writeItems(bakery.central)
  await items.setReorderPoint(bakery.bra, bakery.coke, 48)
  await items.setReorderPoint(bakery.brb, bakery.coke, 9_000)
  await items.setReorderPoint(bakery.bra, bakery.flour, 1_000)
})
afterAll(() => admin.close())

async function read(path: string, cookie = naledi): Promise<string> {
  const response = await admin.get(path, { cookie })
  expect([path, response.status]).toEqual([path, 200])
  return textOf(await response.text())
}

const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<(small|br)[^>]*>/g, ' ')
    .replace(/<\/(td|th|dt|dd|p|h1|h2|li|a|tr)>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')

/** The names in the list, in order. */
async function namesAt(path: string, cookie = naledi): Promise<string[]> {
  const html = await (await admin.get(path, { cookie })).text()
  return [...html.matchAll(/<a href="\/admin\/items\/\d+">([^<]+)<\/a>/g)].map(([, name = '']) => name)
}

/** All pages of a list, one after the other. */
async function everyPage(path: string, cookie = naledi): Promise<string[]> {
  const names: string[] = []
  let next: string | undefined = path
  for (let pages = 0; next !== undefined && pages < 20; pages++) {
    names.push(...(await namesAt(next, cookie)))
    const html = await (await admin.get(next, { cookie })).text()
    next = /class="button" href="([^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  return names
}

const zopfs = Array.from({ length: 120 }, (_, n) => `Zopf ${String(n).padStart(3, '0')}`)

describe('the list of items', () => {
  it('says what each is, what is there of it, and whether it is to be ordered again', async () => {
    const html = await read(routes.items)
    expect(html).toContain(
      'Coke 330 ml COKE External product 6001000000025 4,351 each BRA below 48 each, BRB below 9,000 each',
    )
    expect(html).toContain('Cake flour FLOUR Raw material 6001000000018 47.5 kg Enough')
    expect(html).toContain('Butter BUTTER Raw material – 9 kg –')
    expect(html).not.toContain('Gone bread')
  })

  it('goes through all of them page by page, each once, in the order asked for', async () => {
    const byName = await everyPage(routes.items)
    expect(byName).toEqual(byName.toSorted())
    expect(byName).toHaveLength(128)
    const byCode = await everyPage(links.items({ sort: 'code' }))
    expect(byCode.toSorted()).toEqual(byName)
    expect(byCode.slice(0, 3)).toEqual(['White bread', 'Butter', 'Coke 330 ml'])
  })

  it.each([
    ['text=zopf', zopfs],
    [
      'text=zopf+11',
      ['110', '111', '112', '113', '114', '115', '116', '117', '118', '119'].map((n) => `Zopf ${n}`),
    ],
    ['text=OWN', ['Own of Braam', 'Own of Brixton']],
    ['text=zopf&kind=raw', zopfs.filter((_, n) => n % 2 === 0)],
    ['kind=raw&text=sal', ['Salt']],
    ['whose=own', ['Own of Braam', 'Own of Brixton']],
    ['whose=own&kind=raw', []],
    ['state=retired', ['Gone bread']],
    ['state=retired&sort=code', ['Gone bread']],
    ['only=no_barcode&text=c', []],
    ['only=no_barcode&kind=raw&text=b', ['Butter']],
    ['text=%25', []],
    ['text=%27+OR+1%3D1+--', []],
  ])('narrowed to %s', async (query, names) => {
    expect(await everyPage(`${routes.items}?${query}`)).toEqual(names)
    const byCode = await everyPage(`${routes.items}?${query}&sort=code`)
    expect(byCode.toSorted()).toEqual(names)
  })

  it('shows what a need counts, and the need leads to it', async () => {
    await admin.caughtUp()
    const home = await (await admin.get(routes.home, { cookie: naledi })).text()
    const low = links.items({ only: 'below_reorder_point' })
    expect(home).toContain(`<a href="${low}">`)
    expect(home).toContain(`<a href="${links.item(admin.bakery.coke)}">Coke 330 ml</a>`)
    expect(await everyPage(low)).toEqual(['Coke 330 ml'])
    expect(await read(low, pieter)).toContain('19 each below 48 each')
    expect(await everyPage(links.items({ only: 'below_reorder_point', text: 'flour' }))).toEqual([])
    const unscanned = links.items({ only: 'items_without_barcode' })
    expect(home).toContain(`<a href="${unscanned}">`)
    expect(await everyPage(unscanned)).toEqual(['White bread'])
  })

  it('keeps its state in the links to other orders and pages', async () => {
    const html = await (
      await admin.get(links.items({ text: 'zopf', kind: 'raw' }), { cookie: naledi })
    ).text()
    expect(html).toContain('/admin/items?text=zopf&amp;kind=raw&amp;sort=code')
    expect(html).toMatch(/\/admin\/items\?text=zopf&amp;kind=raw&amp;after=/)
    expect(html).toContain('value="zopf"')
  })

  it('takes whatever an address says', async () => {
    for (const query of ['after=x', 'sort=price', 'kind=gold', 'after=WzFd', `text=${'x'.repeat(5_000)}`])
      expect((await admin.get(`${routes.items}?${query}`, { cookie: naledi })).status).toBe(200)
  })

  it('shows a manager the company’s and their own, with their own stock', async () => {
    const html = await read(links.items({ text: 'coke' }), pieter)
    expect(html).toContain('Coke 330 ml COKE External product 6001000000025 19 each below 48 each')
    expect(html).not.toContain('9,000')
    const names = await everyPage(routes.items, pieter)
    expect(names).toContain('Own of Braam')
    expect(names).not.toContain('Own of Brixton')
    expect(names).toHaveLength(127)
  })

  it('says what will be here, and what a filter leaves', async () => {
    expect(await read(links.items({ text: 'nothing of this name' }))).toContain(
      'No item here matches the filter.',
    )
  })
})

describe('the page of an item', () => {
  const idOf = (code: string) =>
    Number(admin.bakery.reader.get('SELECT id FROM item WHERE code = ?1', code)?.[0]) as ItemId

  it('says where it is, what was paid for it, and what it is used in', async () => {
    const html = await read(links.item(admin.bakery.flour))
    expect(html).toContain('BRA Stockroom 47.5 kg R586.39 R12.35 per kg')
    expect(html).toContain('BRA In open production runs 21 kg R259.24 R12.34 per kg')
    expect(html).toContain('Last paid R12.35 per kg')
    expect(html).toContain('White bread 50 kg for 100 each')
    expect(await read(links.item(admin.bakery.bread))).toContain(
      'Made of For 100 each: Made ofItem Quantity Cake flour 50 kg',
    )
  })

  it('says nothing of another branch to a manager', async () => {
    const { coke } = admin.bakery
    const html = await read(links.item(coke), pieter)
    expect(html).toContain('BRA Retail 19 each')
    for (const secret of ['4,332', '9,000', 'BRB', '9000']) expect(html).not.toContain(secret)
    expect(html).toContain('looked after by a super admin')
  })

  it('is not there for another branch’s own, nor for none', async () => {
    const nothing = textOf(await (await admin.get(links.item(999_999 as ItemId), { cookie: pieter })).text())
    for (const path of [links.item(idOf('OWN-B')), links.editItem(idOf('OWN-B')), `${routes.items}/x`]) {
      const response = await admin.get(path, { cookie: pieter })
      expect([path, response.status]).toEqual([path, 404])
      expect(textOf(await response.text())).toBe(nothing)
    }
  })
})
