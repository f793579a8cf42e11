import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import { systemClock } from './clock.ts'
import { watchNetworkTime } from './network-time.ts'
import { processFacts } from './process-facts.ts'

/** What the clocks of one machine say at one moment, in whole milliseconds. */
export interface MachineReading {
  /** Since 1970, UTC, as somebody or something has set it: it may be wrong by years, and step. */
  readonly wall: number
  /** Since the machine's start. Nobody sets it, it never steps, and it goes on while a program is restarted. */
  readonly sinceBoot: number
}

/**
 * What has brought the wall clock over the time that the machine was off. A Pi has nothing: it goes on where it was shut
 * down, or in 1970, until the network sets it.
 */
export type ClockKeeper = 'network' | 'battery' | 'nothing'

export interface MachineTime {
  /** Which start of the machine this is. */
  readonly boot: string
  read(): MachineReading
  /** Reads files of the system: not for every scan. */
  keeper(): ClockKeeper
}

/** The machine this program runs on. */
export function openMachineTime(networkTime = watchNetworkTime()): MachineTime {
  const read = createReading()
  return {
    boot: startOfMachine(),
    read,
    keeper() {
      const { wall, sinceBoot } = read()
      return networkTime.hasSet(sinceBoot) ? 'network' : findBattery(wall)
    },
  }
}

/** Which start of the machine this is: after another one, what the disk was told may not be what it has. */
export function bootId(): string {
  return readLine('/proc/sys/kernel/random/boot_id') ?? 'unknown'
}

/** A container has the boot id of its host, and may count its time from its own start: from that of its first process. */
function startOfMachine(): string {
  const boot = bootId()
  // A system that does not say: nothing is known of any other time this program ran.
  return boot === 'unknown' ? randomUUID() : `${boot} ${processFacts(1)?.startedAt ?? ''}`
}

/** Hundredths of a second, while a finer clock stands still with a machine that sleeps: the two meet again after that. */
const APART_MS = 50

function createReading(): MachineTime['read'] {
  const steady = (): number => Number(process.hrtime.bigint() / 1_000_000n)
  const since = (): number => Math.round(uptime() * 1000)
  let ahead = since() - steady()
  return () => {
    const fine = steady()
    const apart = since() - (fine + ahead)
    if (Math.abs(apart) > APART_MS) ahead += apart
    return { wall: systemClock.now(), sinceBoot: fine + ahead }
  }
}

const BATTERY_CLOCK = '/sys/class/rtc/rtc0'
const SAME_MS = 60_000

/**
 * A clock with a battery must have set this one at the start and agree with it: one whose battery is flat, or that
 * never had any, is there as well and shows 1970.
 */
function findBattery(wall: number): 'battery' | 'nothing' {
  if (readLine(`${BATTERY_CLOCK}/hctosys`) !== '1') return 'nothing'
  const shown = Number(readLine(`${BATTERY_CLOCK}/since_epoch`)) * 1000
  return Math.abs(shown - wall) <= SAME_MS ? 'battery' : 'nothing'
}

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
