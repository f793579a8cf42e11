import type { Reader } from '../database/reader.ts'

const LAST_POSTED = 'SELECT posted_at FROM document ORDER BY position DESC LIMIT 1'

/** When the last document came into the book (ms); undefined: there is none. */
export function lastPosted(reader: Reader): number | undefined {
  const at = reader.get(LAST_POSTED)?.[0]
  return typeof at === 'number' ? at : undefined
}
