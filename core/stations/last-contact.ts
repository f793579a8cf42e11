import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

const WRITERS = 'SELECT id FROM writer WHERE name = ?1'
const LAST_DOCUMENT = `SELECT d.posted_at FROM main.document k CROSS JOIN document d ON d.position = k.position
  WHERE k.writer = ?1 ORDER BY k.seq DESC LIMIT 1`
/** Of each kind of note, the newest ones that nobody has seen to are looked through. */
const NOTES_LOOKED_AT = 200
const LAST_NOTE = `SELECT max(at) FROM (SELECT at, station FROM station_note
    WHERE branch = ?1 AND kind = ?2 AND done_at IS NULL ORDER BY at DESC LIMIT ${NOTES_LOOKED_AT})
  WHERE station = ?3`
const NOTE_KINDS = ['unknown_scan', 'barcode_attached', 'work_discarded', 'remark'] as const

/**
 * When a station was last heard of: its last document of any of its writers, or a note (ms). undefined: never. A few
 * look-ups by key, however long its history is.
 */
export function readLastContact(reader: Reader, station: string, branch: BranchId): number | undefined {
  const times = [
    ...reader.all(WRITERS, station).map(([id]) => reader.get(LAST_DOCUMENT, id ?? null)?.[0]),
    ...NOTE_KINDS.map((kind) => reader.get(LAST_NOTE, branch, kind, station)?.[0]),
  ].filter((at) => typeof at === 'number')
  return times.length === 0 ? undefined : Math.max(...times)
}
