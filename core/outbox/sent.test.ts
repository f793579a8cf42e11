import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { postDocuments } from '../book/post.ts'
import { createItemResolver } from '../items/resolve-item.ts'
import { newDocumentId, type DocumentId, type Position } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { openReader, type Reader } from '../database/reader.ts'
import { openOutbox, type Outbox } from './outbox.ts'

const WRITER = 'HQ-A1'
let bakery: Bakery
let outbox: Outbox
/** The book itself is the copy: it moves on by what is posted to it. */
let reader: Reader
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  reader = openReader(bakery.path, { outbox: join(bakery.folder, 'outbox.db') })
})
afterEach(() => {
  reader.close()
  outbox.close()
  bakery.close()
})

function purchase(quantity: number): Draft {
  const { coke, place, bra, palesa } = bakery
  const ends = { item: coke, from: place('supplier'), to: place('retail') }
  return {
    id: newDocumentId(),
    event: 'purchase_invoice',
    branch: bra,
    acceptedAt: TEST_NOW,
    acceptedBy: palesa,
    lines: [{ ...ends, quantity, take: { by: 'stated', amount: 100 * quantity } }],
  }
}

function takingBack({ id }: Pick<Draft, 'id'>): Draft {
  const { bra, palesa } = bakery
  const head = { id: newDocumentId(), branch: bra, acceptedAt: TEST_NOW, acceptedBy: palesa }
  return { ...head, event: 'reversal', reverses: { document: id, moves: 1 }, lines: [] }
}

const accept = (draft: Draft): Draft => outbox.accept({ writer: WRITER, draft }).document.content
const available = (): number | undefined =>
  createItemResolver(reader, bakery.bra).onOrder(
    { item: bakery.coke },
    { retail: bakery.place('retail'), salesOrder: bakery.order },
  )?.available
/** How many documents of the writer the copy has, as it is told to the outbox. */
const tell = (seq: number): boolean => outbox.copyHas([{ writer: WRITER, seq, hash: '' }])
const rows = (table: string): unknown[] => reader.all(`SELECT * FROM outbox.${table}`)

/** Into the book, with nobody told. */
async function post(count: number): Promise<void> {
  const documents = outbox.waiting(WRITER, count)
  outbox.aboutToSend(documents)
  await postDocuments(bakery.central, documents, bakery.context)
}

const refusedOutcome = ({ id }: Pick<Draft, 'id'>): Outcome => ({
  state: 'refused',
  id: id as DocumentId,
  position: 1 as Position,
  refusal: { code: 'E_NEGATIVE_STOCK' } as never,
})

describe('where a copy of the book is read', () => {
  beforeEach(() => void tell(0))

  it('two documents of one write that cancel out are each taken off by themselves', async () => {
    const first = purchase(5)
    const both = [first, takingBack(first)].map((draft) => outbox.acceptTogether({ writer: WRITER, draft }))
    await Promise.all(both)
    expect(available()).toBe(0)
    await post(1)
    expect(available()).toBe(0)
    tell(1)
    expect(available()).toBe(0)
    await post(2)
    expect(available()).toBe(0)
    tell(2)
    expect([available(), rows('unposted')]).toEqual([0, []])
  })

  it('a backlog that arrives all at once is taken off a part at a time, and shows the same throughout', async () => {
    for (let count = 0; count < 120; count++) accept(purchase(1))
    await post(120)
    expect(available()).toBe(120)
    const told: boolean[] = []
    while (told.at(-1) !== true) {
      told.push(tell(120))
      expect(available()).toBe(120)
    }
    expect(told).toEqual([false, false, true])
    expect([rows('unposted'), rows('sent_change')]).toEqual([[], []])
  })

  it('a document counts no more once it was refused, before the copy has the refusal', () => {
    outbox.aboutToSend([outbox.accept({ writer: WRITER, draft: purchase(5) }).document])
    const [refused] = outbox.waiting(WRITER, 1)
    accept(purchase(3))
    outbox.settle(refused === undefined ? [] : [refusedOutcome(refused.content)], TEST_NOW)
    expect(available()).toBe(3)
    tell(1)
    expect(available()).toBe(3)
  })

  it('what a restored central lacks counts again when its copy is read, whether posted or refused before', () => {
    const drafts = [purchase(5), purchase(3), purchase(2)].map(accept)
    const [, refused] = drafts
    outbox.settle(drafts.map(refusedOutcome).slice(1, 2), TEST_NOW)
    outbox.aboutToSend(outbox.waiting(WRITER, 9))
    // An earlier copy had all three, of which the book on this machine has none.
    tell(3)
    expect(available()).toBe(0)
    outbox.offerAgain([{ writer: WRITER, seq: 0, hash: '' }])
    expect(outbox.find(refused?.id ?? '')?.outcome).toBeUndefined()
    tell(1)
    expect(available()).toBe(5)
    tell(0)
    expect(available()).toBe(10)
  })
})

describe.each([['a copy of the book is read'], ['the book itself is read']])('where %s', (which) => {
  beforeEach(() => {
    if (which.startsWith('a copy')) tell(0)
  })

  it('what takes a refused document back has nothing to take back, sent or not', () => {
    const first = accept(purchase(5))
    const sent = accept(takingBack(first))
    const second = accept(purchase(4))
    accept(takingBack(second))
    accept(purchase(1))
    outbox.aboutToSend(outbox.waiting(WRITER, 3))
    outbox.settle([refusedOutcome(first)], TEST_NOW)
    expect(available()).toBe(1)
    outbox.settle([refusedOutcome(sent), refusedOutcome(second)], TEST_NOW)
    expect(available()).toBe(1)
  })
})

it('writes nothing about what is sent where the book itself is read', () => {
  accept(purchase(5))
  const size = (): number => statSync(join(bakery.folder, 'outbox.db-wal')).size
  const before = size()
  outbox.aboutToSend(outbox.waiting(WRITER, 9))
  expect([size(), rows('sent'), rows('sent_change')]).toEqual([before, [], []])
})
