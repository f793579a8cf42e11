import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import type { StationNote } from '../../core/stations/note.ts'
import { sendNotes } from '../../core/stations/send-notes.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let manager: string
let boss: string
beforeAll(async () => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  boss = await admin.signIn('naledi')
})
afterAll(() => admin.close())
beforeEach(async () => {
  await admin.bakery.central.batch([
    { sql: uncatalogued('DELETE FROM station_note'), args: [] },
    { sql: uncatalogued('DELETE FROM barcode WHERE attached_at IS NOT NULL'), args: [] },
  ])
})

async function tell(content: StationNote['content'], rest: Partial<StationNote> = {}): Promise<string> {
  const { bra, thandi, central } = admin.bakery
  const id = uuidv7()
  const note = { id, station: 'BRA-K1', branch: bra, at: TEST_NOW, person: thandi, content, ...rest }
  admin.outbox.tell({ notes: [note], now: TEST_NOW })
  await sendNotes(() => central, admin.outbox)
  return id
}
const unknown = (code: string, rest: Partial<StationNote> = {}) =>
  tell({ kind: 'unknown_scan', code, times: 3 }, rest)
const attached = (code: string, item: number, quantity: number | null, rest: Partial<StationNote> = {}) => {
  const packName = quantity === null ? null : 'Case'
  return tell(
    { kind: 'barcode_attached', code, item, quantity, packName, allowedBy: admin.bakery.palesa },
    rest,
  )
}
const discarded = (rest: Partial<StationNote> = {}) => {
  const { thandi, bread, flour, coke, butter } = admin.bakery
  const lines = [bread, flour, coke, butter].map((item, index) => ({ item, quantity: 1000 + index }))
  const content = { of: thandi, reason: 'Fell on the floor', context: 'BRA-SO-00001 Corner Café', lines }
  return tell({ kind: 'work_discarded', ...content }, { person: admin.bakery.palesa, ...rest })
}

const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
const read = async (path: string = routes.scans, cookie = manager): Promise<string> => {
  const response = await admin.get(path, { cookie })
  expect([path, response.status]).toEqual([path, 200])
  return textOf(await response.text())
}
const send = (path: string, form: Record<string, string>, cookie = manager) =>
  admin.post(path, form, { cookie })
const barcodeOf = (code: string) =>
  admin.bakery.reader.get(
    'SELECT item, quantity, pack_name, attached_by, attached_at FROM barcode WHERE code = ?1',
    code,
  )
const idOfPieter = () => Number(admin.bakery.reader.get(`SELECT id FROM person WHERE login = 'pieter'`)?.[0])

describe('the page of scans', () => {
  it('says what will be there where nothing is', async () => {
    const text = await read()
    for (const empty of ['No unknown codes.', 'was attached to an item', 'discarded at a station'])
      expect(text).toContain(empty)
  })

  it('lists what stations told, and shows no figure that fell through', async () => {
    await unknown('4006381333931', { person: null })
    await unknown('4006381333931', { station: 'BRA-K2' })
    await attached('NEW-1', admin.bakery.coke, 24)
    await attached('NEW-2', admin.bakery.flour, null)
    await discarded()
    const text = await read()
    expect(text).toMatch(/4006381333931 6 times 20 Nov 12:00 BRA-K1, BRA-K2 Thandi M\./)
    expect(text).toMatch(/NEW-1 Coke 330 ml Case, 24 each Thandi M\., Palesa D\. 20 Nov 12:00 BRA-K1/)
    expect(text).toMatch(/NEW-2 Cake flour Asks for the quantity/)
    expect(text).toMatch(
      /Corner Café Fell on the floor 1,000 each White bread 1\.001 kg Cake flour 1,002 each Coke 330 ml and 1 more Thandi M\. Palesa D\./,
    )
    const html = await (await admin.get(routes.scans, { cookie: manager })).text()
    expect(/undefined|NaN|\[object|>null</.exec(html)?.[0]).toBeUndefined()
    expect(/<(td|dd|time|span)[^>]*>\s*<\/\1>/.exec(html)?.[0]).toBeUndefined()
  })

  it('names the branch of each code where a super admin sees several', async () => {
    await unknown('A-1')
    await unknown('A-1', { branch: admin.bakery.brb, station: 'BRB-K1' })
    const text = await read(routes.scans, boss)
    expect(text).toMatch(/A-1 3 times 20 Nov 12:00 BRA BRA-K1/)
    expect(text).toMatch(/A-1 3 times 20 Nov 12:00 BRB BRB-K1/)
  })

  it('shows the newest hundred and says that there are more', async () => {
    const { bra, thandi, central } = admin.bakery
    await central.batch(
      Array.from({ length: 101 }, (_, index) => ({
        sql: uncatalogued(`INSERT INTO station_note (id, station, branch, kind, at, person, content)
          VALUES (?1, 'BRA-K1', ?2, 'unknown_scan', ?3, ?4, ?5)`),
        args: [
          uuidv7(),
          bra,
          TEST_NOW + index,
          thandi,
          `{"kind":"unknown_scan","code":"M-${index}","times":1}`,
        ],
      })),
    )
    const text = await read()
    expect(text).toContain('M-100 once')
    expect(text).not.toContain('M-0 once')
    expect(text).toContain('There are more.')
  })

  it.each(['<script>alert(1)</script>', '"><img src=x>', "' OR 1=1 --", '%00&code=x', 'ä💥'])(
    'shows a code that says %j as it is, and takes it to an item',
    async (code) => {
      await unknown(code)
      const html = await (await admin.get(routes.scans, { cookie: manager })).text()
      expect(html).not.toContain('<script>alert')
      expect(html).not.toContain('<img')
      const item = String(admin.bakery.coke)
      expect((await admin.get(links.attachCode({ code, item }), { cookie: manager })).status).toBe(200)
      expect((await send(routes.attachCode, { code, item, quantity: '', packName: '' })).status).toBe(303)
      expect(barcodeOf(code)?.[0]).toBe(admin.bakery.coke)
    },
  )
})

describe('an unknown code', () => {
  it('is attached to an item that was searched, with what it carries, by who did it', async () => {
    await unknown('NEW')
    const found = await read(links.attachCode({ code: 'NEW', text: 'flo' }))
    expect(found).toContain('Cake flour FLOUR')
    expect(found).not.toContain('Butter')
    expect(await read(links.attachCode({ code: 'NEW', text: 'zzz' }))).toContain(
      'No item in use is called so.',
    )
    const item = String(admin.bakery.flour)
    expect(await read(links.attachCode({ code: 'NEW', item }))).toContain('How much one scan is, in kg')
    const form = { code: 'NEW', item, quantity: '12.5', packName: 'Bag' }
    expect((await send(routes.attachCode, form)).headers.get('location')).toBe(routes.scans)
    expect(barcodeOf('NEW')).toEqual([admin.bakery.flour, 12_500, 'Bag', idOfPieter(), admin.clock.at])
    expect(await read()).toContain('No unknown codes.')
  })

  it('is one piece where no quantity is typed, and no pack then', async () => {
    await unknown('NEW')
    await send(routes.attachCode, {
      code: 'NEW',
      item: String(admin.bakery.coke),
      quantity: ' ',
      packName: 'Case',
    })
    expect(barcodeOf('NEW')?.slice(0, 3)).toEqual([admin.bakery.coke, null, null])
  })

  it.each([
    [{ quantity: 'many' }, 'This is not a number.'],
    [{ quantity: '0' }, 'More than nothing, or empty.'],
    [{ quantity: '-1' }, 'not negative'],
    [{ quantity: '0.0001' }, 'more decimals'],
    [{ quantity: '9999999999' }, 'too large'],
    [{ quantity: '1', packName: 'x'.repeat(61) }, 'At most 60 characters.'],
  ])('asks again for %j and keeps what was typed', async (form, problem) => {
    await unknown('NEW')
    const item = String(admin.bakery.flour)
    const response = await send(routes.attachCode, { code: 'NEW', item, packName: 'Bag', ...form })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(problem)
    expect(html).toContain(`value="${form.quantity}"`)
    expect(barcodeOf('NEW')).toBeUndefined()
  })

  it('is not attached twice: who is second is told', async () => {
    await unknown('NEW')
    const form = (item: number) => ({ code: 'NEW', item: String(item), quantity: '', packName: '' })
    await send(routes.attachCode, form(admin.bakery.coke))
    const second = await send(routes.attachCode, form(admin.bakery.bread))
    expect(second.status).toBe(409)
    expect(await second.text()).toContain('An item has this code by now.')
    expect(barcodeOf('NEW')?.[0]).toBe(admin.bakery.coke)
  })

  it('is dismissed until it is scanned again', async () => {
    await unknown('NEW')
    await send(routes.dismissCode, { code: 'NEW', branch: String(admin.bakery.bra) })
    expect(await read()).toContain('No unknown codes.')
    await unknown('NEW')
    expect(await read()).toContain('NEW 3 times')
  })

  it('drops out once a station attached it', async () => {
    await unknown('NEW')
    await attached('NEW', admin.bakery.coke, null)
    expect(await read()).toContain('No unknown codes.')
  })

  it.each(['NEVER-SCANNED', '06001000000025', ''])(
    'that is none, %j, is attached to nothing',
    async (code) => {
      const item = String(admin.bakery.bread)
      expect((await admin.get(links.attachCode({ code }), { cookie: manager })).status).toBe(404)
      const sent = await send(routes.attachCode, { code, item, quantity: '', packName: '' })
      expect([404, 409]).toContain(sent.status)
      expect(barcodeOf(code)?.[0]).not.toBe(admin.bakery.bread)
    },
  )
})

describe('a barcode attached at a station', () => {
  it('is right, or taken off', async () => {
    const [right, wrong] = [
      await attached('A', admin.bakery.coke, 6),
      await attached('B', admin.bakery.coke, null),
    ]
    await send(links.noteSeen(right), {})
    await send(links.takeOffBarcode(wrong), {})
    expect(barcodeOf('A')?.[0]).toBe(admin.bakery.coke)
    expect(barcodeOf('B')).toBeUndefined()
    expect(await read()).toContain('Nothing to look at. A barcode')
  })

  it('says where the books mean something else by it, and then only wants to be seen', async () => {
    await attached('A', admin.bakery.coke, null)
    const late = await attached('A', admin.bakery.bread, null)
    const text = await read()
    expect(text).toContain('Not taken: in the books this code is Coke 330 ml.')
    await send(links.takeOffBarcode(late), {})
    expect(barcodeOf('A')?.[0]).toBe(admin.bakery.coke)
  })

  it('says where it carries another quantity, or is nothing', async () => {
    await attached('A', admin.bakery.coke, 6)
    await attached('A', admin.bakery.coke, 12)
    await attached('HUGE', admin.bakery.coke, 3_000_000_000)
    const text = await read()
    expect(text).toContain('in the books this code carries another quantity')
    expect(text).toContain('Not in the books: no item has this code.')
  })
})

describe('work given up', () => {
  it('is listed until it was seen', async () => {
    const id = await discarded()
    expect((await send(links.noteSeen(id), {})).status).toBe(303)
    expect(await read()).toContain('Nothing to look at. Open work')
    expect((await send(links.noteSeen(id), {})).status).toBe(404)
  })
})

describe('a manager', () => {
  it('sees and does nothing of another branch', async () => {
    const rest = { branch: admin.bakery.brb, station: 'BRB-K1' }
    await unknown('SECRET-CODE', rest)
    const ids = [await attached('OTHERS', admin.bakery.coke, 6, rest), await discarded(rest)]
    const text = await read()
    for (const secret of ['SECRET-CODE', 'OTHERS', 'BRB', 'Fell on the floor'])
      expect(text).not.toContain(secret)
    expect((await admin.get(links.attachCode({ code: 'SECRET-CODE' }), { cookie: manager })).status).toBe(404)
    const item = String(admin.bakery.coke)
    expect((await send(routes.attachCode, { code: 'SECRET-CODE', item, quantity: '' })).status).toBe(404)
    for (const branch of [String(admin.bakery.brb), 'x', ''])
      expect((await send(routes.dismissCode, { code: 'SECRET-CODE', branch })).status).toBe(404)
    for (const id of ids)
      for (const path of [links.noteSeen(id), links.takeOffBarcode(id)])
        expect([path, (await send(path, {})).status]).toEqual([path, 404])
    expect(barcodeOf('OTHERS')?.[0]).toBe(admin.bakery.coke)
    expect(await read(routes.scans, boss)).toContain('SECRET-CODE')
  })

  it.each([':note', '1', 'x', uuidv7()])('gets the same answer for a note called %s', async (id) => {
    expect((await send(links.noteSeen(id), {})).status).toBe(404)
  })

  it('broke nothing', () => {
    expect(admin.reported).toEqual([])
  })
})
