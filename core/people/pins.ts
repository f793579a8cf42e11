import { createHmac, timingSafeEqual } from 'node:crypto'
import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { writeMaster } from '../database/write-master.ts'
import { invariant } from '../kernel/invariant.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { PinFailures } from '../outbox/pin-failures.ts'

export const PIN_MIN_LENGTH = 4
export const PIN_MAX_LENGTH = 8
/** Wrong PINs in a row before the first wait. */
export const PIN_TRIES = 5
const FIRST_LOCK_MS = 60_000
const LONGEST_LOCK_MS = 15 * 60_000

/** Why a PIN is not taken; the catalogue has a sentence for each. */
export type PinProblem = 'not_digits' | 'too_short' | 'too_long' | 'same_digit' | 'sequence'

/** What is wrong with a PIN that somebody chose; undefined when nothing is. */
export function findPinProblem(pin: string): PinProblem | undefined {
  if (!/^[0-9]*$/.test(pin)) return 'not_digits'
  if (pin.length < PIN_MIN_LENGTH) return 'too_short'
  if (pin.length > PIN_MAX_LENGTH) return 'too_long'
  const digits = Array.from(pin, Number)
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10))
  if (steps.size > 1) return undefined
  if (steps.has(0)) return 'same_digit'
  // 1234 and 4321, also over the zero: 7890.
  return steps.has(1) || steps.has(9) ? 'sequence' : undefined
}

/**
 * What the book keeps of a PIN: HMAC-SHA256 in hex under a pepper that lies in a file beside the book, never in it.
 * Not a slow hash: 10⁴ to 10⁸ possibilities fall to any hash within hours. What protects a PIN is the pepper, when the
 * book is stolen without it, and the lock-out, at a station; and a station checks it between two touches, on the one
 * thread that also answers its scanner.
 */
export function makePinVerifier(pepper: string, person: PersonId, pin: string): string {
  return createHmac('sha256', pepper).update(`${person}:${pin}`).digest('hex')
}

/** Sets a person's PIN. Returns what is wrong with it, and then changes nothing. */
export async function setPin(
  central: Central,
  { person, pin, pepper }: { person: PersonId; pin: string; pepper: string },
): Promise<PinProblem | undefined> {
  invariant(pepper.length >= 32, 'a pepper has at least 32 characters')
  const problem = findPinProblem(pin)
  if (problem !== undefined) return problem
  await writeVerifier(central, person, makePinVerifier(pepper, person, pin))
  return undefined
}

/** Takes a person's PIN away: they sign in with their badge only. */
export async function clearPin(central: Central, person: PersonId): Promise<void> {
  await writeVerifier(central, person, null)
}

const SET_PIN = catalogued(
  'person.pin-set',
  'UPDATE person SET pin_verifier = ?2 WHERE id = ?1 AND is_service = 0',
  { by: 'offices' },
)

async function writeVerifier(central: Central, person: PersonId, verifier: string | null): Promise<void> {
  await writeMaster(central, [{ sql: SET_PIN, args: [person, verifier] }])
}

/** What a station is told about a PIN. */
export interface PinAnswer {
  /** 'none': this person has no PIN, or is not active. 'locked': it was not even looked at. */
  readonly result: 'right' | 'wrong' | 'locked' | 'none'
  /** Wrong ones left before the next wait. */
  readonly triesLeft: number
  /** Until when no PIN of this person is looked at here, milliseconds since 1970; null: now. */
  readonly lockedUntil: number | null
}

export interface PinGate {
  /**
   * Looks at a PIN. Synchronous, and counted on disk before it is looked at: neither a restart nor many at once get
   * more tries. Five wrong: a minute's wait; each further wrong one doubles it, up to fifteen minutes; a right one
   * forgives all. `now` in milliseconds since 1970.
   */
  check(person: PersonId, pin: string, now: number): PinAnswer
}

const FREE = { triesLeft: PIN_TRIES, lockedUntil: null } as const

/** The PINs of one process: whose failures its outbox keeps, and whose verifiers its copy of the book has. */
export function createPinGate({
  outbox,
  reader,
  pepper,
}: {
  outbox: { readonly pinFailures: PinFailures }
  reader: Reader
  pepper: string
}): PinGate {
  const failures = outbox.pinFailures
  return {
    check(person, pin, now) {
      const verifier = readVerifier(reader, person)
      if (verifier === undefined) return { result: 'none', ...FREE }
      const before = failures.read(person)
      const lockedUntil = standingLock(before.lockedUntil, now)
      if (lockedUntil > now) {
        if (lockedUntil !== before.lockedUntil) failures.write(person, { ...before, lockedUntil })
        return { result: 'locked', triesLeft: 0, lockedUntil }
      }
      const counted = oneMore(before.failures, now)
      failures.write(person, counted)
      if (isSame(makePinVerifier(pepper, person, pin), verifier)) {
        failures.clear(person)
        return { result: 'right', ...FREE }
      }
      const triesLeft = Math.max(0, PIN_TRIES - counted.failures)
      return { result: 'wrong', triesLeft, lockedUntil: triesLeft === 0 ? counted.lockedUntil : null }
    },
  }
}

/** A lock that ends later than any lock lasts was set by a clock that has been put back since. */
function standingLock(lockedUntil: number, now: number): number {
  return Math.min(lockedUntil, now + LONGEST_LOCK_MS)
}

function oneMore(before: number, now: number): { failures: number; lockedUntil: number } {
  const failures = before + 1
  const beyond = failures - PIN_TRIES
  if (beyond < 0) return { failures, lockedUntil: 0 }
  return { failures, lockedUntil: now + Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** beyond) }
}

function readVerifier(reader: Reader, person: PersonId): string | undefined {
  const verifier = reader.get('SELECT pin_verifier FROM person WHERE id = ?1 AND is_active = 1', person)?.[0]
  return typeof verifier === 'string' ? verifier : undefined
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
