import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import { forkBackup } from '../backups/fork-backup.ts'
import { startDailyBackup, type DailyBackup } from './daily-backup.ts'

// A child of low priority waits for whoever is busier.
vi.setConfig({ testTimeout: 60_000 })

const WAIT = { timeout: 30_000, interval: 20 }

let bakery: Bakery
let daily: DailyBackup
let heard: string[]
beforeEach(async () => {
  heard = []
  bakery = await openBakery()
  openOutbox(join(bakery.folder, 'outbox.db')).close()
})
afterEach(async () => {
  await daily.stop()
  bakery.close()
})

const onMade = (path: string): Promise<void> => {
  heard.push(path)
  return Promise.resolve()
}

function partsIn(folder: string): Parameters<typeof startDailyBackup>[0] {
  const databaseId = String(bakery.reader.get('SELECT database_id FROM meta')?.[0])
  return { dataFolder: bakery.folder, folder, hour: 2, databaseId, clock: systemClock, onMade }
}

function startIn(folder: string): void {
  daily = startDailyBackup(partsIn(folder))
}

async function untilDone(): Promise<void> {
  while (daily.running() !== undefined) await sleep(20)
}

describe('a copy of the running process', () => {
  it('is made in a child, one at a time, and known when it is there', async () => {
    startIn(join(bakery.folder, 'backups'))
    expect(daily.latest()).toBeUndefined()
    daily.start()
    daily.start()
    await untilDone()
    expect(daily.lastFailure()).toBeUndefined()
    expect(daily.latest()).toMatchObject({ isGreen: true })
    const copies = await daily.list()
    expect(copies).toHaveLength(1)
    expect(heard).toEqual(copies.map(({ path }) => path))
  })

  it('that cannot be made is known, in words, until one is', async () => {
    const folder = join(bakery.folder, 'in-the-way')
    writeFileSync(folder, 'a file')
    startIn(folder)
    daily.start()
    await untilDone()
    expect(daily.lastFailure()?.words).toContain('in-the-way')
    expect(heard).toEqual([])
    rmSync(folder)
    daily.start()
    await untilDone()
    expect(daily.lastFailure()).toBeUndefined()
  })

  it('is heard of once when somebody makes one by hand meanwhile', async () => {
    const folder = join(bakery.folder, 'backups')
    const clock = { now: vi.fn<() => number>(Date.now) }
    daily = startDailyBackup({ ...partsIn(folder), clock, lookEveryMs: 20 })
    const now = Date.now() + 1
    const made = await forkBackup({ dataFolder: bakery.folder, folder, of: 'host', now }).outcome
    await vi.waitFor(() => expect(heard).toEqual([made.kind === 'made' && made.path]), WAIT)
    expect(daily.latest()).toEqual({ madeAt: now, isGreen: true })
    const looks = clock.now.mock.calls.length
    await vi.waitFor(() => expect(clock.now.mock.calls.length).toBeGreaterThan(looks + 3), WAIT)
    expect(heard).toHaveLength(1)
  })

  it('is not taken for one of another book that is copied to the same folder', async () => {
    const folder = join(bakery.folder, 'backups')
    startIn(folder)
    daily.start()
    await untilDone()
    const other = startDailyBackup({ ...partsIn(folder), databaseId: 'another' })
    expect(await other.list()).toEqual([])
    await other.stop()
  })
})
