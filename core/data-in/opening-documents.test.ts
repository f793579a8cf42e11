import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newDocumentId } from '../kernel/ids.ts'
import { officeOutbox, type OfficeOutbox } from '../outbox/office-outbox.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { startPoster, type Poster } from '../outbox/poster.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { importSent } from '../testing/import-table.ts'
import { bookOpening, OPENING_LINES_MAX, openingParts, type BookingParts } from './opening-documents.ts'

let bakery: Bakery
let outbox: Outbox
let poster: Poster
let office: OfficeOutbox
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  const { central } = bakery
  poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: { now: () => TEST_NOW },
    zoneOf: () => ZONE,
    onOutcomes: () => {},
  })
  office = officeOutbox({ outbox, poster, reader: bakery.reader })
})
afterEach(async () => {
  await poster.stop()
  outbox.close()
  bakery.close()
})

const COUNT = 2 * OPENING_LINES_MAX + 7

async function addManyItems(): Promise<void> {
  const rows = Array.from({ length: COUNT }, (_, index) => `M${index},Many ${index},raw,kg`)
  await importSent(bakery, 'items', ['code,name,kind,unit', ...rows].join('\n'))
}
const tableOf = (from: number, to: number): string => {
  const rows = Array.from({ length: to - from }, (_, index) => `BRA,stockroom,M${from + index},2,3.50`)
  return ['branch,place,item,quantity,value', ...rows].join('\n')
}
const partsOf = (fileHash: string): BookingParts => ({
  fileHash,
  person: bakery.zanele,
  accepted: { acceptedAt: TEST_NOW },
  paper: 'from a test',
  outbox: office,
  whole: bakery.reader,
})

/** Books a table as far as `stopAfter` documents, as a machine that loses power does. */
async function book(table: string, fileHash = 'a file', stopAfter = Infinity): Promise<string[]> {
  const { openings } = await importSent(bakery, 'opening-stock', table)
  const ids = openingParts(openings)
    .slice(0, stopAfter)
    .flatMap((part) => bookOpening(part, partsOf(fileHash)) ?? [])
  await poster.drained()
  return ids
}
const booked = (): unknown =>
  bakery.reader.get(`SELECT count(*), sum(line_count), sum(total) FROM document WHERE event = 'opening'`)

describe('the documents of opening stock', () => {
  it('are few lines each, and the same however often they are booked', async () => {
    await addManyItems()
    const ids = await book(tableOf(0, COUNT))
    expect(ids.length).toBe(3)
    expect(booked()).toEqual([3, COUNT, COUNT * 350])
    expect(await book(tableOf(0, COUNT))).toEqual(ids)
    expect(booked()).toEqual([3, COUNT, COUNT * 350])
  })

  it('go on where they were cut off', async () => {
    await addManyItems()
    const [first] = await book(tableOf(0, COUNT), 'a file', 1)
    expect(booked()).toEqual([1, OPENING_LINES_MAX, OPENING_LINES_MAX * 350])
    expect((await book(tableOf(0, COUNT)))[0]).toBe(first)
    expect(booked()).toEqual([3, COUNT, COUNT * 350])
  })

  it('leave out what another file has booked', async () => {
    await addManyItems()
    await book(tableOf(0, 5), 'the first file')
    await book(tableOf(0, 8), 'a longer one')
    expect(booked()).toEqual([2, 8, 8 * 350])
  })

  it('are booked anew once they were reversed', async () => {
    await addManyItems()
    const [id] = await book(tableOf(0, 3))
    const reversal = {
      id: newDocumentId(),
      event: 'reversal',
      branch: bakery.bra,
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.zanele,
      reverses: { document: id ?? '', moves: 3 },
      lines: [],
    } as const
    office.accept({ ...reversal, lines: [] })
    await poster.drained()
    expect(bakery.reader.get(`SELECT count(*) FROM opening_entry`)).toEqual([0])
    const [again] = await book(tableOf(0, 3))
    expect(again).not.toBe(id)
    expect(await book(tableOf(0, 3))).toEqual([again])
    expect(bakery.reader.get(`SELECT count(*) FROM opening_entry`)).toEqual([3])
  })
})
