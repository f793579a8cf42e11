import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { schemaVersion } from '../database/migrate.ts'
import { systemClock } from '../kernel/clock.ts'
import { RESERVE_BYTES } from '../kernel/disk-room.ts'
import { startCentralToFollow, type CentralToFollow } from '../testing/central-to-follow.ts'
import { openEmbeddedReplica } from './embedded-replica.ts'
import { currentGeneration } from './generations.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { readMark } from './mark.ts'
import { openReader } from '../database/reader.ts'
import { bytesOfWrites } from './room.ts'
import { troubleOf } from './trouble.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const PLENTY = 10 * 1024 * RESERVE_BYTES

let book: CentralToFollow
let folder: string
let keeper: Keeper
let free: number
beforeEach(async () => {
  book = await startCentralToFollow()
  folder = mkdtempSync(join(tmpdir(), 'scanbook-room-'))
  free = PLENTY
  const { url, readToken: token } = book.sqld
  keeper = createKeeper({
    folder,
    central: book.central,
    openFeed: (path) => openEmbeddedReplica(path, { url, token }),
    clock: systemClock,
    schema: schemaVersion(),
    compareEveryMs: 86_400_000,
    freeBytes: () => free,
    beat: () => {},
  })
})
afterEach(async () => {
  keeper.close()
  rmSync(folder, { recursive: true, force: true })
  await book.stop()
})

function seqHere(): number {
  const reader = openReader(currentGeneration(folder)?.path ?? '')
  const { seq } = readMark(reader)
  reader.close()
  return seq
}

const roundEndsBy = async (): Promise<string> =>
  await keeper.round().then(
    () => 'proven',
    (error: unknown) => troubleOf(error).kind,
  )

it('what central has new waits where it would take the room of the outbox, and comes when there is more', async () => {
  await keeper.round()
  const before = seqHere()
  const after = await book.write(3)
  free = RESERVE_BYTES + bytesOfWrites(3) - 1
  expect(await roundEndsBy()).toBe('disk_full')
  expect(seqHere()).toBe(before)
  free = RESERVE_BYTES + bytesOfWrites(3)
  expect(await roundEndsBy()).toBe('proven')
  expect(seqHere()).toBe(after)
  // Nothing new needs no room.
  free = 0
  expect(await roundEndsBy()).toBe('proven')
})

it('a first download is not begun where there is no room for twice its size, and the outbox’s', async () => {
  free = RESERVE_BYTES
  expect(await roundEndsBy()).toBe('disk_full')
  expect(currentGeneration(folder)).toBeUndefined()
  free = PLENTY
  expect(await roundEndsBy()).toBe('proven')
  expect(seqHere()).toBe(await book.seq())
})
