import type { Reader } from '../database/reader.ts'
import type { DocumentId, Position } from '../kernel/ids.ts'
import type { Outcome } from './outcome.ts'
import { refusalSchema } from './refusal.ts'

const OUTCOME = `SELECT state, position, series, number, posting_date, total, refusal, content
  FROM document WHERE id = ?1`

/** What became of one document, and its text as it was accepted; undefined where the reader sees none of this id. */
export function readOutcomeOf(
  reader: Reader,
  id: DocumentId,
): { readonly outcome: Outcome; readonly text: string } | undefined {
  const row = reader.get(OUTCOME, id)
  if (row === undefined) return undefined
  const [state, position, series, number, postingDate, total, refusal, text] = row
  const shared = { id, position: Number(position) as Position }
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
  return { outcome, text: String(text) }
}
