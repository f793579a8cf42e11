import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Pi } from '../testing/pi.ts'
import type { HeardFile } from './heard-file.ts'
import type { HeardTime } from './tell-time.ts'
import { createTrustedClock, type TrustedClock } from './trusted-clock.ts'

const RUNS = 500
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const RIGHT_MS = 15 * MINUTE
const YEARS = 56 * 365 * 24 * HOUR
const START = Date.UTC(2026, 9, 24, 21)
/** As exact as answers that take up to two seconds, and say the time to the second, can make it. */
const EXACT_MS = 3 * SECOND
/** It stands still for so long rather than to go back. */
const WAITED_FOR_MS = MINUTE

type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'set'; readonly by: number }
  | { readonly do: 'answer'; readonly thereMs: number; readonly backMs: number }
  /** `begins`: in 1970, where it was shut down, or right, by the network or a battery, or by nothing that shows. */
  | { readonly do: 'boot'; readonly offMs: number; readonly begins: keyof typeof BEGINNINGS }
  | { readonly do: 'restart' }

const BEGINNINGS = {
  epoch: () => ({ wall: 0 }),
  onward: ({ wall }: Pi) => ({ wall }),
  right: ({ central }: Pi, offMs: number) => ({ wall: central + offMs }),
  battery: ({ central }: Pi, offMs: number) => ({ wall: central + offMs, kept: 'battery' }) as const,
  network: ({ central }: Pi, offMs: number) => ({ wall: central + offMs, kept: 'network' }) as const,
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 700, 90 * SECOND, HOUR, 90 * HOUR) }),
  fc.record({
    do: fc.constant('set' as const),
    by: fc
      .constantFrom(700, SECOND * 40, 20 * MINUTE, 3 * HOUR, YEARS)
      .chain((ms) => fc.constantFrom(ms, -ms)),
  }),
  fc.record({
    do: fc.constant('answer' as const),
    thereMs: fc.nat(2 * SECOND),
    backMs: fc.nat(2 * SECOND),
  }),
  fc.record({
    do: fc.constant('boot' as const),
    offMs: fc.constantFrom(SECOND, HOUR, 100 * HOUR),
    begins: fc.constantFrom(...(Object.keys(BEGINNINGS) as (keyof typeof BEGINNINGS)[])),
  }),
  fc.record({ do: fc.constant('restart' as const) }),
)

it('is right or in doubt, and never behind what is over, whatever happens to the machine', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const pi = new Pi(START)
      let kept: HeardTime | undefined
      const file: HeardFile = { read: () => kept, write: (heard) => void (kept = heard) }
      const start = (): TrustedClock => createTrustedClock({ machine: pi, file, isOwn: false })
      let clock = start()
      let isHeard = false
      /** Somebody set the wall clock since the machine's start: nothing that kept it before says anything then. */
      let isSet = false
      for (const each of steps) {
        if (each.do === 'pass') pi.passes(each.ms)
        if (each.do === 'set') {
          pi.wall += each.by
          isSet = true
        }
        if (each.do === 'answer') {
          pi.answer(clock, each)
          isHeard = true
        }
        if (each.do === 'boot') {
          pi.boots(each.offMs, BEGINNINGS[each.begins](pi, each.offMs))
          clock = start()
          isHeard = false
          isSet = false
        }
        if (each.do === 'restart') clock = start()
        if (isSet) pi.kept = 'nothing'
        const [now, isDoubtful] = [clock.now(), clock.isDoubtful()]
        const seen = `${JSON.stringify(each)}: ${now - pi.central}`
        const off = now - pi.central
        const isExact = off >= -EXACT_MS && off <= EXACT_MS + WAITED_FOR_MS
        expect(!isHeard || (isExact && !isDoubtful), seen).toBe(true)
        // What is not in doubt is right to the quarter of an hour that counts as right.
        const allowed = isDoubtful ? EXACT_MS : RIGHT_MS + EXACT_MS
        expect(isDoubtful || Math.abs(off) <= allowed, seen).toBe(true)
        expect(kept === undefined || now >= kept.central - allowed, seen).toBe(true)
      }
    }),
    { numRuns: RUNS },
  )
})
