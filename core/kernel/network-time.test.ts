import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMachineTime } from './machine-time.ts'
import { askSystem, watchNetworkTime, type SystemSays } from './network-time.ts'

const MINUTE = 60_000

let folder: string
let mark: string
/** What the system says, and how often it was asked. */
let says: SystemSays
let asked: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-network-time-'))
  mark = join(folder, 'synchronized')
  says = 'not_set'
  asked = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function watch() {
  const system = async (): Promise<SystemSays> => {
    asked += 1
    return await Promise.resolve(says)
  }
  return watchNetworkTime(system, mark)
}
/** The system has answered. */
const answered = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('the network’s time', () => {
  it('counts once the system says that a client has set the clock, and is not asked for again', async () => {
    says = 'set'
    const time = watch()
    // Nobody waits for the answer.
    expect(time.hasSet(0)).toBe(false)
    await answered()
    expect([time.hasSet(1), time.hasSet(90 * MINUTE)]).toEqual([true, true])
    await answered()
    expect(asked).toBe(1)
  })

  it('is asked for again while the answer is no, ever more rarely up to a quarter of an hour', async () => {
    const time = watch()
    await answered()
    const minutes: number[] = []
    for (let minute = 0; minute <= 65; minute++) {
      const before = asked
      expect(time.hasSet(minute * MINUTE)).toBe(false)
      await answered()
      if (asked > before) minutes.push(minute)
    }
    expect(minutes).toEqual([1, 3, 7, 15, 30, 45, 60])
    says = 'set'
    time.hasSet(75 * MINUTE)
    await answered()
    expect(time.hasSet(75 * MINUTE)).toBe(true)
    // The kernel forgets it after hours without a network; the clock is no worse for that.
    says = 'not_set'
    expect(time.hasSet(900 * MINUTE)).toBe(true)
  })

  it('is asked for by one question at a time', async () => {
    let answer: (said: SystemSays) => void = () => undefined
    const system = (): Promise<SystemSays> => {
      asked += 1
      return new Promise((resolve) => (answer = resolve))
    }
    const time = watchNetworkTime(system, mark)
    for (let minute = 0; minute <= 30; minute++) {
      time.hasSet(minute * MINUTE)
      await answered()
    }
    expect(asked).toBe(1)
    answer('not_set')
    await answered()
    time.hasSet(31 * MINUTE)
    await answered()
    expect(asked).toBe(2)
  })

  it('is asked for once where nobody can say, and counts by the mark of systemd’s own client', async () => {
    says = 'unknown'
    const time = watch()
    await answered()
    for (let minute = 0; minute <= 30; minute++) {
      expect(time.hasSet(minute * MINUTE)).toBe(false)
      await answered()
    }
    expect(asked).toBe(1)
    writeFileSync(mark, '')
    expect(time.hasSet(31 * MINUTE)).toBe(true)
  })
})

describe('the system', () => {
  it.each([
    ['yes', 'echo yes', 'set'],
    ['no', 'echo no', 'not_set'],
    ['something else', 'echo maybe', 'not_set'],
    ['yes, and fails', 'echo yes; exit 1', 'not_set'],
    ['nothing for too long', 'exec sleep 600', 'not_set'],
  ])('that says %s', async (_, script, said) => {
    const timeoutMs = script.includes('sleep') ? 100 : 60_000
    expect(await askSystem(['/bin/sh', '-c', script], timeoutMs)).toBe(said)
  })

  it('that has no such program', async () => {
    expect(await askSystem([join(folder, 'nothing')])).toBe('unknown')
  })

  it('of this machine is told as it tells it', async () => {
    expect(await askSystem()).toBe(sayTimedatectl())
  })
})

it('keeps this machine’s clock where it has set it, before any battery', () => {
  expect(openMachineTime({ hasSet: () => true }).keeper()).toBe('network')
  expect(openMachineTime({ hasSet: () => false }).keeper()).not.toBe('network')
})

function sayTimedatectl(): SystemSays {
  try {
    const args = ['show', '--property=NTPSynchronized', '--value']
    const said = execFileSync('timedatectl', args, { encoding: 'utf8', stdio: 'pipe' })
    return said.trim() === 'yes' ? 'set' : 'not_set'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'unknown' : 'not_set'
  }
}
