import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BranchId } from '../kernel/ids.ts'
import { TEST_NOW as NOW } from '../testing/bakery.ts'
import type { Enrolled, NewEnrolment } from './enrolments.ts'
import { openEnrolments, type EnrolmentFile } from './open-enrolments.ts'

const BRA = 1 as BranchId
const K1: NewEnrolment = { station: 'BRA-K1', kind: 'station', branch: BRA, expiresAt: null }

/** A page of the log with its head is 4,120 bytes. */
const HALF_A_FRAME = 2_060

let folder: string
let file: EnrolmentFile
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-enrolment-'))
  file = openEnrolments(join(folder, 'enrolment.db'))
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true, force: true })
})

function enrolled(answer: { readonly state: string }): Enrolled {
  if (answer.state !== 'enrolled') throw new Error(answer.state)
  return answer as Enrolled
}
const add = (station: NewEnrolment = K1, now = NOW): Enrolled =>
  enrolled(file.enrolments.add(station, [], now))
const replace = (station = 'BRA-K1', now = NOW): Enrolled =>
  enrolled(file.enrolments.replace(station, 'new card', [], now))
const reopen = (): void => {
  file.close()
  file = openEnrolments(join(folder, 'enrolment.db'))
}

describe('enrolment', () => {
  it('gives a station two tokens, one to write and one to read, which stay after a restart', () => {
    const { enrolment, tokens } = add()
    expect(enrolment.incarnation).toBe('BRA-K1')
    expect(tokens.write).toMatch(/^sbw_[\w-]{43}$/)
    expect(tokens.read).toMatch(/^sbr_[\w-]{43}$/)
    reopen()
    for (const access of ['write', 'read'] as const)
      expect(file.enrolments.findByToken(tokens[access], NOW)).toEqual({ state: 'open', enrolment, access })
  })

  it('finds nobody by a text that is nobody’s token', () => {
    const { tokens } = add()
    const swapped = tokens.write.replace('sbw_', 'sbr_')
    for (const text of [
      '',
      'sbw_',
      `${tokens.write}x`,
      tokens.write.slice(0, -1),
      swapped,
      `scb_${'a'.repeat(43)}`,
    ])
      expect(file.enrolments.findByToken(text, NOW)).toBeUndefined()
  })

  it('keeps no token, only what it is known by', () => {
    const { tokens } = add()
    const database = new Database(join(folder, 'enrolment.db'))
    const kept = JSON.stringify(database.prepare('SELECT * FROM enrolment').all())
    database.close()
    expect(kept).not.toContain(tokens.write.slice(4))
    expect(kept).not.toContain(tokens.read.slice(4))
  })

  it('takes a station once: the second time it says who has it, and makes no token', () => {
    const { enrolment } = add()
    expect(file.enrolments.add(K1, [], NOW + 1)).toEqual({ state: 'enrolled_already', enrolment })
    expect(file.enrolments.list()).toEqual([enrolment])
  })

  it('tells an expired token from a revoked one', () => {
    const { tokens } = add({ ...K1, expiresAt: NOW + 10 })
    const stateAt = (now: number): string | undefined => file.enrolments.findByToken(tokens.write, now)?.state
    expect([stateAt(NOW + 9), stateAt(NOW + 10)]).toEqual(['open', 'expired'])
    file.enrolments.revoke('BRA-K1', 'stolen', NOW + 5)
    expect([stateAt(NOW + 9), stateAt(NOW + 10)]).toEqual(['revoked', 'revoked'])
  })

  it('revokes once, with reason and time; again, and of a station that is not there, changes nothing', () => {
    const { tokens } = add()
    expect(file.enrolments.revoke('BRA-K1', 'stolen', NOW + 1)?.incarnation).toBe('BRA-K1')
    expect(file.enrolments.revoke('BRA-K1', 'again', NOW + 2)).toBeUndefined()
    expect(file.enrolments.revoke('BRA-K9', 'never', NOW + 2)).toBeUndefined()
    reopen()
    expect(file.enrolments.list()).toMatchObject([{ revokedAt: NOW + 1, revokedBecause: 'stolen' }])
    expect(file.enrolments.findByToken(tokens.read, NOW + 3)?.state).toBe('revoked')
  })

  it('replaces a card by the next letter: the old tokens end, the new ones work', () => {
    const first = add()
    const second = replace()
    const third = replace()
    expect([second, third].map(({ enrolment }) => enrolment.incarnation)).toEqual(['BRA-K1b', 'BRA-K1c'])
    const states = [first, second, third].map(
      ({ tokens }) => file.enrolments.findByToken(tokens.write, NOW)?.state,
    )
    expect(states).toEqual(['revoked', 'revoked', 'open'])
    expect(second.enrolment).toMatchObject({ kind: 'station', branch: BRA })
  })

  it('replaces nothing that is not enrolled, and begins again after a revocation with the next letter', () => {
    expect(file.enrolments.replace('BRA-K1', 'why', [], NOW)).toEqual({ state: 'not_enrolled' })
    add()
    file.enrolments.revoke('BRA-K1', 'sold', NOW)
    expect(file.enrolments.replace('BRA-K1', 'why', [], NOW)).toEqual({ state: 'not_enrolled' })
    expect(add().enrolment.incarnation).toBe('BRA-K1b')
  })

  it('lets the open writer of a book go on under its numbers, and takes no incarnation the book has had', () => {
    const inBook = [
      { name: 'BRA-K1', incarnation: 'BRA-K1', isOpen: false },
      { name: 'BRA-K1', incarnation: 'BRA-K1b', isOpen: true },
    ]
    expect(enrolled(file.enrolments.add(K1, inBook, NOW)).enrolment.incarnation).toBe('BRA-K1b')
    expect(enrolled(file.enrolments.replace('BRA-K1', 'card', inBook, NOW)).enrolment.incarnation).toBe(
      'BRA-K1c',
    )
  })

  it('says when the letters are used up, and closes nothing then', () => {
    add()
    for (const _ of 'bcdefghijklmnopqrstuvwxyz') replace()
    expect(file.enrolments.replace('BRA-K1', 'one more', [], NOW)).toEqual({ state: 'no_letter_left' })
    expect(file.enrolments.list().filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1)
  })

  it('takes no station without a branch', () => {
    expect(() => file.enrolments.add({ ...K1, branch: null }, [], NOW)).toThrow(/CHECK/)
    expect(
      add({ station: 'HQ-A1', kind: 'office', branch: null, expiresAt: null }).enrolment.branch,
    ).toBeNull()
  })
})

describe('a power cut', () => {
  it('leaves every station with one open identity, wherever the log was cut', () => {
    add()
    for (let step = 1; step <= 6; step++) replace('BRA-K1', NOW + step)
    const wal = 'enrolment.db-wal'
    const size = statSync(join(folder, wal)).size
    const seen = new Set<number>()
    const cuts = Array.from({ length: Math.floor(size / HALF_A_FRAME) }, (_, index) => index * HALF_A_FRAME)
    for (const cut of [...cuts, size]) {
      const copy = join(folder, `cut-${cut}`)
      mkdirSync(copy)
      for (const name of ['enrolment.db', wal]) cpSync(join(folder, name), join(copy, name))
      truncateSync(join(copy, wal), cut)
      const after = openEnrolments(join(copy, 'enrolment.db'))
      const list = after.enrolments.list()
      expect(list.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(list.length === 0 ? 0 : 1)
      seen.add(list.length)
      after.close()
    }
    // Every step was found by some cut, and none in between.
    expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]))
  })
})
