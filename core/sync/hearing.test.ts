import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Beat } from './beat.ts'
import { generationAt, switchTo } from './generations.ts'
import { createHearing, type Hearing } from './hearing.ts'
import { writeKnown } from './known.ts'

const STALE_MS = 1000

let folder: string
let now: number
let reported: unknown[]
let told: (string | undefined)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-hearing-'))
  now = 1_000_000
  reported = []
  told = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const mark = (seq: number, schema = 1) => ({ databaseId: 'a', epoch: 1, seq, schema })

function makeReplica(name: string): void {
  const generation = generationAt(folder, name)
  mkdirSync(generation.folder)
  writeFileSync(generation.path, 'x'.repeat(100))
  writeKnown(generation.folder, { mark: mark(7), knownAt: 500, tablesProvenAt: 0, files: '', boot: '' })
  switchTo(folder, generation)
}

const listen = (): Hearing =>
  createHearing({
    folder,
    clock: { now: () => now },
    staleMs: STALE_MS,
    report: (error) => reported.push(error),
    onTrouble: (trouble) => told.push(trouble?.kind),
  })

/** A round that ended well. */
const proven = (seq: number, knownAt: number, more: Partial<Beat> = {}): Beat => ({
  phase: 'waiting',
  generation: 'g1',
  mark: mark(seq),
  knownAt,
  lag: 0,
  ...more,
})

describe('what the parent knows', () => {
  it('is what lies on the disk before the child has said anything', () => {
    makeReplica('g1')
    const hearing = listen()
    expect(hearing.replica()).toEqual(generationAt(folder, 'g1'))
    expect([hearing.mark(), hearing.knownAt()]).toEqual([mark(7), 500])
    expect(hearing.state()).toMatchObject({ kind: 'stale', since: 500, reason: undefined })
  })

  it('is a first sync, with what has arrived, where there is nothing', () => {
    const hearing = listen()
    expect(hearing.state()).toMatchObject({ kind: 'first', progress: { bytes: 0, expectedBytes: undefined } })
    mkdirSync(join(folder, 'g1'))
    writeFileSync(join(folder, 'g1', 'replica.db'), 'x'.repeat(30))
    hearing.beat({ phase: 'building', building: { name: 'g1', expectedBytes: 100 } })
    expect(hearing.state()).toMatchObject({ kind: 'first', progress: { bytes: 30, expectedBytes: 100 } })
    expect(hearing.beat(proven(1, now))).toBe('g1')
    expect(hearing.state()).toEqual({ kind: 'fresh', since: now })
  })

  it.each(['damaged', 'in_doubt'] as const)('shows how far what is built beside is, while %s', (kind) => {
    makeReplica('g1')
    const hearing = listen()
    mkdirSync(join(folder, 'g2'))
    writeFileSync(join(folder, 'g2', 'replica.db'), 'x'.repeat(30))
    const building = { name: 'g2', expectedBytes: 100 }
    hearing.beat({ phase: 'building', generation: 'g1', trouble: { kind, message: '' }, building })
    expect(hearing.state()).toMatchObject({ reason: kind, progress: { bytes: 30, expectedBytes: 100 } })
  })

  it('turns stale by a count of ticks, whatever the clock does, and fresh by the next proof', () => {
    makeReplica('g1')
    const hearing = listen()
    hearing.beat(proven(8, now))
    now = 0
    expect(hearing.state().kind).toBe('fresh')
    hearing.tick(STALE_MS)
    expect(hearing.state()).toMatchObject({ kind: 'stale', since: 1_000_000 })
    // The same proof once more is none.
    hearing.beat(proven(8, 1_000_000))
    expect(hearing.state().kind).toBe('stale')
    hearing.beat(proven(8, 50))
    expect(hearing.state()).toEqual({ kind: 'fresh', since: 0 })
  })

  it('keeps since when something is wrong while its reason changes, and until the next proof', () => {
    makeReplica('g1')
    const hearing = listen()
    const trouble = (kind: 'denied' | 'disk_full') => ({ trouble: { kind, message: kind } })
    hearing.beat({ phase: 'waiting', generation: 'g1', ...trouble('denied') })
    now += 5
    hearing.beat({ phase: 'waiting', generation: 'g1', ...trouble('disk_full') })
    expect(hearing.state()).toEqual({
      kind: 'failing',
      since: now - 5,
      reason: 'disk_full',
      message: 'disk_full',
      progress: undefined,
    })
    hearing.ended({ kind: 'silent', message: '' })
    hearing.beat({ phase: 'asking', generation: 'g1', knownAt: 500 })
    expect(hearing.state()).toMatchObject({ kind: 'stale', reason: 'silent' })
    hearing.beat(proven(9, now))
    expect(hearing.state()).toEqual({ kind: 'fresh', since: now })
  })

  it('tells of a trouble once, and of its end as soon as the proof is heard, which is before the child pauses', () => {
    makeReplica('g1')
    const hearing = listen()
    const waiting = (kind: 'closed' | 'denied'): Beat => ({
      phase: 'waiting',
      generation: 'g1',
      trouble: { kind, message: '' },
    })
    for (const kind of ['closed', 'closed', 'denied'] as const) hearing.beat(waiting(kind))
    expect(told).toEqual(['closed', 'denied'])
    hearing.beat({ phase: 'asking', generation: 'g1' })
    expect(told).toEqual(['closed', 'denied'])
    hearing.beat(proven(8, now, { phase: 'syncing' }))
    expect([hearing.state().kind, told.at(-1), told.length]).toEqual(['fresh', undefined, 3])
    hearing.beat(proven(8, now))
    expect(told.length).toBe(3)
  })

  it('calls a child that could not begin by what it said was in its way, and not by its end', () => {
    makeReplica('g1')
    const hearing = listen()
    const ended = { kind: 'ended', message: '1' } as const
    for (const time of [1, 2]) {
      hearing.beat({ phase: 'starting', trouble: { kind: 'held', message: `${time}` } })
      hearing.ended(ended)
      expect(hearing.state()).toMatchObject({ kind: 'failing', reason: 'held', message: `${time}` })
    }
    expect(told).toEqual(['held'])
    // The next one ends of something else, whatever was in the way of the one before.
    hearing.ended(ended)
    expect([hearing.state(), told]).toMatchObject([{ kind: 'stale', reason: 'ended' }, ['held', 'ended']])
  })

  it('tells of every advance once, and of a seq that went back with another epoch', () => {
    makeReplica('g1')
    const hearing = listen()
    const seen: unknown[] = []
    const stop = hearing.onAdvance((each) => seen.push(each.seq))
    for (const seq of [7, 8, 8, 9]) hearing.beat(proven(seq, seq))
    hearing.beat(proven(0, 10, { mark: { ...mark(3), epoch: 2 } }))
    stop()
    hearing.beat(proven(11, 11))
    expect(seen).toEqual([8, 9, 3])
  })

  it('moves with every reader or not at all, and acknowledges a generation once', () => {
    makeReplica('g1')
    const hearing = listen()
    let isStuck = true
    hearing.onSwitch(() => {
      if (isStuck) throw new Error('stuck')
    })
    expect(hearing.beat(proven(8, 1))).toBe('g1')
    expect(hearing.beat(proven(8, 2))).toBe(undefined)
    expect(hearing.beat(proven(20, 3, { generation: 'g2' }))).toBe(undefined)
    expect([hearing.replica()?.name, hearing.mark()?.seq, reported.length]).toEqual(['g1', 8, 1])
    // Nor is what readers have any younger.
    expect(hearing.knownAt()).toBe(2)
    isStuck = false
    expect(hearing.beat(proven(20, 3, { generation: 'g2' }))).toBe('g2')
    expect([hearing.replica()?.name, hearing.mark()?.seq]).toEqual(['g2', 20])
    hearing.ended({ kind: 'ended', message: '' })
    expect(hearing.beat(proven(20, 4, { generation: 'g2' }))).toBe('g2')
  })
})
