import { z } from 'zod'
import { LOCATION_KINDS } from '../../core/book/events.ts'
import { refusalSchema } from '../../core/book/refusal.ts'
import { WORKFLOW_NAMES } from '../../core/stations/workflow-names.ts'
import { at, context, lot, person, quantity, rowId, unit } from './work-state.ts'

/** What the screen says about the last thing that happened, and about the newest document. */

export const SCAN_REFUSALS = [
  'choose_operation',
  'choose_context',
  'who_first',
  'pin_first',
  'coming',
  'quantity_first',
  'answer_first',
  'already_accepted',
  'left_work',
  'not_sold',
  'retired',
  'misread',
  'unreadable',
  'fields_wrong',
  'not_an_item',
  'already_scanned',
  'document_full',
  'too_much',
  'badge_unknown',
  'badge_revoked',
  'badge_elsewhere',
  'badge_not_needed',
  'not_a_manager',
  'paper_closed',
  'paper_in_hand',
  'work_open',
  'document_unknown',
  'is_document',
  'card_not_here',
  'review_first',
  'nothing_to_multiply',
  'nothing_to_undo',
  'not_in_recipe',
  'no_quantity_yet',
  'tell_first',
] as const
/** Why a scan was not taken. The words are in the catalogue. */
export type ScanRefusal = (typeof SCAN_REFUSALS)[number]

export const PROBLEMS = [
  'no_operator',
  'nothing_scanned',
  'changed_since',
  'not_saved',
  'context_closed',
  'session_unreadable',
  'nothing_to_undo',
  'undo_not_possible',
  'unknown_first',
  'no_pin',
  'parked_full',
  'not_a_manager',
  'nothing_typed',
  'no_practice',
  'books_too_old',
] as const
export type Problem = (typeof PROBLEMS)[number]

export const notice = z.discriminatedUnion('kind', [
  /** `quantity` is what this scan added, of which lot; the pack it came in, when it was one. */
  z.object({ kind: z.literal('added'), item: rowId, quantity, pack: z.string().nullable(), lot }),
  z.object({ kind: z.literal('changed'), item: rowId }),
  z.object({ kind: z.literal('removed'), name: z.string() }),
  z.object({ kind: z.literal('undone'), item: rowId, name: z.string() }),
  /** A code nobody knows is on the list and waits for an answer. */
  z.object({ kind: z.literal('held'), text: z.string() }),
  z.object({ kind: z.literal('left_out'), text: z.string() }),
  z.object({ kind: z.literal('attached'), text: z.string(), item: rowId }),
  z.object({ kind: z.literal('signed_in'), name: z.string() }),
  z.object({ kind: z.literal('signed_out'), name: z.string(), why: z.enum(['idle', 'asked', 'ended']) }),
  z.object({ kind: z.literal('parked') }),
  z.object({ kind: z.literal('discarded') }),
  /** A remark is on its way to the manager. */
  z.object({ kind: z.literal('told') }),
  /** A question about old books is gone, all of it or that part. `isStillAsked`: the rest of it stays. */
  z.object({ kind: z.literal('line_back'), isStillAsked: z.boolean() }),
  /** What was asked for is so already. */
  z.object({ kind: z.literal('already'), what: z.enum(['home', 'signed_out']) }),
  z.object({
    kind: z.literal('scan_refused'),
    why: z.enum(SCAN_REFUSALS),
    text: z.string(),
    name: z.string(),
  }),
  z.object({ kind: z.literal('problem'), problem: z.enum(PROBLEMS) }),
])
export type Notice = z.infer<typeof notice>

/** What became of a document, with the names its sentence needs. */
const outcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('posted'), number: z.string() }),
  z.object({
    state: z.literal('refused'),
    refusal: refusalSchema,
    item: z.object({ name: z.string(), unit }).nullable(),
    place: z.enum(LOCATION_KINDS).nullable(),
  }),
])
export type ShownOutcome = z.infer<typeof outcome>

/** The station's newest document. `outcome` null: it waits. */
export const latest = z.object({
  id: z.uuid(),
  reference: z.string(),
  acceptedAt: at,
  by: person,
  workflow: z.enum(WORKFLOW_NAMES),
  context,
  /** It was sent to a manager, who settles it. */
  isSent: z.boolean(),
  lines: z.array(z.object({ item: rowId, name: z.string(), unit, quantity })),
  outcome: outcome.nullable(),
  undo: z.object({ id: z.uuid(), reference: z.string(), outcome: outcome.nullable() }).nullable(),
})
export type Latest = z.infer<typeof latest>
