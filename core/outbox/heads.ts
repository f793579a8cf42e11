import type Database from 'libsql'
import { reading, readingOne, writing } from './sql.ts'

/** The last number and hash of a writer's chain. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** The ends of the writers' chains. */
export function createHeads(database: Database.Database) {
  const writers = reading(database, 'SELECT name FROM writer ORDER BY name')
  const head = readingOne(database, 'SELECT seq, hash FROM writer WHERE name = ?1')
  const setHead = writing(
    database,
    `INSERT INTO writer (name, seq, hash) VALUES (?1, ?2, ?3)
     ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
  )
  return {
    writers: (): string[] => writers().map(([name]) => String(name)),
    head(writer: string): Head {
      const row = head(writer)
      return { seq: Number(row?.[0] ?? 0), hash: String(row?.[1] ?? '') }
    },
    setHead: (writer: string, { seq, hash }: Head): void => setHead(writer, seq, hash),
  }
}
