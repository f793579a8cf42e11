import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMANDS } from '../core/barcodes/commands.ts'
import { ownCode } from '../core/barcodes/own-codes.ts'
import { USUAL_IDLE } from './station-parts.ts'
import { createStation } from './station.ts'
import { COKE, openStockedBakery, STATION, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'

const { quietMs, countdownMs } = USUAL_IDLE
const DAY_MS = 24 * 60 * 60_000

let bakery: StockedBakery
let at: AtStation
beforeEach(async () => {
  bakery = await openStockedBakery()
  at = atStation(bakery)
})
afterEach(async () => {
  await at.close()
  bakery.close()
})

const signedOut = { operator: null, notice: { kind: 'signed_out', name: 'Thandi M.', why: 'idle' } }
/** Thandi scans two cokes and walks away. */
const leave = () => {
  at.startSale()
  at.scan(COKE, COKE)
  at.wait(quietMs)
  at.wait(countdownMs)
}

describe('nobody at the screen', () => {
  it('counts down in sight, then signs out and keeps the work', () => {
    at.startSale()
    at.scan(COKE)
    at.wait(quietMs - 1)
    expect(at.session().countdownEndsAt).toBeNull()
    at.wait(1)
    expect(at.session().countdownEndsAt).toBe(at.open().time.now + countdownMs)
    at.wait(countdownMs - 1)
    expect(at.session().operator?.name).toBe('Thandi M.')
    at.wait(1)
    expect(at.session()).toMatchObject({ ...signedOut, place: { kind: 'left', by: { name: 'Thandi M.' } } })
    expect(at.lines()).toEqual([['Coke 330 ml', 1]])
  })

  it.each([
    ['a touch', () => at.press({ type: 'touched' })],
    ['a scan', () => at.scan(COKE)],
    ['a scan that is refused', () => at.scan('https://example.com')],
  ])('is not so with %s: it counts from there', (_, something) => {
    at.startSale()
    at.wait(quietMs)
    something()
    expect(at.session().countdownEndsAt).toBeNull()
    at.wait(quietMs - 1)
    expect(at.session()).toMatchObject({ countdownEndsAt: null, operator: { name: 'Thandi M.' } })
  })

  it.each([
    ['before it counts', 0],
    ['while it counts', quietMs],
  ])('leaves nobody signed in for as long as a clock went back, %s', (_, waited) => {
    at.startSale()
    at.wait(waited)
    at.wait(-DAY_MS)
    at.wait(quietMs)
    at.wait(countdownMs)
    expect(at.session()).toMatchObject(signedOut)
  })

  it('is told to every screen, with no sound while it counts', () => {
    at.startSale()
    const heard: (readonly string[])[] = []
    const stop = at.open().station.subscribe((sounds) => heard.push(sounds))
    at.wait(1)
    expect(heard).toEqual([])
    at.wait(quietMs)
    at.wait(countdownMs)
    stop()
    expect(heard).toEqual([[], []])
  })

  it('never happens where nobody is signed in', () => {
    at.scan(ownCode.salesOrder(bakery.order), COKE)
    at.wait(quietMs + countdownMs)
    expect(at.session()).toMatchObject({ countdownEndsAt: null, place: { kind: 'scanning' } })
  })

  it('goes on over a restart', async () => {
    leave()
    await at.restart()
    expect(at.session()).toMatchObject({ ...signedOut, place: { kind: 'left' } })
    at.scan(bakery.badges.thandi)
    expect(at.session()).toMatchObject({ operator: { name: 'Thandi M.' }, place: { kind: 'scanning' } })
  })
})

it('signs out at once who may not work here any more', async () => {
  at.startSale()
  at.scan(COKE)
  await at.sql(`UPDATE person SET is_active = 0 WHERE id = ${bakery.thandi}`)
  at.wait(1_000)
  expect(at.session()).toMatchObject({ operator: null, place: { kind: 'left' } })
})

describe('work that somebody left', () => {
  it('is accepted by who continues it, with who scanned what', async () => {
    leave()
    at.scan(bakery.badges.palesa)
    expect(at.session()).toMatchObject({ place: { kind: 'left', by: { name: 'Thandi M.' } } })
    at.scan(COKE)
    expect(at.notice()).toMatchObject({ why: 'left_work' })
    at.scan(...cards('continue'), COKE)
    at.accept()
    await at.posted()
    expect(at.content()).toMatchObject({
      acceptedBy: bakery.palesa,
      lines: [{ by: bakery.thandi, quantity: 2 }, { quantity: 1 }],
    })
    expect(at.latest().outcome?.state).toBe('posted')
    expect(at.isVerified()).toBe(true)
  })

  it('is given up with a reason, which the book is told with what was scanned', async () => {
    leave()
    at.scan(bakery.badges.palesa, ...cards('cancel'))
    at.press({ type: 'discard', reason: 'done_elsewhere' })
    expect(at.session()).toMatchObject({
      place: { kind: 'choosing_operation' },
      notice: { kind: 'discarded' },
    })
    await at.posted()
    const [note] = bakery.reader.all('SELECT station, person, content FROM station_note')
    expect(note?.slice(0, 2)).toEqual([STATION, bakery.palesa])
    expect(JSON.parse(String(note?.[2]))).toEqual({
      kind: 'work_discarded',
      of: bakery.thandi,
      reason: 'done_elsewhere',
      context: 'BRA-SO-00001',
      lines: [{ item: bakery.coke, quantity: 2 }],
    })
    expect(at.documents()).toEqual([])
  })

  it('is parked, and opened again after a restart by who comes', async () => {
    leave()
    const { documentId } = at.work()
    at.scan(bakery.badges.palesa, ...cards('park'))
    expect(at.session()).toMatchObject({
      place: { kind: 'choosing_operation' },
      parked: [{ by: { name: 'Thandi M.' } }],
    })
    await at.restart()
    expect(at.session().parked).toMatchObject([{ work: { documentId }, by: { name: 'Thandi M.' } }])
    at.scan(ownCode.run(bakery.run), 'BUTTER10', ...cards('park'))
    expect(at.session().parked).toHaveLength(2)
    at.press({ type: 'show_parked' }, { type: 'open_parked', document: documentId })
    await at.restart()
    expect(at.session().parked).toHaveLength(1)
    expect(at.lines()).toEqual([['Coke 330 ml', 2]])
    at.accept()
    await at.posted()
    expect(at.latest()).toMatchObject({ id: documentId, outcome: { state: 'posted' } })
  })
})

describe('a card', () => {
  /** Places, and what nobody answers there on purpose. */
  const PLACES: Readonly<Record<string, { readonly go: () => void; readonly silent?: readonly string[] }>> = {
    home: { go: () => undefined },
    'home, signed in': { go: () => at.scan(bakery.badges.thandi) },
    scanning: { go: () => at.startSale() },
    'scanned something': { go: () => at.scan(bakery.badges.thandi, ownCode.salesOrder(bakery.order), COKE) },
    review: { go: () => (at.startSale(), at.scan(COKE, ...cards('review'))), silent: ['review'] },
    'left, nobody signed in': { go: leave },
    'left, another one': { go: () => (leave(), at.scan(bakery.badges.palesa)) },
    accepted: { go: () => (at.startSale(), at.scan(COKE), at.accept()) },
    'undone already': {
      go: () => (at.startSale(), at.scan(COKE), at.accept(), at.scan(...cards('undo', 'confirm'))),
    },
    'a quantity is asked': {
      go: () => (at.startRun(), at.scan(ownCode.item(bakery.flour))),
      silent: ['erase'],
    },
    // The screen that asks who says itself what it waits for.
    'a remark is asked': { go: () => at.press({ type: 'ask_remark' }), silent: ['help'] },
    'asked who': { go: () => at.press({ type: 'ask_operator' }), silent: ['help'] },
  }

  it.each(Object.keys(PLACES))('is never met with silence: %s', async (name) => {
    await at.restart({ isPosting: false })
    PLACES[name]?.go()
    const { outbox } = at.open()
    const state = outbox.readSession(STATION) ?? JSON.stringify({ session: { ...at.session() }, seen: [] })
    const silent = COMMANDS.filter((command) => {
      outbox.saveSessions([{ name: STATION, state }], 0)
      const station = createStation(at.open().station.parts)
      const before = JSON.stringify(station.session())
      const sounds = station.press({ type: 'scan', text: ownCode.command(command) })
      return sounds.length === 0 && JSON.stringify(station.session()) === before
    })
    expect(silent).toEqual(PLACES[name]?.silent ?? [])
  })
})
