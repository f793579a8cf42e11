import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openCentralFile } from '../../core/database/central-file.ts'
import { makeOwnBook } from './open-data.ts'

let dataFolder: string
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'scanbook-open-data-'))
})
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }))

it('opens a book that it has just made with the log and index that other processes see', async () => {
  const bookPath = join(dataFolder, 'book.db')
  await makeOwnBook(
    { dataFolder, bookPath, outboxPath: join(dataFolder, 'outbox.db') },
    {
      company: 'Kruger Bakery',
      currency: 'ZAR',
      branch: { prefix: 'KRU', name: 'Kruger', timeZone: 'Africa/Johannesburg' },
      admin: { login: 'naledi', name: 'Naledi', passwordHash: 'x' },
      station: 'KRU-K1',
    },
  )
  const central = openCentralFile(bookPath)
  await central.all({ sql: 'SELECT seq FROM meta', args: [] })
  for (const name of ['book.db', 'book.db-wal', 'book.db-shm'])
    expect([name, existsSync(join(dataFolder, name))]).toEqual([name, true])
  central.close()
})
