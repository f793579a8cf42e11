import { randomUUID } from 'node:crypto'
import { catalogued } from './catalogue.ts'
import type { Central } from './central.ts'
import { fillItemWords } from '../items/item-words.ts'
import { migrate } from './migrate.ts'
import { writeMaster } from './write-master.ts'

const BEGIN = catalogued(
  'book.begun',
  `INSERT INTO meta (one, database_id, epoch, seq, company, currency, is_demo) VALUES (1, ?1, 1, 1, ?2, ?3, ?4)`,
  { by: 'central' },
)
const BECOME_ANOTHER = catalogued('book.copied', 'UPDATE meta SET database_id = ?1', { by: 'central' })

export interface NewBook {
  readonly company: string
  /** ISO 4217, three letters. One currency for the whole book. */
  readonly currency: string
  readonly isDemo: boolean
}

/** Brings the schema up to date and gives an empty database its identity. Calling it again changes nothing. */
export async function createBook(central: Central, { company, currency, isDemo }: NewBook): Promise<void> {
  await migrate(central)
  await fillItemWords(central)
  if ((await central.all({ sql: 'SELECT 1 FROM meta', args: [] })).length > 0) return
  await central.batch([{ sql: BEGIN, args: [randomUUID(), company, currency, isDemo ? 1 : 0] }])
}

/** Gives a copied book an identity of its own, by which nothing of it could ever be posted to the one it was copied from. */
export async function becomeAnotherBook(central: Central): Promise<void> {
  await writeMaster(central, [{ sql: BECOME_ANOTHER, args: [randomUUID()] }])
}
