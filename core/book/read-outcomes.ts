import type { Central } from '../database/central.ts'
import type { DocumentId, Position } from '../kernel/ids.ts'
import type { SealedDocument } from './content.ts'
import { IdTaken, type Outcome } from './outcome.ts'
import { refusalSchema } from './refusal.ts'

const OUTCOMES = `SELECT id, content_hash, state, position, series, number, posting_date, total, refusal
  FROM document WHERE id IN (SELECT value FROM json_each(?1))`

/**
 * What the book already says about these documents, by id. Throws {@link IdTaken} when it has one of the ids with
 * other content.
 */
export async function readOutcomes(
  central: Central,
  documents: readonly SealedDocument[],
): Promise<Map<string, Outcome>> {
  const hashes = new Map(documents.map(({ content, hash }) => [content.id, hash]))
  const rows = await central.all({ sql: OUTCOMES, args: [JSON.stringify([...hashes.keys()])] })
  return new Map(
    rows.map(([id, hash, state, position, series, number, postingDate, total, refusal]) => {
      if (hashes.get(String(id)) !== hash)
        throw new IdTaken(`document ${String(id)} is in the book with other content`)
      const shared = { id: String(id) as DocumentId, position: Number(position) as Position }
      const outcome: Outcome =
        state === 'posted'
          ? {
              ...shared,
              state: 'posted',
              series: String(series),
              number: Number(number),
              postingDate: String(postingDate),
              total: Number(total),
            }
          : { ...shared, state: 'refused', refusal: refusalSchema.parse(JSON.parse(String(refusal))) }
      return [shared.id as string, outcome]
    }),
  )
}

/** Whether a document is posted, refused, or not in the book (undefined). */
export async function readStateOf(central: Central, id: string): Promise<string | undefined> {
  const rows = await central.all({ sql: 'SELECT state FROM document WHERE id = ?1', args: [id] })
  return rows[0] === undefined ? undefined : String(rows[0][0])
}
