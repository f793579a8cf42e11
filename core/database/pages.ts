import type { Row, SqlValue } from './central.ts'
import type { Reader } from './reader.ts'

const PAGE = 500

/** Before every row id there can be. */
export const BEFORE_ALL = Number.MIN_SAFE_INTEGER

/**
 * Streams rows page by page. The first columns are the key, which the statement compares with its first parameters
 * and orders by; then come the page's size and what else it needs. Not by the driver's own iteration: it cannot close
 * a statement that was not read to its end, and an open one holds the reader at an old state of the book for good.
 */
export function* pages(
  reader: Reader,
  sql: string,
  start: readonly SqlValue[],
  ...more: readonly SqlValue[]
): Generator<Row, undefined> {
  let key = start
  for (;;) {
    const rows = reader.all(sql, ...key, PAGE, ...more)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    key = last.slice(0, start.length)
  }
}
