import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openBookFile } from '../database/open-book-file.ts'
import { openReader } from '../database/reader.ts'
import { findDamage } from './durable-files.ts'
import type { Manifest } from './manifest.ts'

/** What a data folder holds before a restore, as far as it can be read. */
export interface Living {
  readonly kind: 'nothing' | 'something'
  /** Of the book, else of the book that its outbox belongs to; undefined: nobody can tell. */
  readonly databaseId: string | undefined
  readonly company: string | undefined
  readonly epoch: number
}

/** Looks at book and outbox; either may be missing or damaged. */
export function findLiving(dataFolder: string): Living {
  const [book, outbox] = ['book.db', 'outbox.db'].map((name) => join(dataFolder, name)) as [string, string]
  if (!existsSync(book) && !existsSync(outbox))
    return { kind: 'nothing', databaseId: undefined, company: undefined, epoch: 0 }
  const opened = openBookFile(book)
  if ('reader' in opened) {
    const [databaseId, company, epoch] =
      opened.reader.get('SELECT database_id, company, epoch FROM meta') ?? []
    opened.reader.close()
    if (typeof databaseId === 'string')
      return { kind: 'something', databaseId, company: String(company), epoch: Number(epoch) }
  }
  return { kind: 'something', databaseId: boundTo(outbox), company: undefined, epoch: 0 }
}

/**
 * Whether the outbox of the folder goes on after the restore: it is this book's, whole, and has all that the copy's
 * has. Then nothing that was accepted since the copy is lost.
 */
export function isCarriedOn(dataFolder: string, living: Living, manifest: Manifest): boolean {
  const path = join(dataFolder, 'outbox.db')
  if (!existsSync(path) || findDamage(path) !== undefined) return false
  // One that has posted nothing yet belongs to the book beside it.
  if ((boundTo(path) ?? living.databaseId) !== manifest.databaseId) return false
  const outbox = openReader(path)
  const heads = new Map(
    outbox.all('SELECT name, seq FROM writer').map(([name, seq]) => [String(name), Number(seq)]),
  )
  outbox.close()
  return manifest.outboxWriters.every(({ writer, seq }) => (heads.get(writer) ?? 0) >= seq)
}

/** The book that an outbox belongs to; undefined: none yet, or it cannot be read. */
function boundTo(outboxPath: string): string | undefined {
  if (!existsSync(outboxPath)) return undefined
  const outbox = openReader(outboxPath)
  try {
    const id = outbox.get('SELECT database_id FROM book')?.[0]
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  } finally {
    outbox.close()
  }
}
