import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { uuidv7 } from 'uuidv7'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { createItemResolver } from '../items/resolve-item.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { startPoster } from '../outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { StationNote } from './note.ts'
import { readAttachedBarcodes, readUnknownCodes } from './read-notes.ts'
import { sendNotes } from './send-notes.ts'
import { writeNotes } from './settle-notes.ts'

let bakery: Bakery
let outbox: Outbox
let reader: Reader
beforeEach(async () => {
  bakery = await openBakery()
  const path = join(bakery.folder, 'outbox.db')
  outbox = openOutbox(path)
  reader = openReader(bakery.path, { outbox: path })
})
afterEach(() => {
  reader.close()
  outbox.close()
  bakery.close()
})

function noteOf(content: StationNote['content'], rest: Partial<StationNote> = {}): StationNote {
  return {
    id: uuidv7(),
    station: 'BRA-K1',
    branch: bakery.bra,
    at: TEST_NOW,
    person: bakery.thandi,
    content,
    ...rest,
  }
}
const unknown = (code: string, rest: Partial<StationNote> = {}): StationNote =>
  noteOf({ kind: 'unknown_scan', code, times: 2 }, rest)
const attached = (code: string, item: number, quantity: number | null = null): StationNote =>
  noteOf({ kind: 'barcode_attached', code, item, quantity, packName: null, allowedBy: bakery.palesa })
const tell = (...notes: StationNote[]): void => outbox.tell({ notes, now: TEST_NOW })
const inBook = (): unknown[] => bakery.reader.all('SELECT id, kind FROM station_note').map(([id]) => id)
const barcodes = (): unknown[] =>
  bakery.reader.all(
    'SELECT code, item, quantity, attached_by, attached_at FROM barcode WHERE attached_at > 0',
  )
const attachedHere = (): unknown[] => reader.all('SELECT code FROM outbox.attached_barcode').flat()

/** What a scan of the code would find. */
function resolve(code: string) {
  const at = { retail: bakery.place('retail'), salesOrder: bakery.order }
  return createItemResolver(reader, bakery.bra).onOrder({ code }, at)
}

/** Central whose answers are lost after they were given, so many times. */
function losing(times: number): Central {
  let losses = times
  return {
    ...bakery.central,
    async batch(statements) {
      const rows = await bakery.central.batch(statements)
      if (losses-- > 0) throw new CentralUnavailable('the answer was lost')
      return rows
    },
  }
}
const noAnswer = () => Promise.reject(new CentralUnavailable('nobody answers'))
const down: Central = { groupLimit: 20, batch: noAnswer, all: noAnswer, script: noAnswer, close: () => {} }

describe('notes of a station', () => {
  it('arrive in the book, and are forgotten here', async () => {
    const notes = [unknown('A-1'), unknown('A-2')]
    tell(...notes)
    expect(outbox.waitingNotes(9).map(({ note }) => note)).toEqual(notes)
    expect(await sendNotes(() => bakery.central, outbox)).toBe(2)
    expect(new Set(inBook())).toEqual(new Set(notes.map(({ id }) => id)))
    expect(outbox.waitingNotes(9)).toEqual([])
    expect(await sendNotes(() => bakery.central, outbox)).toBe(0)
  })

  it('wait where nobody answers, over a restart', async () => {
    tell(unknown('A-1'))
    await expect(sendNotes(() => down, outbox)).rejects.toThrow(CentralUnavailable)
    outbox.close()
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    expect(outbox.waitingNotes(9)).toHaveLength(1)
    await sendNotes(() => bakery.central, outbox)
    expect(inBook()).toHaveLength(1)
  })

  it('are written once when the answer is lost, however often', async () => {
    tell(unknown('A-1'), attached('NEW', bakery.coke, 24))
    const central = losing(3)
    for (let tries = 0; tries < 3; tries++)
      await expect(sendNotes(() => central, outbox)).rejects.toThrow(CentralUnavailable)
    await sendNotes(() => central, outbox)
    expect(inBook()).toHaveLength(2)
    expect(barcodes()).toEqual([['NEW', bakery.coke, 24, bakery.thandi, TEST_NOW]])
    expect(outbox.waitingNotes(9)).toEqual([])
  })

  it('told twice are one', async () => {
    const note = unknown('A-1')
    tell(note)
    tell(note, note)
    await sendNotes(() => bakery.central, outbox)
    tell(note)
    await sendNotes(() => bakery.central, outbox)
    expect(inBook()).toEqual([note.id])
  })

  it('are told with what the station remembers, all or nothing', () => {
    const bad = unknown('x'.repeat(61))
    const sessions = [{ name: 'BRA-K1', state: '{"lines":1}' }]
    expect(() => outbox.tell({ notes: [unknown('A-1'), bad], sessions, now: TEST_NOW })).toThrow('too_big')
    expect(outbox.waitingNotes(9)).toEqual([])
    expect(outbox.readSession('BRA-K1')).toBeUndefined()
    outbox.tell({ notes: [attached('NEW', bakery.coke)], sessions, now: TEST_NOW })
    expect(outbox.readSession('BRA-K1')).toBe('{"lines":1}')
    expect(attachedHere()).toEqual(['NEW'])
  })

  it('arrive in order, more than fit into one batch', async () => {
    const notes = Array.from({ length: 45 }, (_, index) => unknown(`A-${index}`, { at: TEST_NOW + index }))
    tell(...notes)
    const sent: number[] = []
    for (let count = 1; count > 0; sent.push(count)) count = await sendNotes(() => bakery.central, outbox)
    expect(sent).toEqual([20, 20, 5, 0])
    const order = bakery.reader.all('SELECT id FROM station_note ORDER BY at').flat()
    expect(order).toEqual(notes.map(({ id }) => id))
  })

  it.each(["'; DROP TABLE station_note --", '"}', '%_\\', 'é💥', '\u0001'])(
    'carry a code that says %j',
    async (code) => {
      tell(unknown(code))
      await sendNotes(() => bakery.central, outbox)
      expect(readUnknownCodes(ALL_BRANCHES, bakery.reader, 9)).toMatchObject([{ code, times: 2 }])
    },
  )
})

describe('a barcode attached at a station', () => {
  it('means its item at once, offline too, and still after it was sent', async () => {
    expect(resolve('NEW')).toBeUndefined()
    tell(attached('NEW', bakery.coke, 24))
    expect(resolve('NEW')).toMatchObject({ item: bakery.coke, packQuantity: 24 })
    await expect(sendNotes(() => down, outbox)).rejects.toThrow(CentralUnavailable)
    expect(resolve('NEW')).toMatchObject({ item: bakery.coke })
    await sendNotes(() => bakery.central, outbox)
    expect(attachedHere()).toEqual([])
    expect(resolve('NEW')).toMatchObject({ item: bakery.coke, packQuantity: 24 })
  })

  it('means what the book says where the book knows it, and the manager is told', async () => {
    await writeNotes(bakery.central).attach({
      code: 'NEW',
      item: bakery.bread,
      quantity: null,
      packName: null,
      by: bakery.palesa,
      at: TEST_NOW - 1,
    })
    tell(attached('NEW', bakery.coke))
    expect(resolve('NEW')).toMatchObject({ item: bakery.bread })
    await sendNotes(() => bakery.central, outbox)
    expect(resolve('NEW')).toMatchObject({ item: bakery.bread })
    expect(attachedHere()).toEqual([])
    expect(readAttachedBarcodes(ALL_BRANCHES, bakery.reader, 9)).toMatchObject([
      { code: 'NEW', inBooks: 'other', meansInstead: 'White bread', allowedBy: 'Palesa D.' },
    ])
  })

  it('attached twice means what was told first; the second is the conflict', async () => {
    tell(attached('NEW', bakery.coke), attached('NEW', bakery.bread))
    expect(resolve('NEW')).toMatchObject({ item: bakery.coke })
    await sendNotes(() => bakery.central, outbox)
    expect(resolve('NEW')).toMatchObject({ item: bakery.coke })
    const states = readAttachedBarcodes(ALL_BRANCHES, bakery.reader, 9).map(({ inBooks }) => inBooks)
    expect(states.toSorted()).toEqual(['as_told', 'other'])
  })

  it('that was taken off stays off when its note is sent again', async () => {
    const note = attached('NEW', bakery.coke)
    tell(note)
    await expect(sendNotes(() => losing(1), outbox)).rejects.toThrow(CentralUnavailable)
    await writeNotes(bakery.central).takeOff(note.id, TEST_NOW + 5)
    await sendNotes(() => bakery.central, outbox)
    expect(barcodes()).toEqual([])
    expect(resolve('NEW')).toBeUndefined()
    expect(readAttachedBarcodes(ALL_BRANCHES, bakery.reader, 9)).toEqual([])
  })

  it('is taken off only where it is still the one that was told of', async () => {
    const note = attached('NEW', bakery.coke)
    tell(note)
    await sendNotes(() => bakery.central, outbox)
    await bakery.central.batch([
      { sql: uncatalogued(`UPDATE barcode SET attached_at = attached_at + 1 WHERE code = 'NEW'`), args: [] },
    ])
    await writeNotes(bakery.central).takeOff(note.id, TEST_NOW + 5)
    expect(barcodes()).toHaveLength(1)
  })

  it('of an item that is not there holds up no other note', async () => {
    const other = unknown('A-1')
    tell(attached('NEW', 999_999), attached('HUGE', bakery.coke, 3_000_000_000), other)
    await sendNotes(() => bakery.central, outbox)
    expect(inBook()).toHaveLength(3)
    expect(barcodes()).toEqual([])
  })
})

it('goes by the way of the station that told it, in order', async () => {
  const ways: string[] = []
  const way = (station: string) => {
    ways.push(station)
    return bakery.central
  }
  tell(unknown('A-1'), unknown('A-2'), unknown('A-3', { station: 'BRA-K2' }), unknown('A-4'))
  const sent: number[] = []
  for (let count = 1; count > 0; sent.push(count)) count = await sendNotes(way, outbox)
  expect(sent).toEqual([2, 1, 1, 0])
  expect(ways).toEqual(['BRA-K1', 'BRA-K2', 'BRA-K1'])
  expect(inBook()).toHaveLength(4)
})

describe('the unknown codes', () => {
  it('are counted by code, with stations and people, and drop out once they mean something', async () => {
    const { bra, palesa, thandi, central } = bakery
    tell(
      unknown('A-1'),
      unknown('A-1', { station: 'BRA-K2', at: TEST_NOW + 9, person: palesa }),
      unknown('A-1', { person: null }),
      unknown('A-2', { at: TEST_NOW + 4 }),
      unknown('B-1', { branch: bakery.brb }),
    )
    while ((await sendNotes(() => central, outbox)) > 0);
    expect(readUnknownCodes(onlyBranch(bra), bakery.reader, 9)).toMatchObject([
      {
        code: 'A-1',
        times: 6,
        lastAt: TEST_NOW + 9,
        stations: ['BRA-K1', 'BRA-K2'],
        people: ['Palesa D.', 'Thandi M.'],
      },
      { code: 'A-2', times: 2, people: ['Thandi M.'] },
    ])
    const barcode = {
      code: 'A-1',
      item: bakery.coke,
      quantity: null,
      packName: null,
      by: thandi,
      at: TEST_NOW,
    }
    expect(await writeNotes(central).attach(barcode)).toBe('attached')
    expect(await writeNotes(central).attach({ ...barcode, item: bakery.bread })).toBe('taken')
    expect(readUnknownCodes(onlyBranch(bra), bakery.reader, 9)).toMatchObject([{ code: 'A-2' }])
    await writeNotes(central).dismissCode('A-2', [bakery.brb], TEST_NOW)
    expect(readUnknownCodes(onlyBranch(bra), bakery.reader, 9)).toHaveLength(1)
    await writeNotes(central).dismissCode('A-2', [bra], TEST_NOW)
    expect(readUnknownCodes(onlyBranch(bra), bakery.reader, 9)).toEqual([])
    tell(unknown('A-2'))
    await sendNotes(() => central, outbox)
    expect(readUnknownCodes(onlyBranch(bra), bakery.reader, 9)).toMatchObject([{ code: 'A-2', times: 2 }])
  })
})

describe('the poster', () => {
  const openPoster = (central: Central) =>
    startPoster({
      centralOf: () => central,
      outbox,
      clock: { now: () => TEST_NOW },
      zoneOf: () => ZONE,
      onOutcomes: () => {},
    })
  const sale = (quantity: number): Parameters<Outbox['accept']>[0] => ({
    writer: 'BRA-K1',
    draft: {
      id: newDocumentId(),
      event: 'sale',
      branch: bakery.bra,
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.thandi,
      salesOrder: bakery.order,
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('retail'),
          to: bakery.place('customer'),
          quantity,
          take: { by: 'cost' },
        },
      ],
    },
  })

  it('sends notes when it is woken, again after a lost answer, and is drained only then', async () => {
    const poster = openPoster(losing(1))
    await poster.drained()
    tell(unknown('A-1'))
    poster.wake()
    await poster.drained()
    expect(outbox.waitingNotes(9)).toEqual([])
    expect(inBook()).toHaveLength(1)
    await poster.stop()
  })

  it('sends them also where a writer has to stop', async () => {
    // A copied card: the book has this writer's first document already, with other content.
    const { coke, place } = bakery
    const lines = [
      { item: coke, from: place('retail'), to: place('write_off'), quantity: 1, take: { by: 'cost' } },
    ]
    await bakery.post({ event: 'write_off', lines } as Parameters<typeof bakery.post>[0])
    outbox.accept(sale(1))
    tell(unknown('A-1'))
    const poster = openPoster(bakery.central)
    await expect.poll(() => poster.state()).toMatchObject({ kind: 'stopped', alarm: 'writer_stopped' })
    await poster.stop()
    expect(inBook()).toHaveLength(1)
  })

  it('posts also where notes cannot be sent, and tries those again', async () => {
    tell(unknown('A-1'))
    outbox.accept(sale(1))
    let refusals = 2
    const poster = openPoster({
      ...bakery.central,
      batch: (statements) =>
        refusals > 0 && statements.some(({ sql }) => sql.includes('station_note')) && refusals-- > 0
          ? Promise.reject(new CentralUnavailable('no notes now'))
          : bakery.central.batch(statements),
    })
    await poster.drained()
    expect(refusals).toBe(0)
    expect(outbox.waiting('BRA-K1', 9)).toEqual([])
    expect(inBook()).toHaveLength(1)
    await poster.stop()
  })

  it('never tells another book', async () => {
    outbox.belongsTo('another-company')
    tell(unknown('A-1'))
    const poster = openPoster(bakery.central)
    await poster.drained()
    expect(poster.state()).toMatchObject({ kind: 'stopped', alarm: 'other_book' })
    await poster.stop()
    expect(inBook()).toEqual([])
    expect(outbox.waitingNotes(9)).toHaveLength(1)
  })
})
