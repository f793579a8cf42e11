import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, ItemId, PersonId } from '../kernel/ids.ts'

/** A barcode that somebody gives an item: base units per scan, null for one each or to be asked. */
export interface NewBarcode {
  readonly code: string
  readonly item: ItemId
  readonly quantity: number | null
  readonly packName: string | null
  readonly by: PersonId
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What a person does about what stations told: writes to central, each one atomic. */
export interface NoteWrites {
  /** Gives a code to an item, and with that every unknown scan of it is seen to. 'taken': it is an item's already. */
  attach(barcode: NewBarcode): Promise<'attached' | 'taken'>
  /** These branches want nothing done about a code. Scanned again, it is listed again. */
  dismissCode(code: string, branches: readonly BranchId[], now: number): Promise<void>
  /**
   * Takes off the barcode that a note attached, and is done with the note. Only the very barcode of that note: one
   * that was there before, or was attached anew, stays. What was accepted with it stays too.
   */
  takeOff(note: string, now: number): Promise<void>
  /** Seen, nothing to do. */
  dismiss(note: string, now: number): Promise<void>
}

export function writeNotes(central: Central): NoteWrites {
  const write = async (...statements: Write[]): Promise<void> => {
    await writeMaster(central, statements)
  }
  return {
    attach: (barcode) => attachBarcode(central, barcode),
    dismissCode: (code, branches, now) =>
      write(
        ...branches.map((branch) => ({
          sql: DISMISS_CODE,
          args: [code, branch, now],
        })),
      ),
    takeOff: (note, now) => write({ sql: TAKE_OFF, args: [note] }, doneWith(note, now)),
    dismiss: (note, now) => write(doneWith(note, now)),
  }
}

const TAKE_OFF = catalogued(
  'barcode.taken-off',
  `DELETE FROM barcode WHERE (code, item, attached_at) =
  (SELECT json_extract(content, '$.code'), json_extract(content, '$.item'), at FROM station_note
   WHERE id = ?1 AND kind = 'barcode_attached' AND done_at IS NULL)`,
  { by: 'offices' },
)
const DISMISS_CODE = catalogued(
  'note.code-dismissed',
  `UPDATE station_note SET done_at = ?3 WHERE branch = ?2 AND kind = 'unknown_scan' AND done_at IS NULL
  AND json_extract(content, '$.code') = ?1`,
  { by: 'offices', own: { branch: 2 } },
)
const ATTACH = catalogued(
  'barcode.attached',
  `INSERT INTO barcode (code, item, quantity, pack_name, attached_by, attached_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (code) DO NOTHING RETURNING code`,
  { by: 'offices' },
)
const SCANS_KNOWN = catalogued(
  'note.code-known',
  `UPDATE station_note SET done_at = ?2 WHERE kind = 'unknown_scan' AND done_at IS NULL
  AND json_extract(content, '$.code') = ?1`,
  { by: 'offices' },
)
const DONE = catalogued(
  'note.done',
  'UPDATE station_note SET done_at = ?2 WHERE id = ?1 AND done_at IS NULL',
  { by: 'offices' },
)

async function attachBarcode(
  central: Central,
  { code, item, quantity, packName, by, at }: NewBarcode,
): Promise<'attached' | 'taken'> {
  const [attached] = await writeMaster(central, [
    { sql: ATTACH, args: [code, item, quantity, packName, by, at] },
    { sql: SCANS_KNOWN, args: [code, at] },
  ])
  return attached?.length === 1 ? 'attached' : 'taken'
}

function doneWith(note: string, now: number): Write {
  return { sql: DONE, args: [note, now] }
}
