import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'

/** How far a database is: whose it is, in which life, after how many writes, and with which schema. */
export interface Mark {
  readonly databaseId: string
  /** Bumped by every restore. */
  readonly epoch: number
  /** Bumped by every central write. */
  readonly seq: number
  /** The newest migration that was applied. */
  readonly schema: number
}

const MARK = `SELECT database_id, epoch, seq, (SELECT max(number) FROM migration) FROM meta`

/** How far a replica is. Throws where the file holds no book, or not a whole one. */
export function readMark(reader: Reader): Mark {
  return toMark(reader.get(MARK))
}

/** How far central is, over HTTP: what a replica is proved against. Same errors as {@link Central.all}. */
export async function readCentralMark(central: Pick<Central, 'all'>): Promise<Mark> {
  return toMark((await central.all({ sql: MARK, args: [] }))[0])
}

function toMark(row: readonly unknown[] | undefined): Mark {
  if (row === undefined) throw new NoBook('the database has no book yet')
  const [databaseId, epoch, seq, schema] = row
  return { databaseId: String(databaseId), epoch: Number(epoch), seq: Number(seq), schema: Number(schema) }
}

/** The schema is there, the book's identity is not. */
export class NoBook extends Error {
  override readonly name = 'NoBook'
}

/**
 * Whether a replica may be brought up to date where it is. One of another epoch may not: a restored central can have
 * the same log, and the new frames would be laid over pages that they do not belong to. Nor may one that is ahead:
 * central has lost what the replica has.
 */
export function mayFollow(replica: Mark, central: Mark): boolean {
  return (
    replica.databaseId === central.databaseId && replica.epoch === central.epoch && replica.seq <= central.seq
  )
}

/** Whether a replica, after a sync, has at least what central had before it began (design section 5). */
export function isProven(replica: Mark, centralBefore: Mark): boolean {
  return (
    replica.databaseId === centralBefore.databaseId &&
    replica.epoch === centralBefore.epoch &&
    replica.seq >= centralBefore.seq
  )
}
