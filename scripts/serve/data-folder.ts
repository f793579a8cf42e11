import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { words } from '../../core/words/catalogue.ts'
import { StartFailure } from './start-failure.ts'

export interface DataFolderLock {
  release(): void
}

/**
 * Makes the data folder if need be and takes it for this process alone. The lock is a database lock on `lock.db`,
 * which the system gives back whatever way the process ends; the file beside it only tells who holds it.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch {
    throw new StartFailure(words.start.failure.dataUnwritable(folder))
  }
  const holder = join(folder, 'lock.pid')
  let database: Database.Database
  try {
    database = new Database(join(folder, 'lock.db'))
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    if (isBusy(error)) throw new StartFailure(words.start.failure.dataInUse(folder, readHolder(holder)))
    throw new StartFailure(words.start.failure.dataUnwritable(folder))
  }
  writeFileSync(holder, String(process.pid))
  return {
    release() {
      database.exec('ROLLBACK')
      database.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /locked|busy/i.test(error.message)
}

function readHolder(path: string): number {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return 0
  }
}
