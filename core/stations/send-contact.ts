import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { StationContact } from './contact.ts'

// Which report is the newer one: a writer's numbers only grow, and among equal ones central's clock says. What a person
// said of the row (lost_up_to) is left alone.
const REPORT = catalogued(
  'station.reported',
  `INSERT INTO station_contact
    (writer, at, waiting, oldest_accepted_at, last_seq, release, schema, clock_offset_ms, known_at, host,
      free_bytes)
  SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM writer WHERE incarnation = ?1
  ON CONFLICT (writer) DO UPDATE SET at = excluded.at, waiting = excluded.waiting,
    oldest_accepted_at = excluded.oldest_accepted_at, last_seq = excluded.last_seq, release = excluded.release,
    schema = excluded.schema, clock_offset_ms = excluded.clock_offset_ms, known_at = excluded.known_at,
    host = excluded.host, free_bytes = excluded.free_bytes
  WHERE (excluded.last_seq, excluded.at) > (station_contact.last_seq, station_contact.at)`,
  { by: 'writers', own: { writer: 1 } },
)

/**
 * Tells central how a writer is: its one row is written over, unless what is there is newer. The same again changes
 * nothing; a writer that the book does not know leaves no row. `writer`: its incarnation. Throws what `batch` throws.
 */
export async function sendContact(central: Central, writer: string, contact: StationContact): Promise<void> {
  const { at, waiting, oldestAcceptedAt, lastSeq, release, schema, clockOffsetMs, knownAt, host, freeBytes } =
    contact
  const told = [oldestAcceptedAt ?? null, lastSeq, release, schema, clockOffsetMs ?? null, knownAt ?? null]
  await writeMaster(central, [{ sql: REPORT, args: [writer, at, waiting, ...told, host, freeBytes ?? null] }])
}
