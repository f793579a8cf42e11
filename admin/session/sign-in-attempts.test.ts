import { beforeEach, describe, expect, it } from 'vitest'
import { createSignInAttempts, type SignInAttempts } from './sign-in-attempts.ts'

const clock = { at: 0, now: () => clock.at }
let attempts: SignInAttempts
beforeEach(() => {
  clock.at = 1_000_000
  attempts = createSignInAttempts(clock)
})

describe('attempts to sign in', () => {
  it('lock an address that tries many logins', () => {
    for (let times = 0; times < 30; times++) attempts.failed(`login ${times}`, '10.0.0.6')
    expect(attempts.lockedMs('another', '10.0.0.6')).toBe(15 * 60_000)
    expect(attempts.lockedMs('another', '10.0.0.7')).toBe(0)
  })

  it('do not lock an office where everybody signs in', () => {
    for (let times = 0; times < 100; times++) {
      attempts.failed('pieter', '10.0.0.6')
      attempts.succeeded('pieter', '10.0.0.6')
    }
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
  })

  it('are forgotten after a while, and count from one again', () => {
    for (let times = 0; times < 5; times++) attempts.failed('pieter', '10.0.0.6')
    clock.at += 15 * 60_000
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
    attempts.failed('pieter', '10.0.0.6')
    expect(attempts.lockedMs('pieter', '10.0.0.6')).toBe(0)
  })
})
