import { OLD_COPY } from '../backup/record-copy.ts'
import type { Central } from '../database/central.ts'

/** What of a writer's documents its outbox need not keep any more. */
export interface MayGo {
  readonly writer: string
  /** All up to this number, ... */
  readonly upTo: number
  /** ... but for these, which were refused and wait for a person. */
  readonly but: readonly number[]
}

const MAY_GO = `SELECT w.incarnation,
    (SELECT d.seq FROM document d WHERE d.writer = w.id AND d.position <= copy.position
      ORDER BY d.seq DESC LIMIT 1),
    (SELECT json_group_array(d.seq) FROM refusal_open q CROSS JOIN document d ON d.position = q.position
      WHERE d.writer = w.id)
  FROM (${OLD_COPY}) copy CROSS JOIN writer w WHERE w.incarnation IN (SELECT value FROM json_each(?1))`

/**
 * Asks central what some writers may let go: what lies in a verified copy that is a week older than the newest one
 * (design section 5). To be asked of central itself, never read from a replica: that may be of a book which was lost
 * since. Central can then be restored from the newest verified copy, or any that is not a week older, and is offered
 * again all that it lacks. Throws what `all` throws.
 */
export async function askMayGo(central: Central, writers: readonly string[]): Promise<MayGo[]> {
  const rows = await central.all({ sql: MAY_GO, args: [JSON.stringify(writers)] })
  return rows.flatMap(([writer, upTo, but]) =>
    upTo === null
      ? []
      : [{ writer: String(writer), upTo: Number(upTo), but: JSON.parse(String(but)) as number[] }],
  )
}
