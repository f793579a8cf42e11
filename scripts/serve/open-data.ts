import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { openCentralFile } from '../../core/database/central-file.ts'
import { createBook } from '../../core/database/create-book.ts'
import { openReader } from '../../core/database/reader.ts'
import { systemClock } from '../../core/kernel/clock.ts'
import { openOutbox } from '../../core/outbox/outbox.ts'
import { makeDemo } from '../demo/make-demo.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'

const COMPANY = { company: 'Demo Bakery', currency: 'ZAR', isDemo: true } as const

/**
 * Makes the demo book where there is none yet. It is baked in a folder beside and moved into place when it is whole,
 * the book last, so that a start that was interrupted begins again. Returns whether a book was made.
 */
export async function makeDataOnce(
  { dataFolder, bookPath, outboxPath }: Settings,
  onProgress: (part: number) => void,
): Promise<boolean> {
  if (existsSync(bookPath)) return false
  const oven = join(dataFolder, 'demo-in-the-oven')
  if (existsSync(oven)) rmSync(outboxPath, { force: true })
  rmSync(oven, { recursive: true, force: true })
  mkdirSync(oven, { mode: 0o700 })
  // Not in the oven: the secret stays when a demo is baked anew.
  await bakeDemo(oven, readOrMakeSecret(dataFolder, 'pin.key'), onProgress)
  for (const [file, path] of [
    ['outbox.db', outboxPath],
    ['book.db', bookPath],
  ] as const) {
    takeLogIn(join(oven, file))
    renameSync(join(oven, file), path)
  }
  rmSync(oven, { recursive: true, force: true })
  return true
}

async function bakeDemo(folder: string, pepper: string, onProgress: (part: number) => void): Promise<void> {
  const bookPath = join(folder, 'book.db')
  const central = openCentralFile(bookPath)
  await createBook(central, COMPANY)
  const outbox = openOutbox(join(folder, 'outbox.db'))
  const reader = openReader(bookPath)
  await makeDemo({ central, outbox, reader, pepper, now: systemClock.now(), onProgress })
  reader.close()
  outbox.close()
  central.close()
}

/** Takes the write-ahead log into the file, which is about to be moved without it. */
function takeLogIn(path: string): void {
  const database = new Database(path)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
