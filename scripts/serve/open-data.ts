import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { syncPath } from '../../core/backup/durable-files.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import type { Central } from '../../core/database/central.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox, type Outbox } from '../../core/outbox/outbox.ts'
import { foundCompany, type NewCompany } from '../../core/set-up/found-company.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import { makeDemo } from '../demo/make-demo.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

const DEMO = { company: 'Demo Bakery', currency: 'ZAR', isDemo: true } as const
const SIDECARS = ['-wal', '-shm'] as const

type DataFiles = Pick<Settings, 'dataFolder' | 'bookPath' | 'outboxPath'>

/** A book that nobody sees yet. */
interface Making {
  readonly central: Central
  readonly outbox: Outbox
  readonly bookPath: string
}

/** Makes the demo book. */
export async function makeDemoBook(files: DataFiles, onProgress: (part: number) => void): Promise<void> {
  // The secret does not lie with the book in the making: it stays when a start was interrupted.
  const pepper = readOrMakeSecret(files.dataFolder, 'pin.key')
  await makeBook(files, async ({ central, outbox, bookPath }) => {
    await createBook(central, DEMO)
    const reader: Reader = openReader(bookPath)
    await makeDemo({ central, outbox, reader, pepper, now: systemClock.now(), onProgress })
    reader.close()
  })
}

/** Makes the book of a company that begins. Returns its first super admin. */
export async function makeOwnBook(files: DataFiles, company: NewCompany): Promise<PersonId> {
  return await makeBook(files, ({ central }) => foundCompany(central, company))
}

/**
 * Makes a book and its outbox in a folder beside, and moves them into place when they are whole, the book last: what
 * was interrupted begins again. An outbox is its book's from the first day, and never takes another one for it.
 */
async function makeBook<T>(
  { dataFolder, bookPath, outboxPath }: DataFiles,
  fill: (making: Making) => Promise<T>,
): Promise<T> {
  const folder = join(dataFolder, 'book-in-the-making')
  if (existsSync(folder)) removeDatabase(outboxPath)
  if (existsSync(outboxPath)) throw new StartFailure(words.start.failure.outboxAlone(dataFolder))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  const made = await fillIn(folder, fill)
  for (const [file, path] of [
    ['outbox.db', outboxPath],
    ['book.db', bookPath],
  ] as const) {
    takeLogIn(join(folder, file))
    renameSync(asAnotherFile(join(folder, file)), path)
    syncPath(dataFolder)
  }
  rmSync(folder, { recursive: true, force: true })
  return made
}

async function fillIn<T>(folder: string, fill: (making: Making) => Promise<T>): Promise<T> {
  const bookPath = join(folder, 'book.db')
  const central = openCentralFile(bookPath)
  const outbox = openOutbox(join(folder, 'outbox.db'))
  try {
    const made = await fill({ central, outbox, bookPath })
    const [meta] = await central.all({ sql: 'SELECT database_id FROM meta', args: [] })
    outbox.belongsTo(String(meta?.[0]))
    return made
  } finally {
    outbox.close()
    central.close()
  }
}

/** Takes the write-ahead log into the file, which is about to be moved without it. */
function takeLogIn(path: string): void {
  const database = new Database(path)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}

/**
 * A copy, on disk, to be opened in place of the file. This process still holds what it had open of the file itself (the
 * driver closes a connection when its statements are collected), and with it the file's index of the log in a folder
 * that is removed: opened again it would be used, and no other process would see what this one writes.
 */
function asAnotherFile(path: string): string {
  const copy = `${path}.whole`
  copyFileSync(path, copy)
  syncPath(copy)
  return copy
}

/** Removes a database, its logs first: a log that outlives its file would be read into the next one. */
export function removeDatabase(path: string): void {
  for (const name of [...SIDECARS.map((sidecar) => path + sidecar), path]) rmSync(name, { force: true })
}
