import type Database from 'libsql'
import { stationNoteSchema, type StationNote } from '../stations/note.ts'
import { reading, writing } from './sql.ts'

/** A note that the books do not have yet, under its number in this outbox. */
export interface WaitingNote {
  readonly n: number
  readonly note: StationNote
}

/** The notes of the outbox, in the order they were told. */
export function createNotes(database: Database.Database) {
  const insert = writing(
    database,
    'INSERT INTO note (id, content) VALUES (?1, ?2) ON CONFLICT (id) DO NOTHING',
  )
  const waiting = reading(database, 'SELECT n, content FROM note ORDER BY n LIMIT ?1')
  const forget = writing(database, 'DELETE FROM note WHERE n = ?1')
  return {
    /** The same id again changes nothing. Throws on a note that the books could not take. */
    add: (note: StationNote): void => insert(note.id, JSON.stringify(stationNoteSchema.parse(note))),
    waiting: (limit: number): WaitingNote[] =>
      waiting(limit).map(([n, content]) => ({
        n: Number(n),
        note: JSON.parse(String(content)) as StationNote,
      })),
    forget: (n: number): void => forget(n),
  }
}
