import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TEST_NOW as NOW } from '../testing/bakery.ts'
import { CLAIM_LEASE_MS } from './claims.ts'
import { openEnrolments, type EnrolmentFile } from './open-enrolments.ts'

const PI = { claimant: 'pi', host: 'bra-k1' }
const COPY = { claimant: 'copy', host: 'bra-k1-spare' }

let folder: string
let file: EnrolmentFile
const reopen = (): void => {
  file.close()
  file = openEnrolments(join(folder, 'enrolment.db'))
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-claims-'))
  file = openEnrolments(join(folder, 'enrolment.db'))
  for (const station of ['HQ-A1', 'HQ-A2'])
    file.enrolments.add({ station, kind: 'office', branch: null, expiresAt: null }, [], NOW)
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true, force: true })
})
const claim = (by: typeof PI, now: number): string => file.claims.claim('HQ-A1', by, now).state

describe('a claim', () => {
  it('belongs to the first process, which keeps it by asking again', () => {
    for (const minute of [0, 9, 18, 27]) expect(claim(PI, NOW + minute * 60_000)).toBe('held')
    expect(file.claims.holder('HQ-A1')).toMatchObject({ ...PI, since: NOW, heardAt: NOW + 27 * 60_000 })
    expect(file.claims.history('HQ-A1')).toEqual([])
  })

  it('is refused to another one within the lease, which hears who has it and since when', () => {
    claim(PI, NOW)
    const last = NOW + 5_000
    claim(PI, last)
    expect(file.claims.claim('HQ-A1', COPY, last + CLAIM_LEASE_MS - 1)).toEqual({
      state: 'second',
      holder: { incarnation: 'HQ-A1', ...PI, since: NOW, heardAt: last },
    })
    // Asking does not make the holder older or younger.
    expect(claim(COPY, last + CLAIM_LEASE_MS)).toBe('held')
  })

  it('goes over after the lease, is kept in the history, and is refused to the one before', () => {
    claim(PI, NOW)
    const later = NOW + CLAIM_LEASE_MS
    expect(claim(COPY, later)).toBe('held')
    expect(claim(PI, later + 1)).toBe('second')
    reopen()
    expect(claim(PI, later + 2)).toBe('second')
    expect(file.claims.history('HQ-A1')).toEqual([
      { incarnation: 'HQ-A1', ...PI, since: NOW, heardAt: NOW, endedAt: later },
    ])
  })

  it('stays over a restart, at most half a minute younger than it was', () => {
    for (let second = 0; second <= 3_600; second += 10) claim(PI, NOW + second * 1_000)
    reopen()
    const heardAt = file.claims.holder('HQ-A1')?.heardAt ?? 0
    expect(heardAt).toBeGreaterThan(NOW + 3_600_000 - 30_000)
    expect(claim(COPY, NOW + 3_600_000)).toBe('second')
  })

  it('is of one identity: the same machine may hold several, and several machines one each', () => {
    expect(file.claims.claim('HQ-A1', PI, NOW).state).toBe('held')
    expect(file.claims.claim('HQ-A2', PI, NOW).state).toBe('held')
    expect(file.claims.claim('HQ-A2', COPY, NOW).state).toBe('second')
  })

  it('does not end because a clock went back', () => {
    claim(PI, NOW)
    expect(claim(COPY, NOW - 86_400_000)).toBe('second')
    expect(claim(PI, NOW - 86_400_000)).toBe('held')
    expect(file.claims.holder('HQ-A1')?.heardAt).toBe(NOW)
  })

  it('can be given up by a person, once and twice', () => {
    claim(PI, NOW)
    file.claims.release('HQ-A1', NOW + 1)
    file.claims.release('HQ-A1', NOW + 2)
    expect(claim(COPY, NOW + 3)).toBe('held')
    expect(file.claims.history('HQ-A1')).toMatchObject([{ ...PI, endedAt: NOW + 1 }])
  })
})

describe('what a writer was told is in the book', () => {
  it('is no more than a person accepted after a restore, until the writer posts again', () => {
    const record = (seq: number): void =>
      file.heard.record({ incarnation: 'HQ-A1', seq, document: `document ${seq}`, at: NOW })
    record(5)
    file.heard.acceptLoss('HQ-A1', 3)
    file.heard.acceptLoss('HQ-A1', 4)
    file.heard.acceptLoss('HQ-A2', 1)
    reopen()
    expect(file.heard.all().map(({ incarnation, seq }) => [incarnation, seq])).toEqual([['HQ-A1', 3]])
    record(4)
    expect(file.heard.all()).toMatchObject([{ seq: 4 }])
  })

  it('is its last document, whatever comes twice or too late, over a restart', () => {
    const record = (seq: number, incarnation = 'HQ-A1'): void =>
      file.heard.record({ incarnation, seq, document: `document ${seq}`, at: NOW + seq })
    for (const seq of [1, 2, 2, 5, 3]) record(seq)
    record(1, 'HQ-A2')
    reopen()
    record(4)
    expect(file.heard.all()).toEqual([
      { incarnation: 'HQ-A1', seq: 5, document: 'document 5', at: NOW + 5 },
      { incarnation: 'HQ-A2', seq: 1, document: 'document 1', at: NOW + 1 },
    ])
  })
})
