import type Database from 'libsql'
import type { StationNote } from '../stations/note.ts'
import { writing } from './sql.ts'

/** Barcodes attached at this process's stations, which resolve at once, until the book has their codes. */
export function createAttachedBarcodes(database: Database.Database) {
  // The first one counts, as it will in the book: its note is sent first.
  const attach = writing(
    database,
    `INSERT INTO attached_barcode (code, item, quantity, pack_name) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (code) DO NOTHING`,
  )
  const forget = writing(database, 'DELETE FROM attached_barcode WHERE code = ?1')
  return {
    /** What a note attaches; nothing for a note of another kind. */
    attachFrom({ content }: StationNote): void {
      if (content.kind === 'barcode_attached')
        attach(content.code, content.item, content.quantity, content.packName)
    },
    forget: (code: string): void => forget(code),
  }
}
