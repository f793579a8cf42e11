import { statSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { projectFile } from '../kernel/project-root.ts'
import { openReader, type Reader } from './reader.ts'

/** Why a book cannot be read here. */
export type BookProblem =
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Where this machine keeps its book: `SCANBOOK_DATA`, or `data` beside the program. */
export function bookPath(environment: Readonly<Record<string, string | undefined>>): string {
  const folder = environment['SCANBOOK_DATA']
  if (folder === undefined || folder === '') return projectFile('data', 'book.db')
  return join(isAbsolute(folder) ? folder : resolve(folder), 'book.db')
}

/** Opens the book for reading only, or says why not; a file that holds no book is unreadable. */
export function openBookFile(path: string): { readonly reader: Reader } | { readonly problem: BookProblem } {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { problem: { kind: 'missing' } }
  try {
    const reader = openReader(path)
    reader.get('SELECT database_id FROM meta')
    return { reader }
  } catch (error) {
    return { problem: { kind: 'unreadable', reason: error instanceof Error ? error.message : String(error) } }
  }
}
