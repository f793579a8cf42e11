import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { Manifest } from './manifest.ts'

/**
 * A writer keeps a document until it lies in a copy that is this much older than the newest one: whoever restores any
 * copy of the last week is offered again what that one lacks.
 */
export const COPY_WEEK_MS = 7 * 86_400_000

/** SQL: the newest copy that is a week older than the newest of all; no row: none is. */
export const OLD_COPY = `SELECT n, position FROM verified_copy
  WHERE made_at <= (SELECT max(made_at) FROM verified_copy) - ${COPY_WEEK_MS} ORDER BY n DESC LIMIT 1`

/** What of a copy is recorded. */
export interface RecordedCopy extends Pick<Manifest, 'madeAt' | 'lastPosition' | 'databaseId' | 'epoch'> {
  readonly verify: Pick<Manifest['verify'], 'ok'>
}

const BY_CENTRAL = { by: 'central' } as const
// Of this very book: between the copy and this, another one may have been restored. A clock that was put back makes a
// copy as young as the one before.
const RECORD = catalogued(
  'copy.verified',
  `INSERT INTO verified_copy (made_at, position)
  SELECT max(?1, coalesce((SELECT max(made_at) FROM verified_copy), 0)), ?2 FROM meta
  WHERE database_id = ?3 AND epoch = ?4
    AND NOT EXISTS (SELECT 1 FROM verified_copy WHERE made_at = ?1 AND position = ?2)`,
  BY_CENTRAL,
)
const FORGET = catalogued(
  'copy.forgotten',
  `DELETE FROM verified_copy WHERE n < (SELECT n FROM (${OLD_COPY}))`,
  BY_CENTRAL,
)

/**
 * Writes into the book that a copy of it was made and is in order. By whoever has the book itself: a copy of a replica
 * lies on the card that it would have to outlive. A copy whose verification is red records nothing; the same one again
 * changes nothing.
 */
export async function recordCopy(
  central: Central,
  { madeAt, lastPosition, databaseId, epoch, verify }: RecordedCopy,
): Promise<void> {
  if (!verify.ok) return
  await writeMaster(central, [
    { sql: RECORD, args: [madeAt, lastPosition, databaseId, epoch] },
    { sql: FORGET, args: [] },
  ])
}
