import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CentralUnavailable, type Central } from '../core/database/central.ts'
import { openOutbox } from '../core/outbox/outbox.ts'
import type { Session } from './session/session-state.ts'
import { USUAL_IDLE } from './station-parts.ts'
import type { NumberedInput } from './station.ts'
import { COKE, openStockedBakery, STATION, type StockedBakery } from './testing/open-station.ts'
import { atStation, cards, type AtStation } from './testing/station-steps.ts'

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

const diskFull = (): never => {
  throw new Error('disk full')
}
/** What another process finds in the outbox file. */
function onDisk(): { session: Session; documents: number; codes: unknown[] } {
  const outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  try {
    const { session } = JSON.parse(outbox.readSession(STATION) ?? '{}') as { session: Session }
    const documents = outbox.recent(STATION, 9).length
    return { session, documents, codes: outbox.waitingNotes(9).map(({ note }) => note.content.kind) }
  } finally {
    outbox.close()
  }
}
const numbered = (from: number, ...texts: string[]): NumberedInput[] =>
  texts.map((text, index) => ({ n: from + index, input: { type: 'scan', text } }))

describe('a restart', () => {
  it('in the middle of the work changes nothing', async () => {
    at.startSale()
    at.scan(COKE, 'CRATE')
    const before = at.session()
    await at.restart()
    expect(at.session()).toEqual(before)
    at.scan(COKE)
    at.accept()
    await at.posted()
    expect(at.retail(bakery.coke)).toBe(22)
  })

  it('between accepted and posted posts once, and the screen learns of it', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(COKE)
    at.accept()
    await at.restart()
    await at.posted()
    expect(at.latest()).toMatchObject({ outcome: { state: 'posted' } })
    expect(at.retail(bakery.coke)).toBe(23)
  })

  it('after a posting whose answer was lost posts once', async () => {
    let losses = 1
    const flaky: Central = {
      ...bakery.central,
      async batch(statements) {
        const rows = await bakery.central.batch(statements)
        if (losses-- > 0) throw new CentralUnavailable('the answer was lost')
        return rows
      },
    }
    await at.restart({ central: flaky })
    at.startSale()
    at.scan(COKE)
    at.accept()
    await at.posted()
    expect(at.latest().outcome).toMatchObject({ state: 'posted', number: 'BRA-SAL-00001' })
    expect(at.retail(bakery.coke)).toBe(23)
  })

  it('keeps aside what it cannot read, also of what is parked, and says so', async () => {
    const bad = '{"session":{"v":7}}'
    at.open().outbox.saveSessions(
      [
        { name: STATION, state: bad },
        { name: `${STATION} parked`, state: 'nonsense' },
      ],
      0,
    )
    await at.restart()
    expect(at.session()).toMatchObject({ notice: { problem: 'session_unreadable' }, parked: [] })
    const { outbox } = at.open()
    expect(outbox.readSession(`${STATION} unreadable 1`)).toBe(bad)
    expect(outbox.readSession(`${STATION} parked unreadable 1`)).toBe('nonsense')
  })
})

describe('a kill right after', () => {
  it('Accept wrote loses neither the document nor who is signed in, and takes nothing twice', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    const { station, outbox } = at.open()
    outbox.saveSessions = diskFull
    const presses = numbered(1, COKE, ...cards('review', 'accept'))
    expect(() => station.take('page', presses)).toThrow('disk full')
    // Only Accept's own write came through.
    expect(onDisk()).toMatchObject({
      documents: 1,
      session: {
        operator: { name: 'Thandi M.' },
        place: { kind: 'accepted' },
        latest: { reference: 'BRA-K1-000001', by: { name: 'Thandi M.' } },
      },
    })
    await at.restart()
    expect(at.session()).toMatchObject({ operator: { name: 'Thandi M.' }, place: { kind: 'accepted' } })
    expect(at.open().station.take('page', presses)).toEqual([])
    await at.posted()
    expect(at.documents()).toHaveLength(1)
    expect(at.latest().outcome).toMatchObject({ state: 'posted' })
    expect(at.retail(bakery.coke)).toBe(23)
  })

  it('an undo wrote is one undo', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan(COKE)
    at.accept()
    at.open().outbox.saveSessions = diskFull
    const presses = numbered(1, ...cards('undo', 'confirm'))
    expect(() => at.open().station.take('page', presses)).toThrow('disk full')
    expect(onDisk()).toMatchObject({
      documents: 2,
      session: { latest: { undo: { reference: 'BRA-K1-000002' } } },
    })
    await at.restart()
    expect(at.open().station.take('page', presses)).toEqual([])
    await at.posted()
    expect(at.documents()).toHaveLength(2)
    expect(at.retail(bakery.coke)).toBe(24)
  })

  it('a barcode was attached counts it, and tells it once', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.scan('NEWCODE')
    at.press({ type: 'open_code', key: 'NEWCODE' }, { type: 'ask_attach' })
    at.scan(bakery.badges.palesa, 'BREAD')
    at.open().outbox.saveSessions = diskFull
    const answer = numbered(1, '6')
    expect(() => at.open().station.take('page', answer)).toThrow('disk full')
    await at.restart({ isPosting: false })
    expect(at.lines()).toEqual([['White bread', 6]])
    expect(at.open().station.take('page', answer)).toEqual([])
    expect(onDisk().codes).toEqual(['unknown_scan', 'barcode_attached'])
  })

  it('a code was held notes it once', async () => {
    await at.restart({ isPosting: false })
    at.startSale()
    at.open().outbox.saveSessions = diskFull
    const scans = numbered(1, 'NEWCODE')
    expect(() => at.open().station.take('page', scans)).toThrow('disk full')
    await at.restart({ isPosting: false })
    expect(at.open().station.take('page', scans)).toEqual([])
    expect(onDisk().codes).toEqual(['unknown_scan'])
    expect(at.work().unknown).toMatchObject([{ key: 'NEWCODE', shares: [{ quantity: 1 }] }])
  })

  it('work was given up does not bring it back', async () => {
    at.startSale()
    at.scan(COKE, ...cards('sign_out'), bakery.badges.palesa, ...cards('cancel'))
    at.open().outbox.saveSessions = diskFull
    expect(() => at.press({ type: 'discard', reason: 'mistake' })).toThrow('disk full')
    await at.restart()
    expect(at.session()).toMatchObject({
      place: { kind: 'choosing_operation' },
      operator: { name: 'Palesa D.' },
    })
  })
})

describe('a full disk', () => {
  it('at Accept: nothing was taken, and it says so', () => {
    at.startSale()
    at.scan(COKE)
    at.open().outbox.accept = diskFull
    expect(at.accept()).toEqual(['refused'])
    expect(at.session()).toMatchObject({ place: { kind: 'reviewing' }, notice: { problem: 'not_saved' } })
    expect(at.lines()).toEqual([['Coke 330 ml', 1]])
    expect(at.open().errors).toHaveLength(1)
    expect(onDisk().documents).toBe(0)
  })

  it('at an undo: nothing was undone, and it can be tried again', () => {
    at.startSale()
    at.scan(COKE)
    at.accept()
    const { outbox } = at.open()
    const accept = outbox.accept.bind(outbox)
    outbox.accept = diskFull
    expect(at.scan(...cards('undo', 'confirm'))).toEqual(['refused'])
    expect(at.session()).toMatchObject({
      place: { kind: 'confirming_undo' },
      notice: { problem: 'not_saved' },
    })
    outbox.accept = accept
    expect(at.scan(...cards('confirm'))).toEqual(['done'])
  })

  it('at attaching a barcode: it still waits on the list', () => {
    at.startSale()
    at.scan('NEWCODE')
    at.press({ type: 'open_code', key: 'NEWCODE' }, { type: 'ask_attach' })
    at.scan(bakery.badges.palesa, 'BREAD')
    const { outbox } = at.open()
    const tell = outbox.tell.bind(outbox)
    outbox.tell = diskFull
    expect(at.scan('6')).toEqual(['refused'])
    expect(at.session()).toMatchObject({ place: { kind: 'asking_pack' }, notice: { problem: 'not_saved' } })
    expect(at.lines()).toEqual([])
    outbox.tell = tell
    at.scan('6')
    expect(at.lines()).toEqual([['White bread', 6]])
  })

  it('at giving work up: it is still there', () => {
    at.startSale()
    at.scan(COKE, ...cards('sign_out'), bakery.badges.palesa, ...cards('cancel'))
    at.open().outbox.tell = diskFull
    expect(at.press({ type: 'discard', reason: 'mistake' })).toEqual(['refused'])
    expect(at.session()).toMatchObject({ place: { kind: 'discarding' }, notice: { problem: 'not_saved' } })
    expect(at.lines()).toEqual([['Coke 330 ml', 1]])
  })
})

it('on a full disk still signs out whom nobody sees, and goes on ticking', () => {
  at.startSale()
  let heard = 0
  const stop = at.open().station.subscribe(() => (heard += 1))
  at.open().outbox.saveSessions = diskFull
  at.wait(USUAL_IDLE.quietMs)
  at.wait(USUAL_IDLE.countdownMs)
  stop()
  expect(at.session().operator).toBeNull()
  expect([heard, at.open().errors.length]).toEqual([2, 2])
})

describe('what screens send', () => {
  it('is counted once, also when it is sent again after a restart', async () => {
    at.startSale()
    at.open().station.take('page', numbered(1, COKE, COKE, COKE))
    at.open().station.take('page', numbered(1, COKE, COKE, COKE))
    await at.restart()
    expect(at.open().station.take('page', numbered(2, COKE, COKE, COKE))).toEqual(['ok'])
    expect(at.lines()).toEqual([['Coke 330 ml', 4]])
    at.open().station.take('other page', numbered(1, COKE))
    expect(at.lines()).toEqual([['Coke 330 ml', 5]])
  })

  it('is answered again only when the disk has it', () => {
    at.startSale()
    const { station, outbox } = at.open()
    const save = outbox.saveSessions.bind(outbox)
    outbox.saveSessions = diskFull
    expect(() => station.take('page', numbered(1, COKE))).toThrow('disk full')
    expect(() => station.take('page', numbered(1, COKE))).toThrow('disk full')
    outbox.saveSessions = save
    expect(station.take('page', numbered(1, COKE))).toEqual([])
    expect(outbox.readSession(STATION)).toContain('Coke 330 ml')
    expect(at.lines()).toEqual([['Coke 330 ml', 1]])
  })

  it('is heard by every screen until it listens no more', () => {
    let heard = 0
    const stop = at.open().station.subscribe(() => (heard += 1))
    at.startSale()
    stop()
    at.scan(COKE)
    expect(heard).toBe(2)
  })
})
