import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acceptedNow } from '../kernel/clock.ts'
import { Pi } from '../testing/pi.ts'
import { openHeardFile } from './heard-file.ts'
import { createTrustedClock, type TrustedClock } from './trusted-clock.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const YEARS = 56 * 365 * DAY
const START = Date.UTC(2026, 10, 20, 10)

let folder: string
let pi: Pi
let errors: unknown[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-clock-'))
  pi = new Pi(START)
  errors = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const path = (): string => join(folder, 'clock.json')
const program = (isOwn = false): TrustedClock =>
  createTrustedClock({
    machine: pi,
    file: openHeardFile(path(), (error) => errors.push(error)),
    isOwn,
  })
/** How far off the clock is, and whether it says so. */
const told = (clock: TrustedClock) => ({ off: clock.now() - pi.central, isDoubtful: clock.isDoubtful() })
const RIGHT = { off: 0, isDoubtful: false }

describe('once central was heard since the machine’s start', () => {
  it.each([0, SECOND, -SECOND, 3 * HOUR, -3 * HOUR, YEARS, -YEARS])(
    'is right with a wall clock that is off by %i ms, and steps by that again',
    (off) => {
      pi.wall += off
      const clock = program()
      pi.answer(clock)
      expect(told(clock)).toEqual(RIGHT)
      pi.passes(5 * MINUTE)
      pi.wall += off
      expect(told(clock)).toEqual(RIGHT)
      pi.passes(9 * DAY)
      expect(told(clock)).toEqual(RIGHT)
      expect(clock.offsetMs()).toBe(pi.central - pi.wall)
    },
  )

  it('stays right after a restart of the program, whatever the wall clock was set to meanwhile', () => {
    pi.answer(program())
    pi.passes(HOUR)
    pi.wall = 0
    expect(told(program())).toEqual(RIGHT)
  })

  it('follows central where that one’s clock is set', () => {
    const clock = program()
    pi.answer(clock)
    pi.central += 2 * MINUTE
    pi.answer(clock)
    expect(told(clock)).toEqual(RIGHT)
    pi.central -= 2 * HOUR
    pi.answer(clock)
    expect(told(clock)).toEqual(RIGHT)
  })

  it('is right to half the way of the slowest answer, and at once to that of a quicker one', () => {
    const clock = program()
    pi.answer(clock, { thereMs: 20 * SECOND, backMs: 0 })
    expect(told(clock)).toEqual({ off: 10 * SECOND, isDoubtful: false })
    pi.passes(MINUTE)
    pi.answer(clock, { thereMs: 10, backMs: 10 })
    pi.passes(MINUTE)
    expect(told(clock)).toEqual(RIGHT)
    pi.answer(clock, { thereMs: 0, backMs: 20 * SECOND })
    expect(told(clock)).toEqual(RIGHT)
  })

  it('never goes back by little', () => {
    const clock = program()
    pi.answer(clock, { thereMs: 20 * SECOND, backMs: 0 })
    const before = clock.now()
    pi.answer(clock)
    expect(clock.now()).toBe(before)
    pi.passes(10 * SECOND)
    expect(told(clock)).toEqual(RIGHT)
  })
})

const NEXT_DAY = START + DAY
/** How far off the clock was, how the machine begins a day later, and whether that can be trusted. */
const STARTS: { name: string; off?: number; boots: Parameters<Pi['boots']>[1]; isDoubtful: boolean }[] = [
  { name: 'at the epoch', boots: { wall: 0 }, isDoubtful: true },
  { name: 'where it was shut down', boots: { wall: START + HOUR }, isDoubtful: true },
  { name: 'at the right time, by nothing that shows', boots: { wall: NEXT_DAY }, isDoubtful: true },
  { name: 'by a battery', boots: { wall: NEXT_DAY, kept: 'battery' }, isDoubtful: false },
  { name: 'by the network', boots: { wall: NEXT_DAY, kept: 'network' }, isDoubtful: false },
  { name: 'behind what is over', boots: { wall: START - DAY, kept: 'battery' }, isDoubtful: true },
  {
    name: '15 minutes off, as it was before',
    off: -15 * MINUTE,
    boots: { wall: NEXT_DAY - 15 * MINUTE, kept: 'battery' },
    isDoubtful: false,
  },
  {
    name: 'further off than that, as it was before',
    off: -16 * MINUTE,
    boots: { wall: NEXT_DAY - 16 * MINUTE, kept: 'battery' },
    isDoubtful: true,
  },
  {
    name: 'three hours ahead, as it was before',
    off: 3 * HOUR,
    boots: { wall: NEXT_DAY + 3 * HOUR, kept: 'battery' },
    isDoubtful: true,
  },
]

describe('after another start, without central', () => {
  /** A day has passed since central was heard; how the machine begins then. */
  const begin = (off: number, boots: Parameters<Pi['boots']>[1]): TrustedClock => {
    pi.wall += off
    pi.answer(program())
    pi.passes(HOUR)
    pi.boots(DAY - HOUR, boots)
    return program()
  }

  it.each(STARTS.filter(({ isDoubtful }) => !isDoubtful))('is right $name', ({ off = 0, boots }) => {
    const clock = begin(off, boots)
    expect(told(clock)).toEqual(RIGHT)
    expect(clock.offsetMs()).toBeUndefined()
  })

  it.each(STARTS.filter(({ isDoubtful }) => isDoubtful))(
    'is in doubt $name, until central is heard',
    ({ off = 0, boots }) => {
      const clock = begin(off, boots)
      expect(clock.isDoubtful()).toBe(true)
      // Never earlier than what is over, nor later than it is.
      expect(clock.now()).toBeGreaterThanOrEqual(START)
      expect(clock.now()).toBeLessThanOrEqual(pi.central)
      pi.passes(MINUTE)
      pi.answer(clock)
      expect(told(clock)).toEqual(RIGHT)
    },
  )

  it('is in doubt where central was never heard, also by the network’s time', () => {
    pi.kept = 'network'
    expect(told(program())).toEqual({ off: 0, isDoubtful: true })
  })

  it('is in doubt where what was heard is spoiled, and says nothing else wrong', () => {
    pi.answer(program())
    writeFileSync(path(), readFileSync(path(), 'utf8').slice(0, 20))
    expect(program().isDoubtful()).toBe(true)
  })

  it('believes the network as soon as that has set it', () => {
    pi.answer(program())
    pi.boots(DAY, { wall: 0 })
    const clock = program()
    expect(clock.isDoubtful()).toBe(true)
    pi.passes(10 * SECOND)
    Object.assign(pi, { wall: pi.central, kept: 'network' })
    expect(told(clock)).toEqual(RIGHT)
  })

  it('passes from the latest that is known to be over, and looks for that again', () => {
    pi.answer(program())
    pi.boots(DAY, { wall: 0 })
    const clock = program()
    expect(clock.now()).toBe(START)
    pi.passes(30 * SECOND)
    expect(clock.now()).toBe(START + 30 * SECOND)
    let over: number | undefined = START + 2 * HOUR
    clock.knowsFrom(() => over)
    expect(clock.now()).toBe(START + 2 * HOUR)
    over = START + 3 * HOUR
    pi.passes(MINUTE)
    expect(clock.now()).toBe(START + 3 * HOUR)
    over = undefined
    pi.passes(MINUTE)
    expect(clock.now()).toBe(START + 3 * HOUR + MINUTE)
    clock.knowsFrom(() => {
      throw new Error('the disk is gone')
    })
    expect(clock.now()).toBe(START + 3 * HOUR + MINUTE)
  })

  it('takes a count that began anew for another start, whatever its name', () => {
    pi.passes(DAY)
    pi.answer(program())
    const { boot } = pi
    pi.boots(HOUR, { wall: 0, boot })
    expect(program().isDoubtful()).toBe(true)
  })
})

describe('what is written down', () => {
  it('is one short file, at the first answer, when the wall clock is set, and once an hour', () => {
    const contents = new Set<string>()
    const clock = program()
    const answer = (): number => {
      pi.answer(clock)
      contents.add(readFileSync(path(), 'utf8'))
      return contents.size
    }
    expect(answer()).toBe(1)
    for (let minute = 0; minute < 59; minute++) {
      pi.passes(MINUTE)
      expect(answer()).toBe(1)
    }
    pi.wall += 2 * SECOND
    expect(answer()).toBe(2)
    pi.passes(HOUR)
    expect(answer()).toBe(3)
    expect(readFileSync(path()).length).toBe(1024)
  })

  it('is missed by nobody while the disk does not take it', () => {
    rmSync(folder, { recursive: true })
    const clock = program()
    pi.answer(clock)
    expect(told(clock)).toEqual(RIGHT)
    expect(errors).toHaveLength(1)
  })
})

describe('where the books lie on this machine', () => {
  it('is the machine’s own, and in doubt only behind the books', () => {
    const clock = program(true)
    const posted = START + 15 * MINUTE
    clock.knowsFrom(() => posted)
    pi.passes(MINUTE)
    expect(told(clock)).toEqual(RIGHT)
    pi.boots(DAY, { wall: 0 })
    const after = program(true)
    after.knowsFrom(() => posted)
    expect(after.isDoubtful()).toBe(true)
    expect(after.now()).toBe(posted)
    pi.passes(HOUR)
    expect(after.now()).toBe(posted + HOUR)
    // Somebody sets it.
    pi.wall = pi.central
    expect(told(after)).toEqual(RIGHT)
  })

  it('is the network’s where that set it, though the books ran ahead', () => {
    const clock = program(true)
    clock.knowsFrom(() => START + YEARS)
    expect(clock.isDoubtful()).toBe(true)
    pi.kept = 'network'
    pi.passes(MINUTE)
    expect(clock.isDoubtful()).toBe(false)
  })
})

it('marks a document that is accepted in doubt, and no other', () => {
  const clock = program()
  expect(acceptedNow(clock)).toEqual({ acceptedAt: START, clockDoubtful: true })
  pi.answer(clock)
  expect(acceptedNow(clock)).toEqual({ acceptedAt: START })
  expect(acceptedNow({ now: () => 7 })).toEqual({ acceptedAt: 7 })
})
