import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { newDocumentId, type DocumentId, type Position } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { createAcceptTogether } from './accept-together.ts'
import { openOutbox, type Accepted, type Outbox, type TakenDocument } from './outbox.ts'

const writer = 'HQ-A1'
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

function sale(quantity = 1): Draft {
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

/** The outbox as a power cut would leave it now: its files, copied while it is open. */
function asAfterACut(): Outbox {
  const there = join(bakery.folder, 'cut.db')
  for (const end of ['', '-wal'])
    if (existsSync(join(bakery.folder, `outbox.db${end}`)))
      copyFileSync(join(bakery.folder, `outbox.db${end}`), there + end)
  return openOutbox(there)
}

/** Counts the documents of each write, taken on and settled, and lets some of them fail. */
function watched(fails: (accepted: readonly Accepted[]) => boolean = () => false) {
  const writes: number[] = []
  const settles: number[] = []
  const together = createAcceptTogether((settled, accepted) => {
    if (fails(accepted)) throw new Error('disk full')
    const taken = outbox.write(settled, accepted)
    writes.push(accepted.length)
    settles.push(settled.outcomes.length)
    return taken
  })
  return {
    writes,
    settles,
    accept: async (draft: Draft) => await together.accept({ writer, draft }),
    settle: (...documents: readonly TakenDocument[]) =>
      together.settle(
        documents.map(({ document }) => outcomeOf(document.content.id)),
        TEST_NOW,
      ),
  }
}

function outcomeOf(id: string): Outcome {
  return {
    state: 'posted',
    id: id as DocumentId,
    position: 1 as Position,
    series: 'SAL',
    number: 1,
    postingDate: '2026-11-20',
    total: 0,
  }
}

describe('documents that arrive together', () => {
  it('are on disk before anybody is told of the first of them', async () => {
    const { accept } = watched()
    const drafts = Array.from({ length: 5 }, () => sale())
    const all = drafts.map(accept)
    expect(drafts.map(({ id }) => outbox.find(id))).toEqual(drafts.map(() => undefined))
    await Promise.race(all)
    const cut = asAfterACut()
    expect(cut.waiting(writer, 100).map(({ content }) => content.id)).toEqual(drafts.map(({ id }) => id))
    cut.close()
  })

  it('keep their order and have gapless numbers, a few in each write', async () => {
    const { accept, writes } = watched()
    const drafts = Array.from({ length: 45 }, () => sale())
    const taken = await Promise.all(drafts.map(accept))
    expect(taken.map(({ document: { content } }) => [content.id, content.seq])).toEqual(
      drafts.map(({ id }, index) => [id, index + 1]),
    )
    expect(writes).toEqual([20, 20, 5])
    expect(outbox.waitingTotal().documents).toBe(45)
  })

  it('let the loop go on between two writes', async () => {
    const { accept, writes } = watched()
    const all = Array.from({ length: 60 }, () => accept(sale()))
    const seen: number[] = []
    const look = (): void => {
      seen.push(writes.length)
      if (writes.length < 3) setImmediate(look)
    }
    setImmediate(look)
    await Promise.all(all)
    expect(seen).toContain(1)
    expect(seen).toContain(2)
  })

  it('are one where they have the same id, and only the first is new', async () => {
    const { accept } = watched()
    const draft = sale()
    const taken = await Promise.all([accept(draft), accept(draft), accept(draft)])
    expect(taken.map(({ isNew }) => isNew)).toEqual([true, false, false])
    expect(outbox.waitingTotal().documents).toBe(1)
  })

  it('are not spoiled by one that cannot be taken', async () => {
    const { accept } = watched()
    const bad = { ...sale(), acceptedBy: -1 }
    const answers = await Promise.allSettled([sale(), bad, sale()].map(accept))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outbox.waiting(writer, 9).map(({ content }) => content.seq)).toEqual([1, 2])
    expect(outbox.waitingTotal().documents).toBe(2)
  })

  it('are told of what could not be written, and nothing of it is on disk', async () => {
    const { accept } = watched(() => true)
    const answers = await Promise.allSettled([sale(), sale()].map(accept))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(outbox.waitingTotal()).toEqual({ documents: 0, oldestAcceptedAt: undefined })
  })
})

describe('documents that arrive while others are settled', () => {
  it('are taken on in the same write, as many as one takes, and the rest in their turn', async () => {
    const { accept, settle, writes, settles } = watched()
    const first = await accept(sale())
    const drafts = Array.from({ length: 25 }, () => sale())
    const all = drafts.map(accept)
    settle(first)
    expect([writes, settles]).toEqual([
      [1, 20],
      [0, 1],
    ])
    const taken = await Promise.all(all)
    expect(writes).toEqual([1, 20, 5])
    expect(taken.map(({ document: { content } }) => [content.id, content.seq])).toEqual(
      drafts.map(({ id }, index) => [id, index + 2]),
    )
    expect(outbox.find(first.document.content.id)?.outcome?.state).toBe('posted')
    expect(outbox.waitingTotal().documents).toBe(25)
  })

  it('go along with one write after the other, where the poster has a turn of the loop in between', async () => {
    const { accept, settle, writes } = watched()
    const [one, other] = await Promise.all([accept(sale()), accept(sale())])
    const all = Array.from({ length: 40 }, () => accept(sale()))
    settle(one)
    await new Promise(setImmediate)
    settle(other)
    await Promise.all(all)
    expect(writes).toEqual([2, 20, 20])
  })

  it('do not spoil what is settled when one of them cannot be taken', async () => {
    const { accept, settle } = watched()
    const first = await accept(sale())
    const answers = Promise.allSettled([sale(), { ...sale(), acceptedBy: -1 }, sale()].map(accept))
    settle(first)
    expect(outbox.find(first.document.content.id)?.outcome?.state).toBe('posted')
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outbox.waiting(writer, 9).map(({ content }) => content.seq)).toEqual([2, 3])
  })

  it('stay where they are when nothing can be written, and the outcome is told again', async () => {
    let isFull = false
    const { accept, settle } = watched(() => isFull)
    const first = await accept(sale())
    const next = accept(sale())
    isFull = true
    expect(() => settle(first)).toThrow('disk full')
    expect(outbox.find(first.document.content.id)?.outcome).toBeUndefined()
    isFull = false
    settle(first)
    expect((await next).document.content.seq).toBe(2)
    expect(outbox.find(first.document.content.id)?.outcome?.state).toBe('posted')
  })
})

/**
 * A cut between the write of a group and its sync, by hand: what the log had when the last documents were acknowledged
 * is synced (synchronous=FULL syncs it before COMMIT returns), and of what came after, any number of bytes is lost.
 */
describe('a power cut while documents are written', () => {
  it('loses none that was acknowledged, and takes a group whole or not at all', async () => {
    const { accept } = watched()
    const acknowledged = await Promise.all(Array.from({ length: 5 }, () => accept(sale())))
    const path = join(bakery.folder, 'outbox.db')
    const synced = readFileSync(`${path}-wal`).length
    await Promise.all(Array.from({ length: 5 }, () => accept(sale())))
    const log = readFileSync(`${path}-wal`)
    expect(log.length).toBeGreaterThan(synced)

    const kept = new Set<number>()
    const step = Math.ceil((log.length - synced) / 12)
    for (let end = synced; end < log.length + step; end += step) {
      const there = join(bakery.folder, `cut-${end}.db`)
      copyFileSync(path, there)
      writeFileSync(`${there}-wal`, log.subarray(0, end))
      const cut = openOutbox(there)
      const waiting = cut.waiting(writer, 99)
      kept.add(waiting.length)
      expect(waiting.slice(0, 5).map(({ hash }) => hash)).toEqual(
        acknowledged.map(({ document }) => document.hash),
      )
      // The next one comes just after what is there: no gap, and the chain goes on.
      const next = cut.accept({ writer, draft: sale() }).document.content
      expect([next.seq, next.previous]).toEqual([waiting.length + 1, waiting.at(-1)?.hash])
      cut.close()
    }
    expect([...kept]).toEqual([5, 10])
  })
})
