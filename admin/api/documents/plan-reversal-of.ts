import { readReversalPlan, type ReversalPlan } from '../../../core/book/plan-reversal.ts'
import { draftReversalOfPosted, isInTimeForUndo } from '../../../core/book/reverse.ts'
import { acceptedNow } from '../../../core/kernel/clock.ts'
import type { DocumentId } from '../../../core/kernel/ids.ts'
import { apiError, found, type ApiError } from '../http/errors.ts'
import { documentIdOf } from '../http/keys.ts'
import type { Call } from '../operation.ts'
import { viewOf } from '../views.ts'
import type { PlannedDocument } from './plan-document.ts'

type AnyCall = Call<unknown, unknown, unknown>

/**
 * The reversal of a document, for who may take it back: an operator's system its own latest document for a quarter of
 * an hour, everything else a manager's (design section 3). What was sent before is planned again without asking
 * whether it could be done now: by then it is.
 */
export function planReversalOf(call: AnyCall, document: DocumentId, reason: string): PlannedDocument {
  const { caller, deps, key } = call
  const { bearer, scope, reader } = caller
  const plan = found(readReversalPlan(scope, reader, document))
  const id = documentIdOf(bearer.id, key)
  if (!deps.outbox.isTaken(id)) {
    if (bearer.role === 'operator' && !isOwnLatest(call, document)) throw apiError('role_forbidden')
    if (plan.obstacle !== undefined) throw impossible(plan.obstacle)
  }
  const { head } = plan.document
  const draft = draftReversalOfPosted(
    { id: head.id, branch: head.branch, moves: Math.max(1, head.lineCount) },
    { id, ...acceptedNow(deps.clock), acceptedBy: bearer.id, reason },
  )
  return { draft, prefix: viewOf(call).prefixOf(head.branch), askedBy: [], sinceThen: [] }
}

function isOwnLatest(
  { caller: { bearer }, deps: { outbox, clock } }: AnyCall,
  document: DocumentId,
): boolean {
  const latest = outbox.latestOf(bearer.id)?.document.content
  return latest?.id === document && isInTimeForUndo(latest.acceptedAt, clock.now())
}

function impossible(obstacle: NonNullable<ReversalPlan['obstacle']>): ApiError {
  const { kind } = obstacle
  const item = kind === 'not_there' ? { item: obstacle.move.item?.code ?? null } : {}
  return apiError('reversal_impossible', { details: { why: kind, ...item } })
}
