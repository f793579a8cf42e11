import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { createAcceptTogether } from './accept-together.ts'
import { openOutbox, type Accepted, type Outbox } from './outbox.ts'

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

/** Counts the documents of each write, and lets some of them fail. */
function watched(fails: (accepted: readonly Accepted[]) => boolean = () => false) {
  const writes: number[] = []
  let told = 0
  const acceptTogether = createAcceptTogether(
    {
      acceptAll(accepted) {
        if (fails(accepted)) throw new Error('disk full')
        writes.push(accepted.length)
        return outbox.acceptAll(accepted)
      },
    },
    () => told++,
  )
  return { writes, told: () => told, accept: async (draft: Draft) => await acceptTogether({ writer, draft }) }
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
    const { accept, writes, told } = watched()
    const drafts = Array.from({ length: 45 }, () => sale())
    const taken = await Promise.all(drafts.map(accept))
    expect(taken.map(({ document: { content } }) => [content.id, content.seq])).toEqual(
      drafts.map(({ id }, index) => [id, index + 1]),
    )
    expect(writes).toEqual([20, 20, 5])
    expect(told()).toBe(3)
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
