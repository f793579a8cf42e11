import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'

const WRITERS = `SELECT w.id, c.at FROM writer w LEFT JOIN station_contact c ON c.writer = w.id WHERE w.name = ?1`
// A writer's documents by their own numbers, which are unique: the table gives the keys, the rows come through the view.
const LAST_DOCUMENT = `SELECT d.posted_at FROM main.document k CROSS JOIN document d ON d.position = k.position
  WHERE k.writer = ?1 ORDER BY k.seq DESC LIMIT 1`
/** Of each kind of note, the newest ones that nobody has seen to are looked through. */
const NOTES_LOOKED_AT = 200
const LAST_NOTE = `SELECT max(at) FROM (SELECT at, station FROM station_note
    WHERE branch = ?1 AND kind = ?2 AND done_at IS NULL ORDER BY at DESC LIMIT ${NOTES_LOOKED_AT})
  WHERE station = ?3`
const NOTE_KINDS = ['unknown_scan', 'barcode_attached', 'work_discarded', 'remark'] as const

/**
 * When a station was last heard of, under any of its incarnations: what it told of itself, its last document, or a
 * note (ms). undefined: never. A few look-ups by key, however long its history is.
 */
export function readLastContact(
  reader: Reader,
  { name, branch }: { readonly name: string; readonly branch: BranchId },
): number | undefined {
  const times = [
    ...reader.all(WRITERS, name).flatMap(([id, at]) => [at, reader.get(LAST_DOCUMENT, id ?? null)?.[0]]),
    ...NOTE_KINDS.map((kind) => reader.get(LAST_NOTE, branch, kind, name)?.[0]),
  ].filter((at) => typeof at === 'number')
  return times.length === 0 ? undefined : Math.max(...times)
}
