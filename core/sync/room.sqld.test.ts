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
import { bytesInFile } from './known.ts'
import { readBytes, readCentralFacts, readMark } from './mark.ts'
import { openReader } from '../database/reader.ts'
import { bytesOfNews } from './room.ts'
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

function here() {
  const { path = '', folder: generation = '' } = currentGeneration(folder) ?? {}
  const reader = openReader(path)
  const found = { seq: readMark(reader).seq, copied: readBytes(reader), inFile: bytesInFile(generation) }
  reader.close()
  return found
}

const roundEndsBy = async (): Promise<string> =>
  await keeper.round().then(
    () => 'proven',
    (error: unknown) => troubleOf(error).kind,
  )

it.each([
  ['what three writes bring', (book: CentralToFollow) => book.write(3), 3 * 4096],
  ['a megabyte in one write', (book: CentralToFollow) => book.fill(1), 1_000_000],
] as const)(
  '%s waits where it would take the room of the outbox, and comes when there is more',
  async (_, act, bytesWritten) => {
    await keeper.round()
    const before = here()
    await act(book)
    const { mark, bytes } = await readCentralFacts(book.central)
    const news = bytesOfNews({ writes: mark.seq - before.seq, bytes, ...before })
    free = RESERVE_BYTES + news - 1
    expect(await roundEndsBy()).toBe('disk_full')
    expect(here()).toEqual(before)
    free = RESERVE_BYTES + news
    expect(await roundEndsBy()).toBe('proven')
    expect(here()).toMatchObject({ seq: mark.seq, copied: bytes })
    expect(news).toBeGreaterThan(bytesWritten)
    // Nothing new needs no room.
    free = 0
    expect(await roundEndsBy()).toBe('proven')
  },
)

it('a first download is not begun where there is no room for twice its size, and the outbox’s', async () => {
  free = RESERVE_BYTES
  expect(await roundEndsBy()).toBe('disk_full')
  expect(currentGeneration(folder)).toBeUndefined()
  free = PLENTY
  expect(await roundEndsBy()).toBe('proven')
  expect(here().seq).toBe(await book.seq())
})
