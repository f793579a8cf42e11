import type { Reader } from '../database/reader.ts'

/** How many documents of one writer wait to be posted; the reader has the outbox attached as `outbox`. */
export function readWaitingOf(reader: Reader, writer: string): number {
  const row = reader.get(
    `SELECT count(*) FROM outbox.document WHERE writer = ?1 AND state = 'waiting'`,
    writer,
  )
  return Number(row?.[0])
}
