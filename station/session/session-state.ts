import { z } from 'zod'
import { refusalSchema } from '../../core/book/refusal.ts'
import { BASE_UNITS } from '../../core/kernel/quantity.ts'
import { LOCATION_KINDS } from '../../core/book/events.ts'

/** What is known of a station's work, as plain data: it is written word for word to the outbox file. */

export const WORKFLOW_NAMES = ['sales', 'production', 'general'] as const
export type WorkflowName = (typeof WORKFLOW_NAMES)[number]

const rowId = z.int().positive()
const quantity = z.int().min(0)
const at = z.int()
const unit = z.object({ base: z.enum(BASE_UNITS), name: z.string(), factor: z.int().positive() })
const person = z.object({ id: rowId, name: z.string() })
export type Person = z.infer<typeof person>

/** What the work is for, and the places its goods move between. */
const context = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sales_order'),
    id: rowId,
    partner: z.string(),
    number: z.string(),
    dueOn: z.string(),
    places: z.object({ retail: rowId, customer: rowId }),
  }),
  z.object({
    kind: z.literal('run'),
    id: rowId,
    serial: z.string(),
    product: z.string(),
    dueOn: z.string(),
    /** No stockroom: the branch does not issue shortfalls by itself. */
    places: z.object({ pool: rowId, stockroom: rowId.nullable(), run: rowId }),
  }),
])
export type WorkContext = z.infer<typeof context>

/** What the books said when it was last looked at. Base units; `planned` null: not on the order or run. */
const facts = z.object({
  available: z.int(),
  planned: z.object({ quantity: z.int(), logged: z.int() }).nullable(),
  dataAt: at,
})
export type Facts = z.infer<typeof facts>

const share = z.object({ who: rowId.nullable(), quantity })
export type Share = z.infer<typeof share>

/** One item of the work. Without shares it was undone or removed: kept, so that an undo finds it, but not shown. */
const line = z.object({
  item: rowId,
  /** The barcode it is looked up by again. */
  code: z.string(),
  name: z.string(),
  kind: z.enum(['raw', 'external', 'manufactured']),
  unit,
  isMeasured: z.boolean(),
  facts,
  /** Who scanned how much. */
  shares: z.array(share),
  scannedAt: at,
  /** The step of the work that last touched it: the list shows the newest on top. */
  touched: z.int(),
})
export type Line = z.infer<typeof line>

/** What a line was before a step, for undo. */
const step = z.object({
  item: rowId,
  before: z.object({ shares: z.array(share), scannedAt: at, touched: z.int() }),
})

const work = z.object({
  /** Made when the session opens, so that Accept is one document however often it is pressed. */
  documentId: z.uuid(),
  workflow: z.enum(WORKFLOW_NAMES),
  context,
  openedAt: at,
  lines: z.array(line),
  history: z.array(step),
  /** Counts every change; Accept names the one it saw. */
  steps: z.int(),
})
export type Work = z.infer<typeof work>

export const SCAN_REFUSALS = [
  'choose_operation',
  'choose_context',
  'operator_first',
  'coming',
  'quantity_first',
  'answer_first',
  'already_accepted',
  'not_sold',
  'retired',
  'unknown',
  'misread',
  'unreadable',
  'document_full',
  'too_much',
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
] as const
export type Problem = (typeof PROBLEMS)[number]

/** What the screen says about the last thing that happened. */
const notice = z.discriminatedUnion('kind', [
  /** `quantity` is what this scan added; the pack it came in, when it was one. */
  z.object({ kind: z.literal('added'), item: rowId, quantity, pack: z.string().nullable() }),
  z.object({ kind: z.literal('changed'), item: rowId }),
  z.object({ kind: z.literal('removed'), name: z.string() }),
  z.object({ kind: z.literal('undone'), item: rowId, name: z.string() }),
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
const latest = z.object({
  id: z.uuid(),
  reference: z.string(),
  acceptedAt: at,
  by: person,
  workflow: z.enum(WORKFLOW_NAMES),
  context,
  lines: z.array(z.object({ item: rowId, name: z.string(), unit, quantity })),
  outcome: outcome.nullable(),
  undo: z.object({ id: z.uuid(), reference: z.string(), outcome: outcome.nullable() }).nullable(),
})
export type Latest = z.infer<typeof latest>

const back = z.enum(['scanning', 'reviewing'])
export type WorkView = z.infer<typeof back>

/** Where the station is. `accepting` lasts for one synchronous write and is never stored. */
const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choosing_operation') }),
  z.object({ kind: z.literal('coming') }),
  z.object({
    kind: z.literal('choosing_context'),
    workflow: z.enum(WORKFLOW_NAMES),
    partner: rowId.nullable(),
  }),
  z.object({ kind: z.literal('scanning'), work }),
  z.object({
    kind: z.literal('asking_quantity'),
    work,
    /** The line that will get the quantity: added to what is there, or in its place. */
    line,
    mode: z.enum(['add', 'set']),
    back,
    problem: z.string().nullable(),
  }),
  z.object({ kind: z.literal('reviewing'), work }),
  z.object({ kind: z.literal('confirming_cancel'), work, back }),
  z.object({ kind: z.literal('accepting'), work }),
  z.object({ kind: z.literal('accepted') }),
  z.object({ kind: z.literal('confirming_undo') }),
])
export type Place = z.infer<typeof place>

export const sessionSchema = z.object({
  v: z.literal(1),
  operator: person.nullable(),
  isChoosingOperator: z.boolean(),
  place,
  notice: notice.nullable(),
  latest: latest.nullable(),
})
/** Everything a station remembers between two scans. */
export type Session = z.infer<typeof sessionSchema>

/** A station that nobody has used yet. */
export const NEW_SESSION: Session = {
  v: 1,
  operator: null,
  isChoosingOperator: false,
  place: { kind: 'choosing_operation' },
  notice: null,
  latest: null,
}

/** The work in hand, wherever the station is with it. */
export function workOf({ place: here }: Session): Work | undefined {
  return 'work' in here ? here.work : undefined
}
