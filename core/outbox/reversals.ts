import type Database from 'libsql'
import type { DocumentContent } from '../book/content.ts'
import { readingOne, writing } from './sql.ts'

/** Which document takes which one back, of those made here: the first that tries. */
export function createReversals(database: Database.Database) {
  const of = readingOne(database, 'SELECT id FROM reversal WHERE original = ?1')
  const add = writing(
    database,
    'INSERT INTO reversal (original, id) VALUES (?1, ?2) ON CONFLICT (original) DO NOTHING',
  )
  return {
    add({ id, reverses }: DocumentContent): void {
      if (reverses !== undefined) add(reverses.document, id)
    },
    /** The id of what takes this document back. */
    of(original: string): string | undefined {
      const id = of(original)?.[0]
      return typeof id === 'string' ? id : undefined
    },
  }
}
