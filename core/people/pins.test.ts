import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { clearPin, createPinGate, findPinProblem, makePinVerifier, setPin, type PinGate } from './pins.ts'
import { setPersonActive } from './change-person.ts'

const PEPPER = 'a pepper of at least thirty-two bytes'
const MINUTE = 60_000
let bakery: Bakery
let outbox: Outbox
let gate: PinGate
beforeEach(async () => {
  bakery = await openBakery()
  await setPin(bakery.central, { person: bakery.thandi, pin: '4711', pepper: PEPPER })
  openGate()
})
afterEach(() => {
  outbox.close()
  bakery.close()
})

function openGate(): void {
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
  gate = createPinGate({ outbox, reader: bakery.reader, pepper: PEPPER })
}

function restart(): void {
  outbox.close()
  openGate()
}

const check = (pin: string, now = TEST_NOW) => gate.check(bakery.thandi, pin, now)
const tryWrong = (times: number, now = TEST_NOW) =>
  Array.from({ length: times }, () => check('0815', now)).at(-1)

describe('a PIN that somebody chooses', () => {
  it.each([
    ['4711', undefined],
    ['00000001', undefined],
    ['1212', undefined],
    ['1357', undefined],
    ['', 'too_short'],
    ['471', 'too_short'],
    ['471104711', 'too_long'],
    ['1111', 'same_digit'],
    ['00000000', 'same_digit'],
    ['1234', 'sequence'],
    ['8765', 'sequence'],
    ['7890', 'sequence'],
    ['3210', 'sequence'],
    ['47 11', 'not_digits'],
    ['４７１１', 'not_digits'],
    ['-4711', 'not_digits'],
    ['4711\n', 'not_digits'],
  ])('%j: %s', (pin, problem) => {
    expect(findPinProblem(pin)).toBe(problem)
  })

  it('is not set where something is wrong with it', async () => {
    const problem = await setPin(bakery.central, { person: bakery.thandi, pin: '1111', pepper: PEPPER })
    expect(problem).toBe('same_digit')
    expect(check('4711').result).toBe('right')
  })

  it('is kept as what only the pepper can check, another for every person', () => {
    const { thandi, palesa, reader } = bakery
    const stored = reader.get('SELECT pin_verifier FROM person WHERE id = ?1', thandi)?.[0]
    expect(stored).toBe(makePinVerifier(PEPPER, thandi, '4711'))
    expect(stored).not.toBe(makePinVerifier('another pepper', thandi, '4711'))
    expect(stored).not.toBe(makePinVerifier(PEPPER, palesa, '4711'))
  })
})

describe('a PIN at a station', () => {
  it('is right, wrong, or not there', async () => {
    expect(check('4711')).toEqual({ result: 'right', triesLeft: 5, lockedUntil: null })
    expect(check('4712')).toEqual({ result: 'wrong', triesLeft: 4, lockedUntil: null })
    expect(gate.check(bakery.palesa, '4711', TEST_NOW).result).toBe('none')
    await clearPin(bakery.central, bakery.thandi)
    expect(check('4711').result).toBe('none')
  })

  it('is nobody’s once the person is not active', async () => {
    await setPersonActive(bakery.central, bakery.thandi, { isActive: false, now: TEST_NOW })
    expect(check('4711').result).toBe('none')
    await setPersonActive(bakery.central, bakery.thandi, { isActive: true, now: TEST_NOW })
    expect(check('4711').result).toBe('none')
  })

  it.each([
    [5, 1],
    [6, 2],
    [7, 4],
    [8, 8],
    [9, 15],
    [10, 15],
    [60, 15],
  ])('is not looked at after %i wrong ones for %i min', (wrong, minutes) => {
    let now = TEST_NOW
    for (let count = 1; count < wrong; count++) now = Math.max(now, check('0815', now).lockedUntil ?? 0)
    expect(check('0815', now)).toEqual({ result: 'wrong', triesLeft: 0, lockedUntil: now + minutes * MINUTE })
    expect(check('4711', now + minutes * MINUTE - 1)).toMatchObject({ result: 'locked', triesLeft: 0 })
    expect(check('4711', now + minutes * MINUTE).result).toBe('right')
    expect(check('0815', now + minutes * MINUTE)).toMatchObject({ result: 'wrong', triesLeft: 4 })
  })

  it('that is right is not looked at while locked, and trying does not make it longer', () => {
    tryWrong(5)
    const lockedUntil = TEST_NOW + MINUTE
    for (const pin of ['4711', '0815', '4711'])
      expect(check(pin)).toEqual({ result: 'locked', triesLeft: 0, lockedUntil })
    expect(check('4711', lockedUntil).result).toBe('right')
  })

  it('forgives nothing at a restart, neither tries nor lock', () => {
    tryWrong(3)
    restart()
    expect(check('0815')).toMatchObject({ result: 'wrong', triesLeft: 1 })
    restart()
    check('0815')
    restart()
    expect(check('4711')).toMatchObject({ result: 'locked', lockedUntil: TEST_NOW + MINUTE })
  })

  it('is counted before it is looked at', () => {
    const broken = createPinGate({
      outbox: {
        pinFailures: {
          ...outbox.pinFailures,
          clear() {
            throw new Error('the power went')
          },
        },
      },
      reader: bakery.reader,
      pepper: PEPPER,
    })
    expect(() => broken.check(bakery.thandi, '4711', TEST_NOW)).toThrow('the power went')
    restart()
    expect(check('0815')).toMatchObject({ result: 'wrong', triesLeft: 3 })
  })

  it('does not stay locked for years because the clock was put back', () => {
    tryWrong(5)
    const past = TEST_NOW - 365 * 24 * 60 * MINUTE
    expect(check('4711', past)).toMatchObject({ result: 'locked', lockedUntil: past + 15 * MINUTE })
    expect(check('4711', past + 15 * MINUTE).result).toBe('right')
    tryWrong(1)
    expect(check('4711', past).result).toBe('right')
  })

  it('is counted for each person alone', async () => {
    await setPin(bakery.central, { person: bakery.palesa, pin: '4711', pepper: PEPPER })
    tryWrong(5)
    expect(gate.check(bakery.palesa, '4711', TEST_NOW).result).toBe('right')
    expect(check('4711').result).toBe('locked')
  })
})
