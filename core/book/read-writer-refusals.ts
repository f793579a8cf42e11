import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from './document-head.ts'

// From the short list of what is open, never from the history of what was refused.
const OF_WRITER = `FROM refusal_open q CROSS JOIN document o ON o.position = q.position
  WHERE q.branch = ?1
    AND o.writer IN (SELECT id FROM writer WHERE name = (SELECT name FROM writer WHERE incarnation = ?2))`
const COUNT = `SELECT count(*) ${OF_WRITER}`
const NEWEST = `${DOCUMENT_HEADS()} WHERE d.position IN (SELECT q.position ${OF_WRITER}
  ORDER BY q.position DESC LIMIT ?3) ORDER BY d.position DESC`

/** How many documents of a writer in a branch, whatever its incarnation, were refused and wait for a person. */
export function countWriterRefusals(reader: Reader, branch: BranchId, writer: string): number {
  return Number(reader.get(COUNT, branch, writer)?.[0] ?? 0)
}

/** The newest of them first, at most `limit`. */
export function readWriterRefusals(
  reader: Reader,
  branch: BranchId,
  writer: string,
  limit: number,
): DocumentHead[] {
  return reader.all(NEWEST, branch, writer, limit).map(toDocumentHead)
}
