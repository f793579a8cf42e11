import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { RunningSqld } from '../../core/database/sqld/launch.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { delayAfter, keepRunning } from './keep-running.ts'
import { ServerFailure } from './server-failure.ts'
import { createServerStates } from './server-state.ts'

/** A server that lives until it is ended or dies; each start does what the next fate says, and the last one again. */
function withFates(...fates: ('lives' | 'cannot' | 'must not')[]) {
  const states = createServerStates(systemClock)
  const lives: { die: (how: string) => void }[] = []
  let starts = 0
  const kept = keepRunning({
    states,
    clock: systemClock,
    graceMs: 1,
    async bringUp() {
      const fate = fates[Math.min(starts++, fates.length - 1)]
      if (fate === 'must not') throw new ServerFailure('it loses documents')
      if (fate === 'cannot') throw new Error('the port is taken')
      let die = (_how: string): void => undefined
      const exited = new Promise<string>((resolve) => (die = resolve))
      lives.push({ die })
      return { exited, end: async () => die('SIGTERM') } as unknown as RunningSqld
    },
  })
  const become = (kind: string, count = 1): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (states.now().kind === kind && states.now().starts >= count) resolve()
      }
      states.listen(look)
      look()
    })
  return { kept, states, become, starts: () => starts, die: (how: string) => lives.at(-1)?.die(how) }
}

describe('a server that is kept running', () => {
  it('is given up when it cannot be started for the first time, three times over', async () => {
    const { kept, states, starts } = withFates('cannot')
    await expect(kept.ended).rejects.toThrow('The libSQL server does not start: the port is taken')
    expect(starts()).toBe(3)
    expect(states.now().kind).toBe('stopped')
    await expect(kept.whileDown('a restore', async () => 1)).rejects.toThrow('stopped')
  })

  it('is given up at once when it must not serve', async () => {
    const { kept, starts } = withFates('must not')
    await expect(kept.ended).rejects.toThrow('it loses documents')
    expect(starts()).toBe(1)
  })

  it('once it has served, comes back however often it fails, and says what it ended of', async () => {
    const { kept, states, become, die, starts } = withFates('lives', 'cannot', 'must not', 'cannot', 'lives')
    await become('ready')
    die('SIGSEGV')
    await become('down')
    expect(states.now().why).toBe('SIGSEGV')
    await become('ready', 2)
    expect(starts()).toBe(5)
    await kept.stop()
    expect(states.now().kind).toBe('stopped')
  })

  it('does not wait out its pause when it is stopped, or something is to be done while it is down', async () => {
    const { kept, become, die, starts } = withFates('lives', 'cannot')
    await become('ready')
    die('exit code 101')
    while (starts() < 4) await sleep(5)
    expect(await kept.whileDown('a restore', async () => 'done')).toBe('done')
    await kept.stop()
  })

  it('does one thing after the other, and none after it was stopped', async () => {
    const { kept, become } = withFates('lives')
    await become('ready')
    const order: string[] = []
    const errand = (name: string) =>
      kept.whileDown(name, async () => {
        order.push(`${name} begins`)
        await Promise.resolve()
        order.push(`${name} ends`)
      })
    await Promise.all([errand('a'), errand('b')])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
    const late = errand('c')
    const stopped = kept.stop()
    await expect(late).rejects.toThrow('stopped')
    await stopped
    expect(order).toHaveLength(4)
  })

  it('waits longer each time, up to a quarter of a minute', () => {
    expect([0, 1, 2, 3, 7, 8, 9, 50].map(delayAfter)).toEqual([
      0, 100, 200, 400, 6_400, 12_800, 15_000, 15_000,
    ])
  })
})
