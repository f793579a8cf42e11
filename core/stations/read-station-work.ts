import type { BranchId } from '../kernel/ids.ts'
import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from '../book/document-head.ts'
import type { Reader } from '../database/reader.ts'

// A writer's documents by their own numbers, which are unique: the table gives the keys, the rows come through the view.
const LATEST = `${DOCUMENT_HEADS('main.document k CROSS JOIN document d ON d.position = k.position')}
  WHERE k.writer = (SELECT id FROM writer WHERE incarnation = ?1) ORDER BY k.seq DESC LIMIT ?2`

/** What a station wrote last, newest first. */
export function readLatestOf(reader: Reader, writer: string, limit: number): DocumentHead[] {
  return reader.all(LATEST, writer, limit).map(toDocumentHead)
}

/** Notes looked through for the last one of a station: their ids grow with time, whoever told them. */
const NOTES_LOOKED_AT = 500
const LATEST_NOTE = `SELECT max(at) FROM (
    SELECT station, at FROM station_note WHERE branch = ?2 ORDER BY id DESC LIMIT ${NOTES_LOOKED_AT})
  WHERE station = ?1`

/** When a station was last heard of: its last document in the book, or one of the last notes. ms since 1970. */
export function readLastContact(
  reader: Reader,
  { name, writer, branch }: { readonly name: string; readonly writer: string; readonly branch: BranchId },
): number | undefined {
  const [document] = readLatestOf(reader, writer, 1)
  const note = reader.get(LATEST_NOTE, name, branch)?.[0]
  const times = [document?.postedAt, typeof note === 'number' ? note : undefined].filter(
    (at) => at !== undefined,
  )
  return times.length === 0 ? undefined : Math.max(...times)
}

/** Whether the book still takes documents of a writer. */
export function isOpenWriter(reader: Reader, writer: string): boolean {
  return reader.get(`SELECT 1 FROM writer WHERE incarnation = ?1 AND state = 'open'`, writer) !== undefined
}

/** The next name of a station in a branch that nobody has had: BRA-K2. */
export function suggestStationName(reader: Reader, prefix: string): string {
  const names = new Set(reader.all('SELECT name FROM writer').map(([name]) => String(name)))
  let number = 1
  while (names.has(`${prefix}-K${number}`)) number++
  return `${prefix}-K${number}`
}
