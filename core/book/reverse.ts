import type { Acceptance } from '../kernel/clock.ts'
import type { DocumentId, PersonId } from '../kernel/ids.ts'
import { LINES_MAX, type DocumentContent, type Draft } from './content.ts'

/** An operator takes back their own latest document for this long; afterwards a manager does (design section 3). */
export const UNDO_WITHIN_MS = 15 * 60 * 1000

/** Either way round: a clock that went back since does not make it last for longer. */
export function isInTimeForUndo(acceptedAt: number, now: number): boolean {
  return Math.abs(now - acceptedAt) <= UNDO_WITHIN_MS
}

export interface ReversalRequest extends Acceptance {
  readonly id: DocumentId
  readonly acceptedBy: PersonId
  readonly reason: string
}

/**
 * The reversal of a document whose content is at hand, posted or still waiting. The number of moves is the most its
 * lines can become; the book mirrors those that are there and checks that none is missing.
 */
export function draftReversal(original: DocumentContent, request: ReversalRequest): Draft {
  return reversalOf(original.id, original.branch, movesAtMost(original), request)
}

/** The reversal of a posted document of which the book told the number of moves. */
export function draftReversalOfPosted(
  posted: { readonly id: string; readonly branch: number; readonly moves: number },
  request: ReversalRequest,
): Draft {
  return reversalOf(posted.id, posted.branch, posted.moves, request)
}

function reversalOf(document: string, branch: number, moves: number, request: ReversalRequest): Draft {
  return { ...request, event: 'reversal', branch, reverses: { document, moves }, lines: [] }
}

/** Ingredients of a run are not in the lines: room for as many as a recipe can have. */
const INGREDIENTS_MAX = 200

function movesAtMost({ lines }: DocumentContent): number {
  const moves = lines.reduce((sum, { take }) => sum + MOVES_OF_TAKE[take.by], 0)
  return Math.min(Math.max(moves, 1), 4 * LINES_MAX)
}

const MOVES_OF_TAKE = {
  cost: 1,
  stated: 1,
  gain: 1,
  answered: 1,
  shortfall: 1,
  made: 1,
  credit_note: 3,
  dearer: 2,
  cheaper: 2,
  backflush: 2,
  ingredients: INGREDIENTS_MAX,
  rest: INGREDIENTS_MAX,
} as const
