import { z } from 'zod'
import type { Central } from '../database/central.ts'
import type { SealedDocument, Take } from './content.ts'
import type { Step } from './takes.ts'

/**
 * Why the book would not take a document, as data. The words come from the catalogue, so that they can name the item
 * in the reader's units and leave out what the reader may not see.
 */
export const refusalSchema = z.object({
  /** The guard's own code, `E_…`. */
  code: z.string(),
  /** Counts from 0. */
  line: z.number().nullable(),
  item: z.number().nullable(),
  location: z.number().nullable(),
  /** Base units asked for, and what was there. */
  asked: z.number().nullable(),
  there: z.number().nullable(),
  /** Id of the document this one waits for. */
  waitsFor: z.string().nullable(),
})
export type Refusal = z.infer<typeof refusalSchema>

/** Codes that say something about the writer, not about the document: posting stops, nothing is refused. */
export const WRITER_CODES: ReadonlySet<string> = new Set(['E_SEQUENCE', 'E_WRITER_CHAIN', 'E_WRITER_CLOSED'])

/** Turns a guard's code and the step it stopped at into what a person has to know. Reads what is there now. */
export async function diagnose(
  central: Central,
  { content }: SealedDocument,
  code: string,
  step: Step | undefined,
): Promise<Refusal> {
  const subject = step === undefined ? null : await subjectOf(central, step)
  const take = content.lines[step?.line ?? -1]?.take
  const name = nameOf(code, take?.by)
  return {
    code: name,
    line: step?.line ?? null,
    item: subject?.item ?? null,
    location: subject?.location ?? null,
    asked: subject?.asked ?? null,
    there: subject?.there ?? null,
    waitsFor: waitsFor(name, content.answers, take),
  }
}

/** The document that has to be posted first, where that is the reason. */
function waitsFor(code: string, answers: string | undefined, take: Take | undefined): string | null {
  if (code === 'E_ORIGINAL_NOT_POSTED' && take?.by === 'answered') return take.document
  return code === 'E_WAITING' ? (answers ?? null) : null
}

/** A missing amount means different things to a person, by how the line finds its value. */
function nameOf(code: string, by: string | undefined): string {
  if (code !== 'E_NO_COST') return code
  if (by === 'answered') return 'E_ORIGINAL_NOT_POSTED'
  if (by === 'made') return 'E_NOTHING_USED'
  return code
}

interface Subject {
  readonly item: number | null
  readonly location: number | null
  readonly asked: number | null
  readonly there: number | null
}

const MIRRORED = `SELECT m.item, m.to_location, m.quantity FROM document d
  JOIN move m ON m.id = d.first_move + d.line_count - ?2 WHERE d.id = ?1`

const THERE = `SELECT coalesce(sum(quantity), 0) FROM stock_balance
  WHERE item = ?1 AND location IN (SELECT value FROM json_each(?2))`

async function subjectOf(central: Central, step: Step): Promise<Subject> {
  const isMirror = step.places.length === 0
  const mirrored = isMirror ? (await central.all({ sql: MIRRORED, args: step.args }))[0] : undefined
  const item = isMirror ? asNumber(mirrored?.[0]) : step.item
  const places = isMirror ? [asNumber(mirrored?.[1]) ?? 0] : step.places
  const asked = isMirror ? asNumber(mirrored?.[2]) : step.asked
  const location = places[0] ?? null
  if (item === null) return { item, location, asked, there: null }
  const rows = await central.all({ sql: THERE, args: [item, JSON.stringify(places)] })
  return { item, location, asked, there: asNumber(rows[0]?.[0]) }
}

function asNumber(value: string | number | null | undefined): number | null {
  return typeof value === 'number' ? value : null
}
