import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDocumentId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { createLines } from './lines.ts'
import { createPulse } from './pulse.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let admin: Admin
let cookie: string
beforeEach(async () => {
  admin = await openAdmin()
  cookie = await admin.signIn('pieter')
  await admin.caughtUp()
})
afterEach(() => admin.close())

/** Reads a line event by event. */
async function listen(path: string = routes.live, as = cookie, headers: Record<string, string> = {}) {
  const hanging = new AbortController()
  const request = new Request(`http://localhost${path}`, {
    headers: { cookie: as, 'hx-request-type': 'partial', ...headers },
    signal: hanging.signal,
  })
  const response = await admin.app.fetch(request)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    response,
    /** The next event; undefined: the line has ended. */
    async next(): Promise<{ event: string; id: string } | undefined> {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const [block, rest] = [text.slice(0, end), text.slice(end + 2)]
          text = rest
          const field = (name: string) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1] ?? ''
          if (!block.startsWith(':')) return { event: field('event'), id: field('id') }
          continue
        }
        const read = await reader?.read()
        if (read === undefined || read.done) return undefined
        text += read.value
      }
    },
    hangUp: () => hanging.abort(),
  }
}

const move = () =>
  admin.bakery.post({
    event: 'opening',
    lines: [
      {
        item: admin.bakery.coke,
        from: admin.bakery.place('opening'),
        to: admin.bakery.place('retail'),
        quantity: 1,
        take: { by: 'stated', amount: 10 },
      },
    ],
  })

const sinceOf = (html: string): string => /hx-sse:connect="[^"]*since=([\w-]+)"/.exec(html)?.[1] ?? ''

describe('an open page', () => {
  it('is told that something moved, and nothing of what', async () => {
    const line = await listen()
    expect(line.response.headers.get('content-type')).toContain('text/event-stream')
    expect(line.response.headers.get('x-accel-buffering')).toBe('no')
    expect(await line.next()).toMatchObject({ event: 'here' })
    await move()
    const told = await line.next()
    expect(told).toEqual({ event: 'moved', id: expect.stringMatching(/^[\w-]{16}$/) })
    line.hangUp()
  })

  it.each([
    ['a document waits', () => void admin.outbox.accept({ writer: 'HQ-A1', draft: WAITS() })],
    [
      'the book was proven',
      () => void (admin.light.latest = { isGreen: true, summary: '', at: admin.clock.at }),
    ],
    ['a proof began', () => void (admin.light.isRunning = true)],
    ['a minute went by', () => void (admin.clock.at += 60_000)],
  ])('is told that %s', async (_, change) => {
    const line = await listen()
    await line.next()
    change()
    expect(await line.next()).toMatchObject({ event: 'moved' })
    line.hangUp()
  })

  it('learns at once what moved since it was drawn, or since its line broke', async () => {
    const html = await (await admin.get(routes.home, { cookie })).text()
    const since = sinceOf(html)
    const first = await listen(links.live({ since }))
    const here = await first.next()
    expect(here).toEqual({ event: 'here', id: since })
    first.hangUp()
    await move()
    await admin.caughtUp()
    expect(await (await listen(links.live({ since }))).next()).toMatchObject({ event: 'moved' })
    const again = await listen(links.live({ since: 'long-ago' }), cookie, { 'last-event-id': since })
    const moved = await again.next()
    expect(moved).toMatchObject({ event: 'moved' })
    const upToDate = await listen(links.live({ since }), cookie, { 'last-event-id': moved?.id ?? '' })
    expect(await upToDate.next()).toMatchObject({ event: 'here' })
  })

  it('asks for itself anew, as the same content', async () => {
    const html = await (await admin.get(links.stock({ text: 'coke' }), { cookie })).text()
    expect(html).toContain('hx-get="/admin/stock?text=coke" hx-trigger="moved from:#live"')
    const form = await (await admin.get(routes.newRemark, { cookie })).text()
    expect(form).not.toContain('moved from')
    expect(form).not.toContain('hx-sse')
  })
})

describe('the line', () => {
  it('is for who is signed in', async () => {
    const { response } = await listen(routes.live, '')
    expect(response.status).toBe(401)
    expect(response.headers.get('hx-redirect')).toBe(routes.signIn)
  })

  it.each([
    [
      'signed out everywhere',
      `UPDATE person SET session_version = session_version + 1 WHERE login = 'pieter'`,
    ],
    ['not active any more', `UPDATE person SET is_active = 0 WHERE login = 'pieter'`],
    [
      'moved to another branch',
      `UPDATE person SET branch = (SELECT id FROM branch WHERE prefix = 'BRB') WHERE login = 'pieter'`,
    ],
  ])('ends when its person is %s; the page then asks and is answered like any other', async (_, sql) => {
    const line = await listen()
    await line.next()
    await admin.bakery.central.batch([
      { sql: uncatalogued(sql), args: [] },
      { sql: uncatalogued('UPDATE meta SET seq = seq + 1'), args: [] },
    ])
    expect(await line.next()).toMatchObject({ event: 'moved' })
    expect(await line.next()).toBeUndefined()
  })

  it('ends when the session runs out', async () => {
    const line = await listen()
    await line.next()
    admin.clock.at += 11 * 3_600_000
    expect(await line.next()).toMatchObject({ event: 'moved' })
    expect(await line.next()).toBeUndefined()
    expect((await admin.get(routes.home, { cookie, isFragment: true })).headers.get('hx-redirect')).toBe(
      routes.signIn,
    )
  })

  it('ends with the process', async () => {
    const line = await listen()
    await line.next()
    admin.ending.abort()
    expect(await line.next()).toBeUndefined()
  })

  it('is one of eight of a session at most, and free again when it ends', async () => {
    const open = await Promise.all(Array.from({ length: 8 }, () => listen()))
    for (const line of open) expect(await line.next()).toMatchObject({ event: 'here' })
    expect((await listen()).response.status).toBe(429)
    const other = await listen(routes.live, await admin.signIn('naledi'))
    expect(other.response.status).toBe(200)
    admin.ending.abort()
    for (const line of open) expect(await line.next()).toBeUndefined()
    expect((await listen()).response.status).toBe(200)
  })
})

describe('the pulse', () => {
  it('asks once for all who wait, and not at all when nobody does', async () => {
    let [asked, state] = [0, 'a']
    const pulse = createPulse({
      look: () => {
        asked += 1
        return state
      },
      everyMs: 5,
      report: () => undefined,
    })
    const { signal } = new AbortController()
    const waiting = [1, 2, 3].map(() => pulse.next('a', { signal, waitMs: 60_000 }))
    expect(asked).toBe(0)
    state = 'b'
    await Promise.all(waiting)
    expect(asked).toBe(1)
    await pulse.next('b', { signal, waitMs: 30 })
    const before = asked
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(asked).toBe(before)
  })
})

describe('a book that cannot be read for a moment', () => {
  it('is asked again', async () => {
    const reported: unknown[] = []
    let asked = 0
    const pulse = createPulse({
      look() {
        asked += 1
        if (asked === 1) throw new Error('busy')
        return 'b'
      },
      everyMs: 5,
      report: (error) => reported.push(error),
    })
    await pulse.next('a', { signal: new AbortController().signal, waitMs: 60_000 })
    expect(reported).toHaveLength(1)
  })
})

describe('lines of a session', () => {
  it('are counted once each, however often one is hung up', () => {
    const lines = createLines(2)
    const [first, second] = [lines.open('a'), lines.open('a')]
    expect(lines.open('a')).toBeUndefined()
    first?.()
    first?.()
    expect(lines.count()).toBe(1)
    expect(lines.open('a')).toBeDefined()
    expect(lines.open('a')).toBeUndefined()
    second?.()
    expect(lines.count()).toBe(1)
  })
})

/** A document of the office for which nobody rings the poster. */
const WAITS = () => {
  const { bakery } = admin
  return {
    id: newDocumentId(),
    event: 'opening' as const,
    branch: bakery.bra,
    acceptedBy: bakery.palesa,
    acceptedAt: admin.clock.at,
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('opening'),
        to: bakery.place('retail'),
        quantity: 1,
        take: { by: 'stated' as const, amount: 10 },
      },
    ],
  }
}
