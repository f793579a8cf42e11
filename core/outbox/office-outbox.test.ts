import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Reader } from '../database/reader.ts'
import { ReadOnlyHere } from '../database/read-only-here.ts'
import { newDocumentId, type DocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { officeOutbox, OFFICE_WRITER } from './office-outbox.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster } from './poster.ts'

let bakery: Bakery
let outbox: Outbox
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  bakery.close()
})

const desk = (writer?: string | null) =>
  officeOutbox({
    outbox,
    poster: { wake: () => {}, state: () => ({ kind: 'idle' }) },
    reader: bakery.reader,
    ...(writer === undefined ? {} : { writer }),
  })

function bought(): Draft {
  const ends = { item: bakery.coke, from: bakery.place('supplier'), to: bakery.place('retail') }
  return {
    id: newDocumentId(),
    event: 'purchase_invoice',
    branch: bakery.bra,
    acceptedAt: TEST_NOW,
    acceptedBy: bakery.palesa,
    lines: [{ ...ends, quantity: 6, take: { by: 'stated', amount: 600 } }],
  }
}

it.each([
  [undefined, `${OFFICE_WRITER}-000001`],
  ['HQ-A2b', 'HQ-A2b-000001'],
])('a desk that is %s writes under its own numbers', async (writer, reference) => {
  expect((await desk(writer).acceptTogether(bought())).reference).toBe(reference)
  expect(outbox.writers()).toEqual([writer ?? OFFICE_WRITER])
})

it('a desk without an identity takes no document and no note, and keeps nothing of them', async () => {
  const note = {
    id: '019a0000-0000-7000-8000-000000000001',
    branch: bakery.bra,
    at: TEST_NOW,
    person: bakery.palesa,
    content: { kind: 'remark', text: 'Too small', screen: '/admin', context: '' },
  } as const
  expect(() => desk(null).accept(bought())).toThrow(ReadOnlyHere)
  await expect(desk(null).acceptTogether(bought())).rejects.toThrow(ReadOnlyHere)
  expect(() => desk(null).tell(note)).toThrow(ReadOnlyHere)
  expect(desk(null).latestOf(bakery.palesa)).toBeUndefined()
  expect([outbox.waitingTotal().documents, outbox.waitingNotes(1)]).toEqual([0, []])
})

describe('a document that somebody waits for', () => {
  it('has arrived as soon as it is posted', async () => {
    const poster = startPoster({
      centralOf: () => bakery.central,
      outbox,
      clock: { now: () => TEST_NOW },
      zoneOf: () => ZONE,
      onOutcomes: () => {},
    })
    const office = officeOutbox({ outbox, poster, reader: bakery.reader })
    const { document } = office.accept(bought())
    await office.arrived(document.content.id as DocumentId)
    expect(office.isInBook(document.content.id as DocumentId)).toBe(true)
    await poster.stop()
  })

  it('is not waited for while nothing can be posted', async () => {
    let looks = 0
    const reader = { ...bakery.reader, get: () => void looks++ } as unknown as Reader
    const poster = {
      wake: () => {},
      state: () => ({ kind: 'retrying', message: '', since: 0, isClosed: false }) as const,
    }
    await officeOutbox({ outbox, poster, reader }).arrived(newDocumentId())
    expect(looks).toBe(1)
  })
})
