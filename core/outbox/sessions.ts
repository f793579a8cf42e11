import type Database from 'libsql'
import { inOneWrite, reading, writing } from './sql.ts'

/** What a station remembers, word for word, under a name of its own. */
export interface StoredSession {
  readonly name: string
  readonly state: string
}

/** Where the scan session of each station is kept, word for word. */
export function createSessions(database: Database.Database) {
  const read = reading(database, 'SELECT state FROM session WHERE station = ?1')
  const save = writing(
    database,
    `INSERT INTO session (station, state, saved_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (station) DO UPDATE SET state = excluded.state, saved_at = excluded.saved_at`,
  )
  return {
    read(station: string): string | undefined {
      const row = read(station)[0]
      return row === undefined ? undefined : String(row[0])
    },
    save: (station: string, state: string, now: number): void => save(station, state, now),
    /** All of it or nothing. */
    saveAll(stored: readonly StoredSession[], now: number): void {
      const saveEach = (): void => stored.forEach(({ name, state }) => save(name, state, now))
      // One statement is atomic by itself, and this one is on the scan path.
      if (stored.length === 1) saveEach()
      else inOneWrite(database, saveEach)
    },
  }
}
