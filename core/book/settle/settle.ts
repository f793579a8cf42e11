import type { Acceptance } from '../../kernel/clock.ts'
import type { BranchId, DocumentId, PersonId } from '../../kernel/ids.ts'
import { QUANTITY_MAX } from '../../kernel/quantity.ts'
import type { DocumentContent, DocumentLine, Draft } from '../content.ts'
import type { EventName } from '../events.ts'
import { correctLines, isScanned, type Correction } from './corrected-lines.ts'

/** Who settles a refusal, and when: as of every document. */
export interface SettlementRequest extends Acceptance {
  readonly id: DocumentId
  readonly acceptedBy: PersonId
}

/** What was refused: its content, and the branch whose book refused it. */
export interface RefusedPaper {
  readonly content: DocumentContent
  readonly branch: BranchId
}

/** Where the same lines go instead. */
export type RelinkTarget =
  | { readonly kind: 'sales_order'; readonly id: number }
  | {
      readonly kind: 'run'
      readonly id: number
      readonly places: { readonly pool: number; readonly stockroom: number; readonly run: number }
      /** The recipe's own ingredients: only one of these can be replaced. */
      readonly ingredients: ReadonlySet<number>
    }

/** A document that was refused, and the one that was posted in its place. */
export interface Replacement {
  readonly refused: DocumentContent
  readonly posted: DocumentContent
}

export interface SettlementChange {
  /** By line number, from 0. */
  readonly corrections?: ReadonlyMap<number, Correction>
  readonly target?: RelinkTarget
  /** What this one answers was refused too, and settled by another document: it answers that one now. */
  readonly answered?: Replacement
}

/** What an event can be logged on instead; undefined: it belongs to nothing that could be another one. */
export function relinkableTo(event: EventName): RelinkTarget['kind'] | undefined {
  if (event === 'sale') return 'sales_order'
  return event === 'usage' || event === 'usage_return' ? 'run' : undefined
}

/**
 * The document that settles a refusal by posting it: the same event and lines, unchanged or with what a manager
 * changed. It is dated by when the manager accepts it; each line keeps who scanned it.
 */
export function draftSettlement(
  { content, branch }: RefusedPaper,
  request: SettlementRequest,
  { corrections = new Map(), target, answered }: SettlementChange = {},
): Draft {
  const { event, salesOrder, run, answers, reverses, reason, paper } = content
  const order = target?.kind === 'sales_order' ? target.id : salesOrder
  const onRun = target?.kind === 'run' ? target.id : run
  const answering = answers !== undefined && answers === answered?.refused.id ? answered.posted.id : answers
  const lines = correctLines(content.lines, corrections)
    .map((line) => relinked(line, event, target))
    .flatMap((line) => answeringInstead(line, answered))
  return {
    ...request,
    event,
    branch,
    settles: content.id,
    ...(order === undefined ? {} : { salesOrder: order }),
    ...(onRun === undefined ? {} : { run: onRun }),
    ...(answering === undefined ? {} : { answers: answering }),
    ...(reverses === undefined ? {} : { reverses }),
    ...(reason === undefined ? {} : { reason }),
    ...(paper === undefined ? {} : { paper }),
    lines: lines.map((line) => signed(line, content, request)),
  }
}

/** The document that settles a refusal without booking anything of it. */
export function draftVoid(
  { content, branch }: RefusedPaper,
  request: SettlementRequest,
  reason: string,
): Draft {
  return { ...request, event: 'void', branch, settles: content.id, reason, lines: [] }
}

/** Where material that was used on a run is taken from when the run is closed: what lies there now, by item. */
export interface LossPlaces {
  readonly pool: number
  readonly stockroom: number
  readonly loss: number
  /** Base units in the pool. */
  readonly inPool: (item: number) => number
}

/**
 * Usage that came for a closed run, booked as a loss (design section 3): from the pool, and what it lacks from the
 * stockroom.
 */
export function draftLoss(
  { content, branch }: RefusedPaper,
  request: SettlementRequest,
  { pool, stockroom, loss, inPool }: LossPlaces,
): Draft {
  const taken = new Map<number, number>()
  const lines = content.lines.filter(isScanned).flatMap((line): DocumentLine[] => {
    const { insteadOf: _, ...rest } = signed(line, content, request)
    const item = line.item ?? 0
    const there = Math.max(0, inPool(item) - (taken.get(item) ?? 0))
    const fromPool = Math.min(line.quantity, there)
    taken.set(item, (taken.get(item) ?? 0) + fromPool)
    return [
      { ...rest, from: pool, to: loss, quantity: fromPool },
      { ...rest, from: stockroom, to: loss, quantity: line.quantity - fromPool },
    ].filter(({ quantity }) => quantity > 0 && quantity <= QUANTITY_MAX)
  })
  const { reason } = content
  return {
    ...request,
    event: 'adjustment',
    branch,
    settles: content.id,
    ...(reason === undefined ? {} : { reason }),
    lines,
  }
}

/** A scanned line names who scanned it, where that is not who accepts it now. */
function signed(
  { by, ...line }: DocumentLine,
  { acceptedBy }: DocumentContent,
  request: SettlementRequest,
): DocumentLine {
  const scannedBy = by ?? acceptedBy
  return isScanned(line) && scannedBy !== request.acceptedBy ? { ...line, by: scannedBy } : line
}

/** On another run, the places are that run's and its branch's; what another recipe lacks cannot be replaced there. */
function relinked(line: DocumentLine, event: EventName, target: RelinkTarget | undefined): DocumentLine {
  if (target?.kind !== 'run') return line
  const { pool, stockroom, run } = target.places
  const { insteadOf, ...rest } = line
  const kept = insteadOf !== undefined && target.ingredients.has(insteadOf) ? { ...rest, insteadOf } : rest
  if (line.take.by === 'shortfall') return { ...kept, from: stockroom, to: pool }
  return event === 'usage' ? { ...kept, from: pool, to: run } : { ...kept, from: run, to: pool }
}

/** What was drawn on a line of the refused document is drawn on that line of the posted one, where it has it still. */
function answeringInstead(line: DocumentLine, answered: Replacement | undefined): DocumentLine[] {
  const { take } = line
  if (take.by !== 'answered' || answered === undefined || take.document !== answered.refused.id) return [line]
  const move = movesKept(answered).get(take.move)
  return move === undefined ? [] : [{ ...line, take: { ...take, document: answered.posted.id, move } }]
}

/** Which line of the posted document is which of the refused one: the same in the same order, some left out. */
function movesKept({ refused, posted }: Replacement): ReadonlyMap<number, number> {
  const kept = new Map<number, number>()
  let next = 0
  for (const [index, line] of posted.lines.entries()) {
    const same = refused.lines.findIndex(
      ({ item, from, to, by }, at) =>
        at >= next &&
        item === line.item &&
        from === line.from &&
        to === line.to &&
        (by ?? refused.acceptedBy) === (line.by ?? posted.acceptedBy),
    )
    if (same === -1) continue
    kept.set(same, index)
    next = same + 1
  }
  return kept
}
