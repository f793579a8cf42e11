import type Database from 'libsql'
import type { StationNote } from '../stations/note.ts'
import { createAttachedBarcodes } from './attached-barcodes.ts'
import { createNotes, type WaitingNote } from './notes.ts'
import type { createSessions, StoredSession } from './sessions.ts'
import { inOneWrite } from './sql.ts'

/** What is told to the book beside documents: kept until the book has it. */
export interface Telling {
  /**
   * Takes notes for the book and, in the same synced write, keeps what stations remember after telling them. A barcode
   * that a note attaches resolves from now on. The same note again changes nothing; a note that the book could not take
   * throws. `now` in milliseconds since 1970. Wake the poster afterwards.
   */
  tell(told: { notes: readonly StationNote[]; sessions?: readonly StoredSession[]; now: number }): void
  /** The oldest notes that the book does not have yet, in order. */
  waitingNotes(limit: number): WaitingNote[]
  /** The book has these notes; what these codes mean is its word from now on. */
  forgetNotes(sent: { notes: readonly number[]; codes: readonly string[] }): void
}

export function createTelling(database: Database.Database, keep: ReturnType<typeof createSessions>): Telling {
  const notes = createNotes(database)
  const attachedBarcodes = createAttachedBarcodes(database)
  return {
    tell: ({ notes: told, sessions = [], now }) =>
      inOneWrite(database, () => {
        for (const note of told) {
          notes.add(note)
          attachedBarcodes.attachFrom(note)
        }
        for (const { name, state } of sessions) keep.save(name, state, now)
      }),
    waitingNotes: (limit) => notes.waiting(limit),
    forgetNotes: (sent) =>
      inOneWrite(database, () => {
        for (const n of sent.notes) notes.forget(n)
        for (const code of sent.codes) attachedBarcodes.forget(code)
      }),
  }
}
