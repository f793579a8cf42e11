import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readManifest } from '../../core/backup/manifest.ts'
import { forkBackup } from '../backups/fork-backup.ts'
import { lookAt } from './candidates.ts'
import { ENROLMENT_NAME, servedBookPath } from './served-files.ts'
import { serveBakery, type ServedBakery } from './testing/served-bakery.ts'

// A child of low priority waits for whoever is busier.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let served: ServedBakery
beforeEach(async () => {
  served = await serveBakery()
  const enrolment = new Database(join(served.folder, ENROLMENT_NAME))
  enrolment.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE enrolment (a TEXT) STRICT; INSERT INTO enrolment VALUES (1)',
  )
  enrolment.close()
})
afterEach(() => served.close())

it('central is copied while it posts: whole, green, and with all that was acknowledged before', async () => {
  const folder = join(served.folder, 'copies')
  let posted = 0
  for (let copies = 1; copies <= 3; copies++) {
    let isDone = false
    const before = posted
    const making = forkBackup({ dataFolder: served.folder, folder, of: 'central', now: Date.now() })
    const made = making.outcome.finally(() => (isDone = true))
    while (!isDone) {
      expect(await served.post()).toMatchObject({ state: 'posted' })
      posted++
    }
    const outcome = await made
    expect(outcome).toMatchObject({ kind: 'made' })
    const path = outcome.kind === 'made' ? outcome.path : ''
    const manifest = readManifest(path)
    expect(manifest?.verify).toMatchObject({ ok: true, documents: manifest?.lastPosition })
    expect(manifest?.files.map(({ name }) => name)).toEqual(['book.db', ENROLMENT_NAME])
    expect(posted).toBeGreaterThan(before)
    expect(manifest?.lastPosition).toBeGreaterThanOrEqual(before)
    expect(manifest?.lastPosition).toBeLessThanOrEqual(posted)
    expect(lookAt(path)).toMatchObject({ kind: 'copy', damage: undefined })
    expect(readdirSync(path)).not.toContain('server.key')
  }
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(existsSync(`${servedBookPath(served.folder)}-wal`)).toBe(true)
  expect(served.isVerified()).toBe(true)
})
