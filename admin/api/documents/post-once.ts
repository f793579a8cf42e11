import { z } from 'zod'
import { referenceOf, unseal, type DocumentContent, type Draft } from '../../../core/book/content.ts'
import { documentNumber } from '../../../core/book/document-number.ts'
import type { Outcome } from '../../../core/book/outcome.ts'
import { readOutcomeOf } from '../../../core/book/read-outcome-of.ts'
import type { Refusal } from '../../../core/book/refusal.ts'
import { refusalInWords } from '../../../core/reports/refusal-in-words.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import { cost } from '../costs.ts'
import { money } from '../figures.ts'
import { API_BASE } from '../paths.ts'
import { ApiError, apiError, invalid } from '../http/errors.ts'
import { inOrder } from '../http/keys.ts'
import type { Call, Reply } from '../operation.ts'
import { day } from '../schemas.ts'
import type { PlannedDocument } from './plan-document.ts'

/** What became of a document that was sent. */
export const posting = z
  .strictObject({
    id: z.uuid(),
    address: z.string(),
    state: z.enum(['posted', 'waiting']),
    /** The writer's own number, there from the first moment. */
    reference: z.string(),
    number: z.string().nullable(),
    posting_date: day.nullable(),
    total: cost(money.nullable()),
  })
  .meta({ id: 'Posting' })
type Posting = z.infer<typeof posting>
type AnyCall = Call<unknown, unknown, unknown>

const OUTCOME_WAIT_MS = 2000

/**
 * Takes a document on, once for its id: on disk first, then posted. The same content again is answered as it was the
 * first time; other content under the same id is a mistake, and so is an id that is somebody else's.
 */
export async function postOnce(call: AnyCall, planned: PlannedDocument): Promise<Reply<Posting>> {
  const { deps } = call
  const { draft, sinceThen } = planned
  const id = draft.id as DocumentId
  const known = readTaken(call, id)
  if (known === 'not_theirs') throw apiError('idempotency_mismatch')
  if (known !== undefined && !isSame(draft, known.content)) throw apiError('idempotency_mismatch')
  if (known === undefined && sinceThen.length > 0) throw invalid(sinceThen)
  // Asked before it is taken: the poster may have it in the same breath.
  const news = known?.outcome ?? deps.outcomes.of(id, OUTCOME_WAIT_MS)
  const { content, isNew } = known ?? (await takeOn(call, draft))
  const outcome = await news
  if (outcome?.state === 'refused') throw refused(call, { content, refusal: outcome.refusal }, planned)
  const status = outcome === undefined ? 202 : isNew ? 201 : 200
  return {
    status,
    body: showPosting(call, { content, prefix: planned.prefix }, outcome),
    location: `/documents/${id}`,
  }
}

/** Another request with the same id may have been first in the same breath: then that one was taken, for both. */
async function takeOn({ deps }: AnyCall, draft: Draft): Promise<Taken> {
  const { document, isNew } = await deps.outbox.acceptTogether(draft)
  const { content } = document
  if (!isNew && !isSame(draft, content)) throw apiError('idempotency_mismatch')
  return { content, outcome: undefined, isNew }
}

interface Taken {
  readonly content: DocumentContent
  readonly outcome: Outcome | undefined
  /** Taken for this very request. */
  readonly isNew: boolean
}

/** What was taken under this id before, by this process or another one. */
function readTaken({ deps, caller }: AnyCall, id: DocumentId): Taken | 'not_theirs' | undefined {
  const here = deps.outbox.find(id)
  if (here !== undefined) return { content: here.document.content, outcome: here.outcome, isNew: false }
  if (!deps.outbox.isInBook(id)) return undefined
  const inBook = readOutcomeOf(caller.reader, id)
  if (inBook === undefined) return 'not_theirs'
  return { content: unseal(inBook.text).content, outcome: inBook.outcome, isNew: false }
}

/** Whether a document says what was said before; when it was accepted and by which writer is not said by anybody. */
function isSame(draft: Draft, content: DocumentContent): boolean {
  const { acceptedAt: _now, clockDoubtful: _d, ...asked } = draft
  const { v: _v, writer: _w, seq: _s, previous: _p, acceptedAt: _then, clockDoubtful: _c, ...taken } = content
  return inOrder(asked) === inOrder(taken)
}

function showPosting(
  { figures }: AnyCall,
  { content: { id, writer, seq }, prefix }: { readonly content: DocumentContent; readonly prefix: string },
  outcome: Outcome | undefined,
): Posting {
  const posted = outcome?.state === 'posted' ? outcome : undefined
  return {
    id,
    address: `${API_BASE}/documents/${id}`,
    state: posted === undefined ? 'waiting' : 'posted',
    reference: referenceOf(writer, seq),
    number: posted === undefined ? null : documentNumber({ prefix, ...posted }),
    posting_date: posted?.postingDate ?? null,
    total: posted === undefined ? null : figures.money(posted.total),
  }
}

/** The book's own no, in words. The document stays on the books as a refusal, which a person settles. */
function refused(
  { caller, deps }: AnyCall,
  { content, refusal }: { readonly content: DocumentContent; readonly refusal: Refusal },
  { askedBy }: Pick<PlannedDocument, 'askedBy'>,
): ApiError {
  const message = refusalInWords(caller.scope, caller.reader, deps.formats, refusal)
  return new ApiError(refusal.code, 422, message, {
    details: {
      document: content.id,
      refusal: `${API_BASE}/refusals/${content.id}`,
      line: refusal.line === null ? null : (askedBy[refusal.line] ?? null),
      todo: words.refusals.byCode[refusal.code]?.todo ?? words.refusals.otherwiseTodo,
    },
  })
}
