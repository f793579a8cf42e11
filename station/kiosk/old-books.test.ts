import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeBranches } from '../../core/branches/branch-writes.ts'
import { USUAL_LIMITS } from '../../core/branches/old-books.ts'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { workOf } from '../session/session-state.ts'
import { AT, createBrowser, openKiosk } from '../testing/open-kiosk.ts'
import {
  COKE,
  openStation,
  openStockedBakery,
  type OpenStation,
  type StockedBakery,
} from '../testing/open-station.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const noAnswer = (progress?: { bytes: number; expectedBytes: number | undefined }): SyncState => ({
  kind: 'stale',
  since: 0,
  reason: 'no_answer',
  progress,
})

let bakery: StockedBakery
let open: OpenStation
let kiosk: ReturnType<typeof openKiosk>
/** As of when the books are, and how they are kept up to date. */
let asOf: number | undefined
let state: SyncState
let isClockDoubtful: boolean
beforeEach(async () => {
  bakery = await openStockedBakery()
  asOf = TEST_NOW
  isClockDoubtful = false
  state = { kind: 'fresh', since: 0 }
  start()
})
afterEach(async () => {
  await stop()
  bakery.close()
})

function start(isPosting = true): void {
  open = openStation(bakery, {
    dataAsOf: () => asOf,
    copyState: () => state,
    isClockDoubtful: () => isClockDoubtful,
    isPosting,
  })
  kiosk = openKiosk(open)
}
async function stop(): Promise<void> {
  kiosk.close()
  await open.close()
}
async function restart(isPosting = true): Promise<void> {
  await stop()
  start(isPosting)
}
const page = async (): Promise<string> => await (await createBrowser(kiosk.app).get(AT.screen)).text()
const sell = () => {
  open.scan(bakery.badges.thandi)
  open.press(
    { type: 'choose_operation', workflow: 'sales' },
    { type: 'choose_order', active_sales: bakery.order },
  )
}
const accept = () => {
  open.press({ type: 'review' })
  const { documentId, steps } = workOf(open.station.session())!
  open.press({ type: 'accept', document: documentId, steps })
}
const contents = () => open.outbox.recent('BRA-K1', 5).map(({ document }) => document.content)
const isAged = (ageMs: number) => {
  asOf = TEST_NOW - ageMs
  state = noAnswer()
}

describe('the work says how old its books are', () => {
  it.each([
    [14 * MINUTE, undefined, 'checked against <strong>11:46</strong>'],
    [
      3 * HOUR,
      'Books as of 09:00, 3 h old: amounts may have changed.',
      'checked against <strong>09:00</strong>',
    ],
    // Of another day, with its date.
    [
      26 * HOUR,
      'Books as of 19 Nov 10:00, 1 day old: amounts may have changed.',
      'checked against <strong>19 Nov 10:00</strong>',
    ],
    [
      72 * HOUR,
      'Books as of 17 Nov 12:00, 3 days old: a manager is asked at Accept.',
      'checked against <strong>17 Nov 12:00</strong>',
    ],
  ])('at %i ms', async (ageMs, band, checked) => {
    isAged(ageMs)
    sell()
    open.scan(COKE)
    const html = await page()
    expect(html).toContain(checked)
    expect(/<aside class="band[^"]*" aria-label="([^"]*)"/.exec(html)?.[1]).toBe(band)
  })

  it('and never of 1970, where nobody knows it or the clock was set back', async () => {
    for (const unknown of [undefined, TEST_NOW + HOUR]) {
      asOf = unknown
      state = noAnswer()
      sell()
      open.scan(COKE)
      const html = await page()
      expect(html).toContain('Books of unknown age: a manager is asked at Accept.')
      expect(html).not.toMatch(/1970|1 Jan/)
      open.press({ type: 'ask_cancel' }, { type: 'confirm' })
    }
  })

  it('and as of when alone where the clock is in doubt, with the day', async () => {
    isAged(3 * HOUR)
    isClockDoubtful = true
    sell()
    open.scan(COKE)
    const html = await page()
    expect(html).toContain('Books as of 20 Nov 09:00, age unknown: amounts may have changed.')
    expect(html).toContain('checked against <strong>20 Nov 09:00</strong>')
    expect(html).not.toMatch(/\d (h|min|days?) old|waiting for/)
    // It was the network that was missing: with it the time is known as well.
    isClockDoubtful = false
    asOf = TEST_NOW
    state = { kind: 'fresh', since: 0 }
    open.station.redraw()
    expect(await page()).not.toMatch(/class="band|age unknown/)
  })

  it('and is new where the copy has just been proven, before the clock is', async () => {
    isClockDoubtful = true
    asOf = TEST_NOW + 9 * HOUR
    sell()
    open.scan(COKE)
    const html = await page()
    expect(html).not.toMatch(/class="band|age unknown/)
    accept()
    expect(contents()).toMatchObject([{ clockDoubtful: true }])
    expect(contents()[0]?.approval).toBeUndefined()
  })

  it('but not where the book itself is read', async () => {
    await stop()
    open = openStation(bakery)
    kiosk = openKiosk(open)
    open.time.now += 1000 * HOUR
    sell()
    open.scan(COKE)
    expect(await page()).not.toMatch(/class="band|old/)
    accept()
    expect(contents()[0]?.approval).toBeUndefined()
  })
})

describe('a document by old books', () => {
  it('is made with a manager’s word, asked on the spot, also after a restart in the middle', async () => {
    isAged(72 * HOUR)
    sell()
    open.scan(COKE)
    accept()
    expect(await page()).toContain('All of this was checked against them.')
    expect(contents()).toEqual([])
    open.press({ type: 'allow_old_books' })
    await restart()
    expect(await page()).toContain('Which manager allows this?')
    open.scan(bakery.badges.palesa)
    expect(contents()).toMatchObject([
      { acceptedBy: bakery.thandi, approval: { state: 'given', for: ['old_books'], by: bakery.palesa } },
    ])
    await open.posted()
    expect(open.station.session().latest).toMatchObject({ outcome: { state: 'posted' } })
  })

  it('is made without it where only the clock is in doubt: a machine that started without a network works', async () => {
    isAged(12 * HOUR)
    isClockDoubtful = true
    const own = { warnAfter: 15, askAfter: null, stopAfter: 24 * 60 }
    const limits = { sales: own, production: USUAL_LIMITS, general: USUAL_LIMITS }
    await writeBranches(bakery.central).setOldBooks(bakery.bra, limits)
    sell()
    open.scan(COKE)
    expect(await page()).toContain('amounts may have changed')
    accept()
    expect(contents()).toMatchObject([{ clockDoubtful: true }])
    expect(contents()[0]?.approval).toBeUndefined()
    // So long has surely passed since.
    open.time.now += 12 * HOUR
    open.press({ type: 'home' })
    open.press({ type: 'choose_operation', workflow: 'sales' })
    expect(open.station.session()).toMatchObject({ notice: { problem: 'books_too_old' } })
  })

  it('is sent to a manager by the card, and refused until they settle it', async () => {
    isAged(72 * HOUR)
    sell()
    open.scan(COKE)
    accept()
    open.press({ type: 'send' })
    await open.posted()
    expect(open.station.session().latest).toMatchObject({
      isSent: true,
      outcome: { state: 'refused', refusal: { code: 'E_APPROVAL' } },
    })
  })

  it('is asked about no more once the line is back: the question goes by itself, and the next Accept is their own', async () => {
    isAged(72 * HOUR)
    sell()
    open.scan(COKE)
    accept()
    open.press({ type: 'allow_old_books' })
    expect(await page()).toContain('Which manager allows this?')
    open.station.tick()
    expect(await page()).toContain('Which manager allows this?')
    const heard: string[] = []
    open.station.subscribe((sounds) => heard.push(...sounds))
    asOf = TEST_NOW
    state = { kind: 'fresh', since: 0 }
    open.station.tick()
    expect(heard).toEqual(['attention'])
    const html = await page()
    expect(html).toContain('The line is back')
    expect(html).toContain('The books are new, and no manager is asked')
    expect(html).toContain('Accept 1 item')
    expect(html).not.toContain('class="band')
    expect(contents()).toEqual([])
    // As it was: a restart, and more seconds, change nothing.
    await restart()
    open.station.tick()
    expect(await page()).toContain('The line is back')
    const { documentId, steps } = workOf(open.station.session())!
    open.press({ type: 'accept', document: documentId, steps })
    expect(contents()).toMatchObject([{ acceptedBy: bakery.thandi }])
    expect(contents()[0]?.approval).toBeUndefined()
    expect(await page()).not.toContain('The line is back')
  })

  it('is asked about on where the line is back and the books are not: the copy is still looked at', async () => {
    isAged(72 * HOUR)
    sell()
    open.scan(COKE)
    accept()
    state = { kind: 'stale', since: 0, reason: undefined, progress: undefined }
    open.station.tick()
    expect(open.station.session().place.kind).toBe('deciding_old_books')
  })

  it('goes by the branch’s own limits as soon as they are here', async () => {
    isAged(2 * HOUR)
    sell()
    open.scan(COKE)
    const own = { ...USUAL_LIMITS, askAfter: 60, stopAfter: 90 }
    const limits = { sales: own, production: USUAL_LIMITS, general: USUAL_LIMITS }
    await writeBranches(bakery.central).setOldBooks(bakery.bra, limits)
    accept()
    const html = await page()
    expect(html).toContain('too old to accept. Plug in the network, or call a manager.')
    expect(html).toContain('What is scanned is kept')
    expect(contents()).toEqual([])
    open.press({ type: 'park' }, { type: 'choose_operation', workflow: 'sales' })
    expect(open.station.session()).toMatchObject({
      place: { kind: 'choosing_operation' },
      notice: { problem: 'books_too_old' },
    })
    open.press({ type: 'choose_operation', workflow: 'production' })
    expect(open.station.session().place.kind).toBe('choosing_context')
  })

  it('is judged by the books of the Accept: what another station took since the review is asked about', async () => {
    sell()
    open.scan(...Array.from({ length: 12 }, () => COKE))
    open.press({ type: 'review' })
    const [from, to] = [bakery.place('retail'), bakery.place('loss')]
    const lost = { item: bakery.coke, from, to, quantity: 20, take: { by: 'cost' } } as const
    await bakery.post({ event: 'adjustment', lines: [lost] }, 'HQ-A1')
    const { documentId, steps } = workOf(open.station.session())!
    open.press({ type: 'accept', document: documentId, steps })
    expect(open.station.session().place).toMatchObject({ kind: 'deciding_excess', for: ['over_available'] })
    expect(await page()).toContain('only 4 there')
  })
})

describe('the line', () => {
  const later = (ms: number) => {
    open.time.now += ms
    open.station.tick()
  }

  it('is said to be lost, and once to be back, with what is being posted', async () => {
    await restart(false)
    sell()
    open.scan(COKE)
    isAged(5 * MINUTE)
    later(1000)
    expect(await page()).toContain('No network: books as of 11:55. All is saved here.')
    accept()
    // Started again while it is down.
    await restart(false)
    later(1000)
    asOf = TEST_NOW + 31 * MINUTE
    state = { kind: 'fresh', since: 0 }
    open.time.now = TEST_NOW + 31 * MINUTE
    later(1000)
    const said = 'Connected again: books as of 12:31.'
    expect(await page()).toContain(`${said} 1 document is being posted.`)
    await restart()
    await open.posted()
    open.time.now = TEST_NOW + 31 * MINUTE + 5000
    later(1000)
    expect(await page()).toContain(`${said} Everything is posted.`)
    asOf = open.time.now + 20_000
    later(20_000)
    const html = await page()
    expect(html).toContain('Online · 0 waiting')
    expect(html).not.toContain('Connected again')
  })

  it('is no news at the start of a day, while nobody has been asked yet', async () => {
    asOf = TEST_NOW - 12 * HOUR
    state = { kind: 'stale', since: 0, reason: undefined, progress: undefined }
    later(1000)
    expect(await page()).toContain('Books as of 00:00: newer ones are being asked for.')
    expect(open.station.session().link).toEqual({ kind: 'there' })
  })

  it('writes nothing while nothing changes', () => {
    isAged(5 * MINUTE)
    later(1000)
    const before = open.outbox.readSession('BRA-K1')
    open.time.now += 1000
    open.station.tick()
    expect(open.outbox.readSession('BRA-K1')).toBe(before)
    expect(open.station.session().link).toEqual({ kind: 'away' })
  })
})

describe('the copy of the books', () => {
  const failing = (reason: Extract<SyncState, { kind: 'failing' }>['reason']): SyncState => ({
    kind: 'failing',
    since: 0,
    reason,
    message: 'SQLITE_CORRUPT',
    progress: undefined,
  })
  it.each([
    [noAnswer({ bytes: 34_000_000, expectedBytes: 100_000_000 }), 'The books are fetched anew: 34 %.'],
    [noAnswer({ bytes: 34_900_000, expectedBytes: undefined }), 'The books are fetched anew: 34 MB.'],
    // Not done before it is proven.
    [noAnswer({ bytes: 101, expectedBytes: 100 }), 'The books are fetched anew: 99 %.'],
    [failing('token_expired'), 'This station’s token has run out. Tell a manager: enrol it again.'],
    [failing('untrusted'), 'certificate is not to be trusted. Tell a manager.'],
    [
      { kind: 'stale', since: 0, reason: 'not_central', progress: undefined },
      'Something else answers in place of the books.',
    ],
    [failing('disk_full'), 'The disk is too full for newer books. Tell a manager: make room.'],
    [failing('damaged'), 'The copy of the books here cannot be read.'],
    [
      { ...failing('damaged'), progress: { bytes: 1, expectedBytes: 2 } },
      'The books are fetched anew: 50 %.',
    ],
    [{ kind: 'stale', since: 0, reason: 'busy', progress: undefined }, 'newer ones are being asked for'],
    [noAnswer(), 'No network: books as of 11:55.'],
  ] as const)('%j is said in words, with what to do', async (of, text) => {
    isAged(5 * MINUTE)
    state = of
    const html = await page()
    expect(html).toContain(text)
    expect(html).not.toContain('SQLITE')
  })
})
