import { catalogued, type Write, type WriteText } from '../database/catalogue.ts'
import { BookRefusal, CentralUnavailable, type Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { PersonId } from '../kernel/ids.ts'

/** What a key asks for: one thing of a kind, once, however often it is sent. */
export interface KeyedRequest {
  readonly person: PersonId
  /** The caller's own, at most 200 characters. */
  readonly key: string
  /** SHA-256 of what was asked. */
  readonly bodyHash: string
  readonly kind: 'sales_order' | 'run'
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The row that was made, now or by the same request before; or the key was used for something else. */
export type Written = { readonly made: number; readonly isNew: boolean } | 'key_used'

const noting = (table: string): string => `INSERT INTO api_request (person, key, body_hash, kind, made, at)
  SELECT ?1, ?2, ?3, ?4, (SELECT max(id) FROM ${table}), ?5 RETURNING made`
const NOTE: Readonly<Record<KeyedRequest['kind'], WriteText>> = {
  sales_order: catalogued('api-request.order-made', noting('sales_order'), { by: 'offices' }),
  run: catalogued('api-request.run-made', noting('production_run'), { by: 'offices' }),
}
const KNOWN = 'SELECT made, body_hash, kind FROM api_request WHERE person = ?1 AND key = ?2'

/**
 * Makes the newest row of its kind by what `plan` says, unless this key made one before: then nothing is planned. The note that the key is used
 * goes into the same atomic batch: of two that are sent at the same time one writes, and the other finds what it did.
 */
export async function writeOnce(
  central: Central,
  request: KeyedRequest,
  plan: () => readonly Write[],
): Promise<Written> {
  const known = await readMade(central, request)
  if (known !== undefined) return known
  const statements = plan()
  const { person, key, bodyHash, kind, at } = request
  const note = { sql: NOTE[kind], args: [person, key, bodyHash, kind, at] }
  try {
    const rows = await writeMaster(central, [...statements, note])
    return { made: Number(rows[statements.length]?.[0]?.[0]), isNew: true }
  } catch (error) {
    if (!(error instanceof CentralUnavailable || error instanceof BookRefusal)) throw error
    // Where that is not answered either, the caller hears what became of the write.
    const madeMeanwhile = await readMade(central, request).catch(() => undefined)
    if (madeMeanwhile === undefined) throw error
    return madeMeanwhile
  }
}

async function readMade(
  central: Central,
  { person, key, bodyHash, kind }: KeyedRequest,
): Promise<Written | undefined> {
  const [row] = await central.all({ sql: KNOWN, args: [person, key] })
  if (row === undefined) return undefined
  return row[1] === bodyHash && row[2] === kind ? { made: Number(row[0]), isNew: false } : 'key_used'
}
