import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../core/kernel/clock.ts'

/** Without those that look alike: 0 and O, 1, I and L. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const LENGTH = 8
const TRIES = 5
const PAUSE_MS = 30_000
/** Browsers that may have typed the code at the same time. */
const TICKETS_MAX = 20

/** The code that is printed where Scanbook was started, and asked of the browser that sets it up. */
export interface SetUpCode {
  /** What is printed: "K7QM-2XPD". */
  shown(): string
  /** A ticket for the browser that typed the code; undefined for a wrong one. */
  try(typed: string): string | undefined
  /** How long nobody may try, in milliseconds. */
  pausedMs(): number
  /** Whether a browser has typed the code. */
  isTicket(ticket: string | undefined): boolean
}

/**
 * Makes the first code. After five wrong ones it is another, which `announce` prints, and nobody tries for half a
 * minute: 31⁸ codes are guessed by nobody. What a browser typed right stays right.
 */
export function createSetUpCode(clock: Clock, announce: (code: string) => void): SetUpCode {
  let code = makeCode()
  let wrong = 0
  let pausedUntil = 0
  const tickets: Buffer[] = []
  const pausedMs = (): number => {
    const leftMs = pausedUntil - clock.now()
    // A pause that lasts for longer was begun by a clock that has been put back since.
    return leftMs > PAUSE_MS ? 0 : Math.max(0, leftMs)
  }
  return {
    shown: () => code,
    pausedMs,
    try(typed) {
      if (pausedMs() > 0) return undefined
      if (!isSame(digest(onlyLetters(code)), digest(onlyLetters(typed)))) {
        wrong++
        if (wrong < TRIES) return undefined
        wrong = 0
        code = makeCode()
        pausedUntil = clock.now() + PAUSE_MS
        announce(code)
        return undefined
      }
      const ticket = randomBytes(32).toString('base64url')
      tickets.push(digest(ticket))
      if (tickets.length > TICKETS_MAX) tickets.shift()
      return ticket
    },
    isTicket(ticket) {
      if (ticket === undefined) return false
      const asked = digest(ticket)
      return tickets.some((known) => isSame(known, asked))
    },
  }
}

function makeCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`
}

/** As it is typed: small letters, spaces and dashes are all the same. */
const onlyLetters = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isSame = (one: Buffer, other: Buffer): boolean => timingSafeEqual(one, other)
