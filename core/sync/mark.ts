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

/** Central as it was at one moment. */
export interface CentralFacts {
  readonly mark: Mark
  /** Of its file. */
  readonly bytes: number
}

const FACTS = `SELECT database_id, epoch, seq, (SELECT max(number) FROM migration), page_count * page_size
  FROM meta, pragma_page_count, pragma_page_size`

/** How far a replica is. Throws where the file holds no book, or not a whole one. */
export function readMark(reader: Reader): Mark {
  return toFacts(reader.get(FACTS)).mark
}

/** How many bytes of pages a replica has, wherever they lie. Same errors. */
export function readBytes(reader: Reader): number {
  return toFacts(reader.get(FACTS)).bytes
}

/** How far central is, over HTTP: what a replica is proved against. Same errors as {@link Central.all}. */
export async function readCentralFacts(central: Pick<Central, 'all'>): Promise<CentralFacts> {
  return toFacts((await central.all({ sql: FACTS, args: [] }))[0])
}

function toFacts(row: readonly unknown[] | undefined): CentralFacts {
  if (row === undefined) throw new NoBook('the database has no book yet')
  const [databaseId, epoch, seq, schema, bytes] = row
  return {
    mark: {
      databaseId: String(databaseId),
      epoch: Number(epoch),
      seq: Number(seq),
      schema: Number(schema),
    },
    bytes: Number(bytes),
  }
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
