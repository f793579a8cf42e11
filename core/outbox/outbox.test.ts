import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DocumentLine, Draft } from '../book/content.ts'
import { draftReversal } from '../book/reverse.ts'
import type { Outcome } from '../book/outcome.ts'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { OF_WAITING } from './documents.ts'
import { openOutbox, type Outbox } from './outbox.ts'
import { startPoster } from './poster.ts'

const WRITER = 'BRA-K1'
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

function sale(quantity: number): Draft {
  const { coke, place, bra, thandi, order } = bakery
  return {
    id: newDocumentId(),
    event: 'sale',
    branch: bra,
    acceptedAt: TEST_NOW,
    acceptedBy: thandi,
    salesOrder: order,
    lines: [{ item: coke, from: place('retail'), to: place('customer'), quantity, take: { by: 'cost' } }],
  }
}

async function stockCoke(quantity: number): Promise<void> {
  const { coke, place } = bakery
  await bakery.post(
    {
      event: 'purchase_invoice',
      branch: bakery.bra,
      lines: [
        {
          item: coke,
          from: place('supplier'),
          to: place('retail'),
          quantity,
          take: { by: 'stated', amount: 999 },
        },
      ],
    },
    'HQ-A1',
  )
}

function writeOff(quantity: number): DocumentLine[] {
  const { coke, place } = bakery
  return [{ item: coke, from: place('retail'), to: place('write_off'), quantity, take: { by: 'cost' } }]
}

async function postAll(central: Central = bakery.central): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const poster = startPoster({
    centralOf: () => central,
    outbox,
    clock: { now: () => TEST_NOW },
    zoneOf: () => ZONE,
    onOutcomes: (some) => outcomes.push(...some),
  })
  await poster.drained()
  await poster.stop()
  return outcomes
}

describe('the outbox', () => {
  it('gives each writer a gapless number and a chained hash', () => {
    const first = outbox.accept({ writer: WRITER, draft: sale(1) })
    const second = outbox.accept({ writer: WRITER, draft: sale(2) })
    expect([first.reference, second.reference]).toEqual(['BRA-K1-000001', 'BRA-K1-000002'])
    expect(second.document.content.previous).toBe(first.document.hash)
  })

  it('takes the same document once, however often it is accepted', () => {
    const draft = sale(1)
    outbox.accept({ writer: WRITER, draft })
    expect(outbox.accept({ writer: WRITER, draft }).reference).toBe('BRA-K1-000001')
    expect(outbox.waitingTotal().documents).toBe(1)
  })

  it('keeps what comes after a document in the same write that takes it', () => {
    outbox.saveSessions([{ name: 'BRA-K1', state: '{"lines":1}' }], TEST_NOW)
    const after = (reference: string) => [
      { name: 'BRA-K1', state: `accepted ${reference}` },
      { name: 'BRA-K1 parked', state: '[]' },
    ]
    outbox.accept({ writer: WRITER, draft: sale(1), after })
    expect(outbox.readSession('BRA-K1')).toBe('accepted BRA-K1-000001')
    expect(outbox.readSession('BRA-K1 parked')).toBe('[]')
  })

  it('takes neither the document nor what comes after it when one of them cannot be written', () => {
    outbox.saveSessions([{ name: 'BRA-K1', state: '{"lines":1}' }], TEST_NOW)
    const fails = (): never => {
      throw new Error('disk full')
    }
    const draft = sale(1)
    expect(() => outbox.accept({ writer: WRITER, draft, after: fails })).toThrow('disk full')
    expect(outbox.find(draft.id)).toBeUndefined()
    expect(outbox.waitingTotal()).toEqual({ documents: 0, oldestAcceptedAt: undefined })
    expect(outbox.readSession('BRA-K1')).toBe('{"lines":1}')
    // Its number is given again: there is no gap.
    expect(outbox.accept({ writer: WRITER, draft }).reference).toBe('BRA-K1-000001')
  })

  it('leaves what a station remembers alone when a document is sent again', () => {
    const draft = sale(1)
    outbox.accept({ writer: WRITER, draft, after: () => [{ name: 'BRA-K1', state: 'then' }] })
    outbox.saveSessions([{ name: 'BRA-K1', state: 'now' }], TEST_NOW)
    outbox.accept({ writer: WRITER, draft, after: () => [{ name: 'BRA-K1', state: 'then' }] })
    expect(outbox.readSession('BRA-K1')).toBe('now')
  })

  it('keeps all of what stations remember, or nothing', () => {
    outbox.saveSessions([{ name: 'BRA-K1', state: 'old' }], TEST_NOW)
    const bad = { name: 'BRA-K1 parked', state: null as unknown as string }
    expect(() => outbox.saveSessions([{ name: 'BRA-K1', state: 'new' }, bad], TEST_NOW)).toThrow(/NOT NULL/)
    expect(outbox.readSession('BRA-K1')).toBe('old')
  })

  it('is drained only when what was taken while it posted is posted too', async () => {
    await stockCoke(5)
    const poster = startPoster({
      centralOf: () => bakery.central,
      outbox,
      clock: { now: () => TEST_NOW },
      zoneOf: () => ZONE,
      onOutcomes: () => undefined,
    })
    // Its first look round is under way, and finds nothing.
    outbox.accept({ writer: WRITER, draft: sale(2) })
    poster.wake()
    await poster.drained()
    expect(outbox.waitingTotal().documents).toBe(0)
    await poster.stop()
  })

  it('posts in order and records each outcome', async () => {
    await stockCoke(5)
    const drafts = [sale(2), sale(9), sale(3)]
    for (const draft of drafts) outbox.accept({ writer: WRITER, draft })
    const outcomes = await postAll()
    expect(outcomes.map(({ id }) => id)).toEqual(drafts.map(({ id }) => id))
    expect(outcomes.map(({ state }) => state)).toEqual(['posted', 'refused', 'posted'])
    expect(outbox.waitingTotal().documents).toBe(0)
    expect(bakery.stock(bakery.place('retail'), bakery.coke)).toEqual([0, 0])
  })

  it('sends again after an answer was lost, and posts once', async () => {
    await stockCoke(5)
    outbox.accept({ writer: WRITER, draft: sale(2) })
    let losses = 2
    const flaky: Central = {
      ...bakery.central,
      async batch(statements) {
        const rows = await bakery.central.batch(statements)
        if (losses-- > 0) throw new CentralUnavailable('the answer was lost')
        return rows
      },
    }
    const outcomes = await postAll(flaky)
    expect(outcomes).toMatchObject([{ state: 'posted', series: 'SAL', number: 1 }])
    expect(bakery.stock(bakery.place('retail'), bakery.coke)[0]).toBe(3)
  })

  it('settles an undo of a refused document as its void', async () => {
    const draft = sale(2)
    const { document } = outbox.accept({ writer: WRITER, draft })
    const undo = draftReversal(document.content, {
      id: newDocumentId(),
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.thandi,
      reason: 'undone',
    })
    outbox.accept({ writer: WRITER, draft: undo })
    const outcomes = await postAll()
    expect(outcomes).toMatchObject([{ state: 'refused' }, { state: 'posted', series: 'VOI', total: 0 }])
  })

  it('posts the other writers when one of them has to stop', async () => {
    await stockCoke(5)
    // A copied card: the book has this writer's first document already, with other content.
    await bakery.post({ event: 'write_off', lines: writeOff(1) }, WRITER)
    outbox.accept({ writer: WRITER, draft: sale(1) })
    outbox.accept({ writer: 'HQ-A2', draft: sale(2) })
    const outcomes = await postAll()
    expect(outcomes).toMatchObject([{ state: 'posted', series: 'SAL' }])
    expect(outbox.waiting(WRITER, 9)).toHaveLength(1)
    expect(outbox.waiting('HQ-A2', 9)).toHaveLength(0)
  })

  it('posts a demo to no book of a company, and is not bound to it', async () => {
    outbox.accept({ writer: WRITER, draft: sale(1) })
    const poster = startPoster({
      centralOf: () => bakery.central,
      outbox,
      clock: { now: () => TEST_NOW },
      zoneOf: () => ZONE,
      isDemo: true,
      onOutcomes: () => {},
    })
    await poster.drained()
    expect(poster.state()).toMatchObject({ kind: 'stopped', alarm: 'other_book' })
    await poster.stop()
    expect(outbox.waitingTotal().documents).toBe(1)
    expect(outbox.belongsTo('the demo’s own')).toBe(true)
  })

  it('never posts to another book', async () => {
    outbox.belongsTo('another-company')
    outbox.accept({ writer: WRITER, draft: sale(1) })
    expect(await postAll()).toEqual([])
    expect(outbox.waitingTotal().documents).toBe(1)
  })

  it('keeps its documents, numbers and session over a restart', () => {
    outbox.accept({ writer: WRITER, draft: sale(1) })
    outbox.saveSessions([{ name: 'BRA-K1', state: '{}' }], TEST_NOW)
    outbox.close()
    outbox = openOutbox(join(bakery.folder, 'outbox.db'))
    expect(outbox.waitingTotal()).toEqual({ documents: 1, oldestAcceptedAt: TEST_NOW })
    expect(outbox.readSession('BRA-K1')).toBe('{}')
    expect(outbox.accept({ writer: WRITER, draft: sale(1) }).reference).toBe('BRA-K1-000002')
  })

  it('finds what waits without walking what was posted', () => {
    const database = new Database(join(bakery.folder, 'outbox.db'))
    const plan = database
      .prepare(`EXPLAIN QUERY PLAN SELECT content FROM document ${OF_WAITING} ORDER BY seq LIMIT 1`)
      .all([WRITER]) as { detail: string }[]
    database.close()
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH document USING INDEX document_waiting (writer=?)',
    ])
  })
})
