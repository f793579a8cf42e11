import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { openReader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { TEST_NOW } from '../testing/bakery.ts'
import { openOutbox, type Outbox } from './outbox.ts'

const WRITER = 'BRA-K1'

let folder: string
let outbox: Outbox
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-letting-go-'))
  outbox = openOutbox(join(folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const line = { item: 1, from: 2, to: 3, quantity: 1, take: { by: 'cost' } } as const

const draft = (): Draft => ({
  id: newDocumentId(),
  event: 'sale',
  branch: 1,
  acceptedAt: TEST_NOW,
  acceptedBy: 1,
  lines: [line],
})

function accept(reverses?: string): string {
  const reversal = { event: 'reversal', reverses: { document: reverses ?? '', moves: 1 } } as const
  const what: Draft = { ...draft(), ...(reverses === undefined ? {} : { ...reversal, lines: [] }) }
  return outbox.accept({ writer: WRITER, draft: what }).document.content.id
}

function settle(...ids: string[]): void {
  const outcome = {
    state: 'posted',
    position: 1,
    series: 'S',
    number: 1,
    postingDate: '2026-11-20',
    total: 1,
  }
  outbox.settle(
    ids.map((id) => ({ ...outcome, id }) as Outcome),
    TEST_NOW,
  )
}

function letGo(upTo: number, but: readonly number[] = []): number {
  outbox.mayGo([{ writer: WRITER, upTo, but }])
  let gone = 0
  for (let some = outbox.letGoSome(); some > 0; some = outbox.letGoSome()) gone += some
  return gone
}

const kept = (): number[] => outbox.recent(WRITER, 999).map(({ document }) => document.content.seq)

describe('documents that need not be kept', () => {
  it('go a few at a time, up to the one that is named', () => {
    settle(...Array.from({ length: 120 }, () => accept()))
    outbox.mayGo([{ writer: WRITER, upTo: 118, but: [] }])
    expect([outbox.letGoSome(), outbox.letGoSome(), outbox.letGoSome(), outbox.letGoSome()]).toEqual([
      50, 50, 18, 0,
    ])
    expect(kept()).toEqual([120, 119])
  })

  it('stay where nobody said that they may go', () => {
    settle(accept(), accept())
    expect(outbox.letGoSome()).toBe(0)
    outbox.mayGo([{ writer: 'BRA-K2', upTo: 2, but: [] }])
    expect(outbox.letGoSome()).toBe(0)
    expect(kept()).toEqual([2, 1])
  })

  it('never include what waits, the last one that the book has had, or what waits for a person', () => {
    const [first, second, third, fourth] = [accept(), accept(), accept(), accept()] as const
    settle(first, second, third)
    expect(letGo(99, [1])).toBe(1)
    expect(kept()).toEqual([4, 3, 1])
    expect(outbox.settledHeads().map(({ seq }) => seq)).toEqual([3])
    settle(fourth)
    expect(letGo(99)).toBe(2)
    expect(kept()).toEqual([4])
    expect(outbox.accept({ writer: WRITER, draft: draft() }).document.content.seq).toBe(5)
  })

  it('stay as long as what takes them back', () => {
    const original = accept()
    settle(original)
    const reversal = accept(original)
    settle(accept())
    expect(letGo(2)).toBe(0)
    settle(reversal)
    expect(letGo(1)).toBe(0)
    expect(letGo(2)).toBe(2)
    expect(kept()).toEqual([3])
  })

  it('stay until the copy of the book that is read here has them', () => {
    outbox.copyHas([])
    const ids = [accept(), accept(), accept()]
    outbox.aboutToSend(outbox.waiting(WRITER, 9))
    settle(...ids)
    expect(letGo(3)).toBe(0)
    outbox.copyHas([{ writer: WRITER, seq: 1, hash: '' }])
    expect(letGo(3)).toBe(1)
    outbox.copyHas([{ writer: WRITER, seq: 3, hash: '' }])
    expect(letGo(3)).toBe(1)
    expect(kept()).toEqual([3])
  })

  it('leave room in the file for those that come', () => {
    const path = join(folder, 'outbox.db')
    const sizes: number[] = []
    for (let week = 0; week < 6; week++) {
      const some = Array.from({ length: 400 }, () => ({ writer: WRITER, draft: draft() }))
      settle(...outbox.write({ outcomes: [], now: 0 }, some).map(({ document }) => document.content.id))
      letGo(Number.MAX_SAFE_INTEGER)
      const reader = openReader(path)
      sizes.push(Number(reader.get('PRAGMA page_count')?.[0]))
      reader.close()
    }
    expect(Math.max(...sizes)).toBeLessThan(1.1 * (sizes[1] ?? 0))
  })
})
