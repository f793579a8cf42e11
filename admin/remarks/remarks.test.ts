import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { openReader } from '../../core/database/reader.ts'
import { OFFICE_WRITER } from '../../core/outbox/office-outbox.ts'
import type { StationNote } from '../../core/stations/note.ts'
import { sendNotes } from '../../core/stations/send-notes.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let manager: string
let other: string
let boss: string
beforeAll(async () => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  other = await admin.signIn('ayesha')
  boss = await admin.signIn('naledi')
})
afterAll(() => admin.close())
beforeEach(async () => {
  await admin.bakery.central.batch([{ sql: uncatalogued('DELETE FROM station_note'), args: [] }])
})

const SCREEN = { screen: 'Scanning', context: 'BRA-SO-00001 · last: Coke 330 ml' }

/** A remark of a station, as it comes to the books. */
async function remark(text: string, rest: Partial<StationNote> = {}): Promise<string> {
  const { bra, thandi, central } = admin.bakery
  const id = uuidv7()
  const content = { kind: 'remark', text, ...SCREEN } as const
  const note = { id, station: 'BRA-K1', branch: bra, at: TEST_NOW, person: thandi, content, ...rest }
  admin.outbox.tell({ notes: [note], now: TEST_NOW })
  await sendNotes(() => central, admin.outbox)
  return id
}
const inBook = () =>
  admin.bakery.reader.all(
    `SELECT n.station, n.branch, p.login, json_extract(n.content, '$.text'), json_extract(n.content, '$.screen')
     FROM station_note n LEFT JOIN person p ON p.id = n.person WHERE n.kind = 'remark' ORDER BY n.id`,
  )
/** What the office told is in the books. */
async function untilToldTo(count: number): Promise<void> {
  await vi.waitFor(() => expect(inBook()).toHaveLength(count), { timeout: 30_000, interval: 5 })
}
const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
async function read(path: string, cookie = manager): Promise<string> {
  const response = await admin.get(path, { cookie })
  expect([path, response.status]).toEqual([path, 200])
  return await response.text()
}

describe('the page of remarks', () => {
  it('says what will be there and how it comes', async () => {
    expect(await read(routes.remarks)).toContain('by “Tell us” at the foot of a page')
    expect(await read(links.remarks({ state: 'seen' }))).toContain('No remark was marked as seen yet.')
  })

  it('says who told what, where, on what and when, the newest first', async () => {
    await remark('The scanner does not read well', { at: TEST_NOW - 60_000, person: null })
    await remark('Please <b>come</b>')
    const html = await read(routes.remarks)
    expect(html).toContain('Please &lt;b&gt;come&lt;/b&gt;')
    expect(textOf(html)).toMatch(
      /come.*Thandi M\. Scanning, station BRA-K1 BRA-SO-00001 · last: Coke 330 ml 20 Nov 12:00.*The scanner does not read well nobody signed in/,
    )
    expect(/undefined|NaN|\[object|>null</.exec(html)?.[0]).toBeUndefined()
  })

  it('links to the page that a remark is about, and to no other place', async () => {
    const at = (screen: string) => ({
      content: { kind: 'remark', text: 'Look', screen, context: '' } as const,
    })
    await remark('', at('/admin/stock?text=coke'))
    await remark('', at('/admin/../evil'))
    await remark('', at('https://evil.example/'))
    const html = await read(routes.remarks)
    expect(html).toContain('<a href="/admin/stock?text=coke">')
    expect(html).not.toMatch(/href="[^"]*evil/)
  })

  it('goes on where a page ends, within a branch and over all of them', async () => {
    const { bra, brb, central } = admin.bakery
    await central.batch(
      Array.from({ length: 120 }, (_, index) => ({
        sql: uncatalogued(`INSERT INTO station_note (id, station, branch, kind, at, person, content)
          VALUES (?1, 'BRA-K1', ?2, 'remark', ?3, NULL, ?4)`),
        args: [
          uuidv7(),
          [bra, brb, null][index % 3] ?? null,
          // Some at the very same moment.
          TEST_NOW + Math.floor(index / 5),
          JSON.stringify({ kind: 'remark', text: `No ${index}.`, screen: 'Home', context: '' }),
        ],
      })),
    )
    const numbers = async (cookie: string): Promise<number[]> => {
      const found: number[] = []
      let path: string | undefined = routes.remarks
      for (let turn = 0; path !== undefined && turn < 9; turn++) {
        const html: string = await read(path, cookie)
        found.push(...Array.from(html.matchAll(/>No (\d+)\.</g), ([, number]) => Number(number)))
        path = /href="([^"]*after=[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      }
      return found
    }
    const all = await numbers(boss)
    expect(all).toHaveLength(120)
    expect(new Set(all).size).toBe(120)
    expect((await numbers(manager)).every((number) => number % 3 === 0)).toBe(true)
    expect(await numbers(manager)).toHaveLength(40)
  })

  it('shows a manager their own branch, and what is about all branches to a super admin only', async () => {
    await remark('Of BRA')
    await remark('Of BRB', { branch: admin.bakery.brb, station: 'BRB-K1' })
    await remark('Of all', { branch: null, station: OFFICE_WRITER })
    const said = async (cookie: string) => (await read(routes.remarks, cookie)).match(/Of (?:BRA|BRB|all)/g)
    expect(new Set(await said(manager))).toEqual(new Set(['Of BRA']))
    expect(new Set(await said(other))).toEqual(new Set(['Of BRB']))
    expect(new Set(await said(boss))).toEqual(new Set(['Of BRA', 'Of BRB', 'Of all']))
    const narrowed = `${boss}; scanbook-branch=${admin.bakery.bra}`
    expect(new Set(await said(narrowed))).toEqual(new Set(['Of BRA']))
  })

  it('is read by indexes, however many notes there are', () => {
    // A reader of its own: in this driver, one that has explained a plan stays at the old state of the book.
    const reader = openReader(admin.bakery.path)
    const plan = (done: string) =>
      reader
        .all(
          `EXPLAIN QUERY PLAN SELECT n.id FROM station_note n WHERE n.branch IS ?1 AND n.kind = 'remark'
           AND n.done_at ${done} AND (n.at, n.id) < (?2, ?3) ORDER BY n.at DESC, n.id DESC LIMIT 51`,
          1,
          2,
          '',
        )
        .map((row) => String(row[3]))
        .join('; ')
    expect(plan('IS NULL')).toMatch(/^SEARCH n USING .*INDEX station_note_open \(branch=\? AND kind=\?/)
    expect(plan('IS NOT NULL')).toMatch(/^SEARCH n USING .*INDEX station_note_remark_seen \(branch=\?/)
    reader.close()
  })
})

describe('Seen', () => {
  const seen = (id: string, cookie = manager) => admin.post(links.remarkSeen(id), {}, { cookie })

  it('takes a remark off the open ones and keeps it among the seen; twice is once', async () => {
    const id = await remark('Once')
    for (const _ of [1, 2]) {
      const response = await seen(id)
      expect([response.status, response.headers.get('location')]).toEqual([303, routes.remarks])
      admin.clock.at += 1000
    }
    expect(await read(routes.remarks)).not.toContain('Once')
    expect(await read(links.remarks({ state: 'seen' }))).toContain('Once')
    expect(admin.bakery.reader.get('SELECT done_at FROM station_note')?.[0]).toBe(admin.clock.at - 2000)
  })

  it('answers for somebody else’s as for what is not there', async () => {
    const { brb } = admin.bakery
    const strange = await remark('Of BRB', { branch: brb, station: 'BRB-K1' })
    const ofAll = await remark('Of all', { branch: null, station: OFFICE_WRITER })
    for (const id of [strange, ofAll, uuidv7(), 'x']) expect((await seen(id)).status).toBe(404)
    expect(admin.bakery.reader.get('SELECT count(*) FROM station_note WHERE done_at IS NULL')).toEqual([2])
    expect((await seen(ofAll, boss)).status).toBe(303)
  })

  it('is for remarks, not for other notes', async () => {
    const id = await remark('', { content: { kind: 'unknown_scan', code: 'X', times: 1 } })
    expect((await seen(id)).status).toBe(404)
  })
})

describe('Tell us', () => {
  const tell = (form: Record<string, string>, cookie = manager) =>
    admin.post(routes.newRemark, { id: uuidv7(), text: 'The figures are small', ...form }, { cookie })

  it('is at the foot of every page, and knows which one it was', async () => {
    expect(await read(routes.stock)).toContain(`<a href="${routes.newRemark}">`)
    const open = async (referer: string) => {
      const headers = { cookie: manager, referer }
      return await (await admin.app.request(routes.newRemark, { headers })).text()
    }
    expect(await open('http://localhost/admin/stock?text=coke')).toContain(
      'name="from" value="/admin/stock?text=coke"',
    )
    expect(await open('http://evil.example/admin/stock')).toContain('name="from" value="/admin"')
    expect(await open('http://localhost/station/BRA-K1/')).toContain('name="from" value="/admin"')
  })

  it('goes to the manager’s own branch, with the page and who', async () => {
    const response = await tell({ from: '/admin/stock?text=coke' })
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      links.toldRemark({ from: '/admin/stock?text=coke' }),
    ])
    await untilToldTo(1)
    const { bra } = admin.bakery
    expect(inBook()).toEqual([
      [OFFICE_WRITER, bra, 'pieter', 'The figures are small', '/admin/stock?text=coke'],
    ])
    expect(await read(links.toldRemark({ from: '/admin/stock' }))).toContain('href="/admin/stock"')
  })

  it('is about all branches from a super admin who looks at all, and about the one they look at', async () => {
    const { brb } = admin.bakery
    await tell({ text: 'To all' }, boss)
    await tell({ text: 'To one' }, `${boss}; scanbook-branch=${brb}`)
    await untilToldTo(2)
    expect(inBook().map((row) => [row[1], row[3]])).toEqual([
      [null, 'To all'],
      [brb, 'To one'],
    ])
  })

  it('tells once however often the form is sent', async () => {
    const id = uuidv7()
    await tell({ id })
    await untilToldTo(1)
    await tell({ id })
    await tell({ id: uuidv7(), text: 'The next one' })
    await untilToldTo(2)
  })

  it.each([
    [{ text: ' ' }, 'Write what you want to tell.'],
    [{ text: 'a'.repeat(1001) }, 'more than 1,000 characters'],
    [{ id: 'not one' }, 'Look at it and send it again.'],
  ])('keeps what was typed and says what is wrong: %o', async (form, says) => {
    const response = await tell({ from: '/admin/runs', ...form })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(says)
    expect(html).toContain('name="from" value="/admin/runs"')
    expect(html).toContain(`${('text' in form ? form.text : 'The figures are small').trim()}</textarea>`)
    expect(inBook()).toEqual([])
  })

  it('sends nobody on to another place', async () => {
    const response = await tell({ from: 'https://evil.example/' })
    expect(response.headers.get('location')).toBe(links.toldRemark({ from: routes.home }))
    expect(await read(links.toldRemark({ from: '//evil.example' }))).not.toContain('evil')
  })
})
