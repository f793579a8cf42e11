import { randomUUID } from 'node:crypto'
import type { Central } from './central.ts'
import { fillItemWords } from '../items/item-words.ts'
import { migrate } from './migrate.ts'

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
  await central.batch([
    {
      sql: `INSERT INTO meta (one, database_id, epoch, seq, company, currency, is_demo) VALUES (1, ?1, 1, 1, ?2, ?3, ?4)`,
      args: [randomUUID(), company, currency, isDemo ? 1 : 0],
    },
  ])
}
