import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openBookFile } from '../../core/database/open-book-file.ts'
import { words } from '../../core/words/catalogue.ts'
import { removeDatabase } from './open-data.ts'
import type { Settings } from './settings.ts'
import { StartFailure } from './start-failure.ts'

const { failure } = words.start

/** Whose book a folder holds; undefined: none, or one that cannot be read. */
interface KindOfBook {
  readonly isDemo: boolean
  readonly company: string
}

/**
 * Whether the folder holds a book. A demo never becomes a company's book and the other way round: who asks for the one
 * and finds the other is told what to do.
 */
export function findBook({ bookPath, dataFolder, demo }: Settings): boolean {
  if (!existsSync(bookPath)) return false
  const kind = readKind(bookPath)
  if (kind === undefined) return true
  if (kind.isDemo && demo === 'no') throw new StartFailure(failure.demoFolder(dataFolder))
  if (!kind.isDemo && demo === 'yes') throw new StartFailure(failure.realFolder(dataFolder, kind.company))
  return true
}

/**
 * Removes the demo of a folder, so that the next one is made anew: book, outbox, and what was signed with its secrets.
 * Nothing else in the folder, and nothing at all unless the book itself says that it is a demo. The caller holds the
 * folder's lock.
 */
export function removeDemo({ dataFolder, bookPath, outboxPath, demo }: Settings): void {
  if (demo === 'no') throw new StartFailure(failure.freshNoDemo)
  if (!existsSync(bookPath)) return
  const kind = readKind(bookPath)
  if (kind === undefined) throw new StartFailure(failure.freshUnreadable(dataFolder))
  if (!kind.isDemo) throw new StartFailure(failure.freshReal(dataFolder, kind.company))
  // While this folder is there, an outbox without a book is a start that was interrupted.
  mkdirSync(join(dataFolder, 'book-in-the-making'), { recursive: true, mode: 0o700 })
  for (const path of [bookPath, outboxPath, join(dataFolder, 'webhooks.db')]) removeDatabase(path)
  // A session or a screen of the old demo opens nothing in the new one. The authority that phones trust stays.
  for (const key of ['cookie.key', 'screen.key', 'phone.key', 'pin.key'])
    rmSync(join(dataFolder, key), { force: true })
}

function readKind(bookPath: string): KindOfBook | undefined {
  const opened = openBookFile(bookPath)
  if ('problem' in opened) return undefined
  const [company, isDemo] = opened.reader.get('SELECT company, is_demo FROM meta') ?? []
  opened.reader.close()
  return company === undefined ? undefined : { company: String(company), isDemo: isDemo === 1 }
}
