import { BookRefusal, type Central, type Row } from '../database/central.ts'
import { invariant } from '../kernel/invariant.ts'
import type { DocumentId, Position } from '../kernel/ids.ts'
import type { SealedDocument } from './content.ts'
import { postedHeader, refusedHeader, voidHeader, type PostingContext } from './headers.ts'
import { readOutcomes, readStateOf } from './read-outcomes.ts'
import { WriterStopped, type Outcome, type Posted } from './outcome.ts'
import { diagnose, WRITER_CODES } from './refusal.ts'
import { stepsOfReversal } from './reversal-steps.ts'
import { stepsOfLines, type Step } from './takes.ts'

/**
 * THE way into the book. Posts the documents in their order: one atomic batch and one round trip when all are
 * accepted. When one is not, those before it are posted, it alone is tried and refused with what a person has to
 * know, and the rest goes on. A document the book already has gets the outcome it had. Returns one outcome each.
 *
 * Throws {@link WriterStopped}, {@link IdTaken}, or what {@link Central.batch} throws; then nothing or a prefix has
 * been posted, and sending the same documents again is always right.
 */
export async function postDocuments(
  central: Central,
  documents: readonly SealedDocument[],
  context: PostingContext,
): Promise<Outcome[]> {
  if (documents.length === 0) return []
  try {
    return await postTogether(central, documents, context)
  } catch (error) {
    if (!(error instanceof BookRefusal)) throw error
    return await postAround(central, documents, context, error)
  }
}

/** One batch; the outcomes come back with it. */
async function postTogether(
  central: Central,
  documents: readonly SealedDocument[],
  context: PostingContext,
): Promise<Outcome[]> {
  const batches = documents.map((document) => [...stepsOf(document), postedHeader(document, context)])
  const rows = await central.batch(batches.flat())
  let end = 0
  return documents.map((document, index) => {
    end += batches[index]?.length ?? 0
    return postedOutcome(document, rows[end - 1]?.[0])
  })
}

function stepsOf(document: SealedDocument): Step[] {
  const { content } = document
  return content.event === 'reversal' ? stepsOfReversal(content) : stepsOfLines(content)
}

function postedOutcome({ content }: SealedDocument, row: Row | undefined): Posted {
  invariant(row !== undefined, 'the header returns its row')
  const [position, series, number, postingDate, total] = row
  return {
    state: 'posted',
    id: content.id as DocumentId,
    position: Number(position) as Position,
    series: String(series),
    number: Number(number),
    postingDate: String(postingDate),
    total: Number(total),
  }
}

/** The group failed at one document: finds it, and posts around it. */
async function postAround(
  central: Central,
  documents: readonly SealedDocument[],
  context: PostingContext,
  refusal: BookRefusal,
): Promise<Outcome[]> {
  const known = await readOutcomes(central, documents)
  if (known.size > 0) return mergeKnown(central, documents, context, known)
  const { index, step } = locate(documents, refusal.statementIndex)
  const culprit = documents[index]
  invariant(culprit !== undefined, 'the failed statement belongs to a document')
  if (documents.length === 1) return [await refuse(central, culprit, context, refusal.code, step)]
  return [
    ...(await postDocuments(central, documents.slice(0, index), context)),
    ...(await postDocuments(central, [culprit], context)),
    ...(await postDocuments(central, documents.slice(index + 1), context)),
  ]
}

/** Some of the group are on the books already, after an answer that was lost: they keep their outcome. */
async function mergeKnown(
  central: Central,
  documents: readonly SealedDocument[],
  context: PostingContext,
  known: ReadonlyMap<string, Outcome>,
): Promise<Outcome[]> {
  const fresh = documents.filter(({ content }) => !known.has(content.id))
  const posted = await postDocuments(central, fresh, context)
  const outcomes = new Map([...known, ...posted.map((outcome) => [outcome.id as string, outcome] as const)])
  return documents.map(({ content }) => {
    const outcome = outcomes.get(content.id)
    invariant(outcome !== undefined, 'every document has an outcome')
    return outcome
  })
}

function locate(
  documents: readonly SealedDocument[],
  statementIndex: number,
): { index: number; step: Step | undefined } {
  let start = 0
  for (const [index, document] of documents.entries()) {
    const steps = stepsOf(document)
    if (statementIndex <= start + steps.length) return { index, step: steps[statementIndex - start] }
    start += steps.length + 1
  }
  return { index: documents.length - 1, step: undefined }
}

/** Records the book's no as the document's outcome; a reversal of something refused becomes its void. */
async function refuse(
  central: Central,
  document: SealedDocument,
  context: PostingContext,
  code: string,
  step: Step | undefined,
): Promise<Outcome> {
  const original = document.content.reverses?.document
  if (original === undefined || (await readStateOf(central, original)) !== 'refused')
    return await recordRefusal(central, document, context, code, step)
  try {
    const [rows] = await central.batch([voidHeader(document, context, original)])
    return postedOutcome(document, rows?.[0])
  } catch (error) {
    // A person settled it before, or it is another branch's: then this is a refusal like any other.
    if (!(error instanceof BookRefusal)) throw error
    return await recordRefusal(central, document, context, error.code, undefined)
  }
}

async function recordRefusal(
  central: Central,
  document: SealedDocument,
  context: PostingContext,
  code: string,
  step: Step | undefined,
): Promise<Outcome> {
  if (WRITER_CODES.has(code)) throw new WriterStopped(`${document.content.writer}: ${code}`)
  const refusal = await diagnose(central, document, code, step)
  try {
    const [rows] = await central.batch([refusedHeader(document, context, JSON.stringify(refusal))])
    return {
      state: 'refused',
      id: document.content.id as DocumentId,
      position: Number(rows?.[0]?.[0]) as Position,
      refusal,
    }
  } catch (error) {
    if (!(error instanceof BookRefusal)) throw error
    // The same document was sent twice at once, and the other one was first.
    const known = (await readOutcomes(central, [document])).get(document.content.id)
    if (known !== undefined) return known
    if (WRITER_CODES.has(error.code)) throw new WriterStopped(`${document.content.writer}: ${error.code}`)
    throw error
  }
}
