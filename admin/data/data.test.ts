import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let naledi: string
let pieter: string
let ayesha: string
beforeAll(async () => {
  admin = await openAdmin()
  naledi = await admin.signIn('naledi')
  pieter = await admin.signIn('pieter')
  ayesha = await admin.signIn('ayesha')
})
afterAll(() => admin.close())

const ITEMS = 'code,name,kind,unit\nMILK,Full cream milk,raw,l\nJUICE,Orange juice,external,each\n'

function formOf(table: string | undefined, fields: Record<string, string> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (table !== undefined) form.set('file', new File([table], 'from the shop.csv', { type: 'text/csv' }))
  return form
}

/** Sends a table, waits until it is checked, and returns its page's address. */
async function send(name: string, table: string, cookie: string, fields = {}): Promise<string> {
  const response = await admin.upload(links.importTable(name), formOf(table, fields), { cookie })
  expect(response.status).toBe(303)
  await admin.imports.idle()
  return response.headers.get('location') ?? ''
}

async function read(path: string, cookie: string): Promise<string> {
  const response = await admin.get(path, { cookie })
  expect([path, response.status]).toEqual([path, 200])
  return await response.text()
}

const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')

async function accept(page: string, cookie: string, digest?: string): Promise<void> {
  const shown = /name="digest" value="([0-9a-f]+)"/.exec(await read(page, cookie))?.[1]
  await admin.post(`${page}/accept`, { digest: digest ?? shown ?? '' }, { cookie })
  await admin.imports.idle()
}

const itemCount = (code: string): number =>
  Number(admin.bakery.reader.get('SELECT count(*) FROM item WHERE code = ?1', code)?.[0])

describe('a table', () => {
  it('is shown before anything is written, then written once however often the button is pressed', async () => {
    const page = await send('items', ITEMS, naledi)
    const preview = textOf(await read(page, naledi))
    expect(preview).toContain('Nothing is written yet.')
    expect(preview).toContain('Full cream milk (MILK)')
    expect(preview).toContain('from the shop.csv')
    expect(itemCount('MILK')).toBe(0)
    await accept(page, naledi)
    await accept(page, naledi)
    expect(itemCount('MILK')).toBe(1)
    const written = await read(page, naledi)
    expect(textOf(written)).toContain('Written. 2 new, 0 changed, 0 as they were.')
    expect(written).toContain(`<a class="button" href="${routes.items}">`)
  })

  it('does nothing the second time', async () => {
    const page = await send('items', ITEMS, naledi)
    const preview = textOf(await read(page, naledi))
    expect(preview).toContain('Everything in this file is in Scanbook already.')
    expect(preview).not.toContain('Accept')
  })

  it('that is not right is not written at all, and says every row that is wrong, on the page and as a file', async () => {
    const page = await send('items', 'code,name,kind,unit\nGOOD,Good,raw,kg\nBAD,Bad,rock,kg\n', naledi)
    const preview = await read(page, naledi)
    expect(textOf(preview)).toContain('3 kind "rock" is none of raw, external, manufactured.')
    expect(preview).not.toContain('/accept')
    await admin.post(`${page}/accept`, { digest: 'x' }, { cookie: naledi })
    await admin.imports.idle()
    expect(itemCount('GOOD')).toBe(0)
    const response = await admin.get(`${page}/problems`, { cookie: naledi })
    expect(response.headers.get('content-disposition')).toContain('scanbook-items-to-correct.csv')
    expect((await response.text()).split('\r\n')[1]).toBe(
      '3,kind,"""rock"" is none of raw, external, manufactured.","Write one of raw, external, manufactured."',
    )
  })

  it('is shown again when the books changed since, and written when that is accepted', async () => {
    const page = await send('items', 'code,name,kind,unit\nCREAM,Cream,raw,l\n', naledi)
    const other = await send('items', 'code,name,kind,unit\nCREAM,Whipping cream,raw,l\n', naledi)
    await accept(other, naledi)
    await accept(page, naledi)
    const shown = textOf(await read(page, naledi))
    expect(shown).toContain('The books changed since you looked.')
    expect(shown).toContain('name: Whipping cream → Cream')
    await accept(page, naledi)
    expect(admin.bakery.reader.get(`SELECT name FROM item WHERE code = 'CREAM'`)).toEqual(['Cream'])
  })

  it('lies under a random name that only this program reads, and is gone once it is accepted or thrown away', async () => {
    const page = await send('items', 'code,name,kind,unit\nRYE,Rye,raw,kg\n', naledi)
    const folder = join(admin.bakery.folder, 'uploads', page.split('/').at(-1) ?? '')
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    for (const file of readdirSync(folder))
      expect([file, statSync(join(folder, file)).mode & 0o777]).toEqual([file, 0o600])
    await accept(page, naledi)
    expect(readdirSync(folder)).not.toContain('table.csv')
    const other = await send('items', 'code,name,kind,unit\nOAT,Oat,raw,kg\n', naledi)
    await admin.post(`${other}/discard`, {}, { cookie: naledi })
    expect(existsSync(join(admin.bakery.folder, 'uploads', other.split('/').at(-1) ?? ''))).toBe(false)
    expect((await admin.get(other, { cookie: naledi })).status).toBe(404)
  })

  it('is forgotten after a day', async () => {
    const page = await send('items', 'code,name,kind,unit\nOAT,Oat,raw,kg\n', naledi)
    admin.clock.at += 25 * 60 * 60_000
    await admin.imports.sweep()
    admin.clock.at -= 25 * 60 * 60_000
    expect((await admin.get(page, { cookie: naledi })).status).toBe(404)
  })
})

describe('opening stock', () => {
  const TABLE =
    'branch,place,item,quantity,value\nBRA,stockroom,BUTTER,"12,5",1000.00\nBRB,retail,COKE,24,240.00\n'
  const openings = (): number =>
    Number(admin.bakery.reader.get(`SELECT count(*) FROM document WHERE event = 'opening'`)?.[0])

  it('is posted by documents, one a branch, and books nothing twice', async () => {
    const page = await send('opening-stock', TABLE, naledi)
    expect(textOf(await read(page, naledi))).toContain('12.5 kg in Stockroom, worth 1000.00')
    await accept(page, naledi)
    await admin.poster.drained()
    const written = await read(page, naledi)
    const [first = ''] = /\/admin\/documents\/[0-9a-f-]{36}/.exec(written) ?? []
    expect(textOf(await read(first, naledi))).toContain('BRA-OPN-00001')
    expect(admin.bakery.stock(admin.bakery.place('stockroom'), admin.bakery.butter)).toEqual([
      12_500, 100_000,
    ])
    expect(openings()).toBe(2)
    const again = await send('opening-stock', TABLE, naledi)
    expect(textOf(await read(again, naledi))).toContain('Everything in this file is in Scanbook already.')
    await admin.post(`${again}/accept`, { digest: 'x' }, { cookie: naledi })
    await admin.imports.idle()
    expect(openings()).toBe(2)
  })
})

describe('a manager', () => {
  it('imports for their own branch', async () => {
    const page = await send('items', 'code,name,kind,unit\nBRA-HONEY,Honey,raw,kg\n', pieter)
    await accept(page, pieter)
    const row = admin.bakery.reader.get(`SELECT branch FROM item WHERE code = 'BRA-HONEY'`)
    expect(row).toEqual([admin.bakery.bra])
  })

  it('imports nothing of another branch, and is told no more than that it is not there', async () => {
    const theirs = await send('items', 'code,name,kind,unit\nBRB-RUM,Rum essence,raw,l\n', ayesha)
    await accept(theirs, ayesha)
    const stock = 'branch,place,item,quantity,value\nBRB,retail,COKE,1,1\nBRA,stockroom,BRB-RUM,1,1\n'
    const shown = textOf(await read(await send('opening-stock', stock, pieter), pieter))
    expect(shown).toContain('No branch of yours has the prefix BRB.')
    expect(shown).toContain('No item has the code BRB-RUM.')
    const item = textOf(await read(await send('items', 'code,name\nBRB-RUM,Mine\n', pieter), pieter))
    expect(item).toContain('BRB-RUM is used elsewhere in the company.')
    expect(item).not.toContain('Rum essence')
  })

  it('does not change what is the company’s', async () => {
    const shown = textOf(await read(await send('items', 'code,name\nFLOUR,My flour\n', pieter), pieter))
    expect(shown).toContain('This belongs to the whole company.')
  })

  it('finds no table of another person, and none that concerns all branches', async () => {
    const page = await send('items', ITEMS, naledi)
    for (const path of [page, `${page}/problems`])
      expect((await admin.get(path, { cookie: pieter })).status).toBe(404)
    for (const action of ['accept', 'check', 'discard'])
      expect((await admin.post(`${page}/${action}`, {}, { cookie: pieter })).status).toBe(404)
    expect((await admin.get(links.importTable('branches'), { cookie: pieter })).status).toBe(404)
    expect((await admin.get(links.importTemplate('reasons'), { cookie: pieter })).status).toBe(404)
    expect((await admin.upload(links.importTable('branches'), formOf('x'), { cookie: pieter })).status).toBe(
      404,
    )
    expect(await read(routes.data, pieter)).not.toContain(links.importTable('branches'))
  })
})

describe('what is sent', () => {
  it('needs a file, a sign-in and our own page, and may not be endless', async () => {
    const path = links.importTable('items')
    expect((await admin.upload(path, formOf(ITEMS))).headers.get('location')).toContain(routes.signIn)
    const elsewhere = { cookie: naledi, origin: 'https://elsewhere.example' }
    expect((await admin.upload(path, formOf(ITEMS), elsewhere)).status).toBe(403)
    const large = formOf('x'.repeat(10 * 1024 * 1024 + 200_000))
    expect((await admin.upload(path, large, { cookie: naledi })).status).toBe(413)
    expect((await admin.upload(routes.people, formOf('x'.repeat(100_000)), { cookie: naledi })).status).toBe(
      413,
    )
    expect((await admin.post(path, { file: 'no' }, { cookie: naledi })).status).toBe(422)
    const none = await admin.upload(path, formOf(undefined), { cookie: naledi })
    await admin.imports.idle()
    expect(textOf(await read(none.headers.get('location') ?? '', naledi))).toContain(
      'No file came with the form.',
    )
  })

  it('has a template for each table', async () => {
    const response = await admin.get(links.importTemplate('opening-stock'), { cookie: pieter })
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="scanbook-opening-stock.csv"',
    )
    expect((await response.text()).split('\r\n')[0]).toBe('branch,place,item,quantity,unit,value,unit_cost')
  })

  it('goes out again as one zip, named for whose it is', async () => {
    for (const [cookie, name] of [
      [naledi, 'scanbook-all-2026-11-20.zip'],
      [pieter, 'scanbook-BRA-2026-11-20.zip'],
    ]) {
      const response = await admin.get(routes.dataEverything, { cookie: cookie ?? '' })
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
      const files = Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer())))
      expect(files.slice(0, 2)).toEqual(['README.txt', 'import/01-branches.csv'])
      expect(files.length).toBe(22)
    }
  })

  it('broke nothing', () => {
    expect(admin.reported).toEqual([])
  })
})
