import type { Central } from '../database/central.ts'
import { catalogued } from '../database/catalogue.ts'
import { writeMaster } from '../database/write-master.ts'
import type { Enrolment } from './enrolment.ts'

/** A writer as the book has it: documents of a closed one are not taken. */
export interface WriterInBook {
  readonly name: string
  readonly incarnation: string
  readonly isOpen: boolean
}

const WRITERS = 'SELECT name, incarnation, state FROM writer ORDER BY id'
/** A token opens no writer: only central does, for whom a person enrols. */
const BY_CENTRAL = { by: 'central' } as const

const OPEN = catalogued(
  'incarnation.added',
  `INSERT INTO writer (name, incarnation, branch, state) SELECT ?1, ?2, ?3, 'open'
  WHERE NOT EXISTS (SELECT 1 FROM writer WHERE incarnation = ?2)`,
  BY_CENTRAL,
)
const OPEN_AGAIN = catalogued(
  'incarnation.opened',
  `UPDATE writer SET state = 'open' WHERE incarnation = ?1 AND state = 'closed'`,
  BY_CENTRAL,
)
const CLOSE_OTHERS = catalogued(
  'incarnation.replaced',
  `UPDATE writer SET state = 'closed' WHERE name = ?1 AND incarnation <> ?2 AND state = 'open'`,
  BY_CENTRAL,
)
const CLOSE = catalogued(
  'incarnation.closed',
  `UPDATE writer SET state = 'closed' WHERE incarnation = ?1 AND state = 'open'`,
  BY_CENTRAL,
)

/** Every writer the book knows, open or closed. */
export async function readWritersInBook(central: Central): Promise<WriterInBook[]> {
  const rows = await central.all({ sql: WRITERS, args: [] })
  return rows.map(([name, incarnation, state]) => ({
    name: String(name),
    incarnation: String(incarnation),
    isOpen: state === 'open',
  }))
}

/**
 * Makes the book take documents of an incarnation, and of no other of that station. Again: nothing but meta.seq
 * changes, so that after a restore of an older book it is called for every open enrolment.
 */
export async function openIncarnation(
  central: Central,
  { station, incarnation, branch }: Pick<Enrolment, 'station' | 'incarnation' | 'branch'>,
): Promise<void> {
  await writeMaster(central, [
    { sql: CLOSE_OTHERS, args: [station, incarnation] },
    { sql: OPEN, args: [station, incarnation, branch] },
    { sql: OPEN_AGAIN, args: [incarnation] },
  ])
}

/** The book takes documents of a closed incarnation again, beside the open one: for what an old card still holds. */
export async function reopenIncarnation(central: Central, incarnation: string): Promise<void> {
  await writeMaster(central, [{ sql: OPEN_AGAIN, args: [incarnation] }])
}

/** The book takes nothing more of it. Again: nothing changes. */
export async function closeIncarnation(central: Central, incarnation: string): Promise<void> {
  await writeMaster(central, [{ sql: CLOSE, args: [incarnation] }])
}
