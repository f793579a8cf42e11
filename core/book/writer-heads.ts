import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'

/** The last document of a writer that a book has: its number and hash; 0 and '' where it has none. */
export interface WriterHead {
  /** Its incarnation. */
  readonly writer: string
  readonly seq: number
  readonly hash: string
}

const HEADS = `SELECT w.incarnation, coalesce(d.seq, 0), coalesce(d.content_hash, '') FROM writer w
  LEFT JOIN document d ON d.writer = w.id AND d.seq = (SELECT max(seq) FROM document WHERE writer = w.id)`

/** Of every writer of a book, from the book on this machine. */
export function readWriterHeads(book: Pick<Reader, 'all'>): WriterHead[] {
  return book.all(HEADS).map(toHead)
}

/** Of every writer of central's book. Throws what `all` throws. */
export async function askAllWriterHeads(central: Central): Promise<WriterHead[]> {
  return (await central.all({ sql: HEADS, args: [] })).map(toHead)
}

/** Of some writers, from central itself; a writer that is not enrolled there is left out. Throws what `all` throws. */
export async function askWriterHeads(central: Central, writers: readonly string[]): Promise<WriterHead[]> {
  const sql = `${HEADS} WHERE w.incarnation IN (SELECT value FROM json_each(?1))`
  return (await central.all({ sql, args: [JSON.stringify(writers)] })).map(toHead)
}

const toHead = ([writer, seq, hash]: readonly unknown[]): WriterHead => ({
  writer: String(writer),
  seq: Number(seq),
  hash: String(hash),
})
