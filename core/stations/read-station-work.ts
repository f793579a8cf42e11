import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from '../book/document-head.ts'
import type { Reader } from '../database/reader.ts'

// A writer's documents by their own numbers, which are unique: the table gives the keys, the rows come through the view.
const LATEST = `${DOCUMENT_HEADS('main.document k CROSS JOIN document d ON d.position = k.position')}
  WHERE k.writer = (SELECT id FROM writer WHERE incarnation = ?1) ORDER BY k.seq DESC LIMIT ?2`

/** What a station wrote last, newest first. */
export function readLatestOf(reader: Reader, writer: string, limit: number): DocumentHead[] {
  return reader.all(LATEST, writer, limit).map(toDocumentHead)
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
