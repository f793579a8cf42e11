import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { createSignInAttempts, type SignInAttempts } from './sign-in-attempts.ts'

const MINUTES = 60_000
const clock = { at: 0, now: () => clock.at }
let folder: string
let outbox: Outbox
let attempts: SignInAttempts
const open = (): void => {
  outbox = openOutbox(join(folder, 'outbox.db'))
  attempts = createSignInAttempts(outbox.signInFailures, clock)
}
beforeEach(() => {
  clock.at = 1_800_000_000_000
  folder = mkdtempSync(join(tmpdir(), 'scanbook-attempts-'))
  open()
})
afterEach(() => {
  outbox.close()
  rmSync(folder, { recursive: true })
})

const fail = (times: number, login = 'pieter', address = '10.0.0.6'): void => {
  for (let time = 0; time < times; time++) attempts.failed(login, address)
}

describe('attempts to sign in', () => {
  it('lock a login at an address after five failures, in whatever case', () => {
    fail(4)
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
    fail(1, ' PIETER')
    expect(attempts.lockedMs('Pieter', '10.0.0.6')).toBe(15 * MINUTES)
    expect(attempts.lockedMs('pieter', '10.0.0.7')).toBe(0)
  })

  it('lock an address that tries many logins', () => {
    for (let times = 0; times < 30; times++) fail(1, `login ${times}`)
    expect(attempts.lockedMs('another', '10.0.0.6')).toBe(15 * MINUTES)
    expect(attempts.lockedMs('another', '10.0.0.7')).toBe(0)
  })

  it('do not lock an office where everybody signs in', () => {
    for (let times = 0; times < 100; times++) {
      fail(1)
      attempts.succeeded('pieter', '10.0.0.6')
    }
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
    expect(attempts.lockedMs('another', '10.0.0.6')).toBe(0)
  })

  it('are forgotten after a while, and count from one again', () => {
    fail(5)
    clock.at += 15 * MINUTES
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
    fail(1)
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
  })

  it('are not forgiven by a restart', () => {
    fail(5)
    outbox.close()
    open()
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(15 * MINUTES)
  })

  it('lock nobody for longer than that when the clock is put back', () => {
    fail(5)
    clock.at -= 400 * 24 * 60 * MINUTES
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(15 * MINUTES)
  })

  it('are kept without saying who tried', () => {
    fail(1, 'pieter.botha')
    outbox.close()
    const kept = ['outbox.db', 'outbox.db-wal'].map((file) => {
      try {
        return readFileSync(join(folder, file)).toString('latin1')
      } catch {
        return ''
      }
    })
    open()
    expect(kept.join('')).not.toContain('pieter.botha')
    expect(kept.join('')).not.toContain('10.0.0.6')
  })
})
