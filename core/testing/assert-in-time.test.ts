import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assertInTime } from './assert-in-time.ts'

/** Enough for a first run on a busy machine: fast-check counts it as a failure where there was none. */
const EFFORT = { runs: 100, withinMs: 1_000 }
/** So the second run is on its way when the time is over. */
const LONGER_MS = 1_500

describe('a property that is tried for a limited time', () => {
  it('begins no run after it, and waits for the one that is on its way', async () => {
    let ended = 0
    await assertInTime(EFFORT, fc.nat(), async () => {
      await sleep(ended === 0 ? 0 : LONGER_MS)
      ended++
    })
    expect(ended).toBe(2)
  })

  it('fails where that one does', async () => {
    let begun = 0
    const failing = assertInTime(EFFORT, fc.nat(), async () => {
      if (begun++ === 0) return
      await sleep(LONGER_MS)
      throw new Error('at last')
    })
    await expect(failing).rejects.toThrow('at last')
  })

  it('names the smallest case where one fails in time', async () => {
    const failing = assertInTime({ runs: 100, withinMs: 30_000 }, fc.nat({ max: 1000 }), async (n) => {
      expect(n).toBeLessThan(100)
    })
    await expect(failing).rejects.toThrow('Counterexample: [100]')
  })
})
