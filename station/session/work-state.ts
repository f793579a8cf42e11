import { z } from 'zod'
import { BOOKS_STANDINGS } from '../../core/branches/old-books.ts'
import { BASE_UNITS } from '../../core/kernel/quantity.ts'
import { WORKFLOW_NAMES } from '../../core/stations/workflow-names.ts'

/** What is known of work in hand, as plain data: it is written word for word to the outbox file. */

export const rowId = z.int().positive()
export const quantity = z.int().min(0)
export const at = z.int()
export const unit = z.object({ base: z.enum(BASE_UNITS), name: z.string(), factor: z.int().positive() })

/**
 * Somebody at the station; `mayApprove`: a manager or super admin. `version`: of their rights when they signed in, which
 * ends with them; left out by a release that did not know it.
 */
export const person = z.object({
  id: rowId,
  name: z.string(),
  mayApprove: z.boolean(),
  version: z.int().optional(),
})
export type Person = z.infer<typeof person>

/** What the work is for, and the places its goods move between. */
export const context = z.discriminatedUnion('kind', [
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

/**
 * What the books said when it was last looked at. Base units; `planned` null: not on the order or run. `upTo` is what
 * may be logged in all before a person is asked: the order, or the recipe and the branch's tolerance.
 */
const facts = z.object({
  available: z.int(),
  planned: z.object({ quantity: z.int(), logged: z.int(), upTo: z.int() }).nullable(),
  /** When the books were known to be so; null: nobody knows. */
  dataAt: at.nullable(),
})
export type Facts = z.infer<typeof facts>

/** Which lot a barcode named and its last day; `expiry` was judged at the scan. */
export const lot = z.object({
  lot: z.string().nullable(),
  expiresOn: z.string().nullable(),
  expiry: z.enum(['expired', 'soon']).nullable(),
})
export type LotOfShare = z.infer<typeof lot>
export const NO_LOT: LotOfShare = { lot: null, expiresOn: null, expiry: null }

/** Who scanned how much, of which lot. */
const share = z.object({ who: rowId.nullable(), quantity, ...lot.shape })
export type Share = z.infer<typeof share>

/** One item of the work. Without shares it was undone or removed: kept, so that an undo finds it, but not shown. */
const line = z.object({
  item: rowId,
  name: z.string(),
  kind: z.enum(['raw', 'external', 'manufactured']),
  unit,
  isMeasured: z.boolean(),
  facts,
  shares: z.array(share),
  /** Serial numbers that were scanned: each is one piece and counts once. */
  serials: z.array(z.string()),
  /** On a run, what is not in the recipe names what it takes the place of; `item` null: nothing, it is extra. */
  insteadOf: z.object({ item: rowId.nullable(), name: z.string() }).nullable(),
  scannedAt: at,
  /** The step of the work that last touched it: the list shows the newest on top. */
  touched: z.int(),
})
export type Line = z.infer<typeof line>

/** A code no item has: it blocks the Accept until it is left out or attached. Its shares count scans. */
const unknownCode = z.object({
  key: z.string(),
  text: z.string(),
  shares: z.array(share),
  at,
  touched: z.int(),
})
export type UnknownCode = z.infer<typeof unknownCode>

/** What was there before a step, for undo. */
const step = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('line'),
    item: rowId,
    before: line.pick({ shares: true, serials: true, insteadOf: true, scannedAt: true, touched: true }),
  }),
  z.object({
    of: z.literal('unknown'),
    key: z.string(),
    before: unknownCode.pick({ shares: true, touched: true }),
  }),
])
export type Step = z.infer<typeof step>

export const work = z.object({
  /** Made when the session opens, so that Accept is one document however often it is pressed. */
  documentId: z.uuid(),
  workflow: z.enum(WORKFLOW_NAMES),
  context,
  openedAt: at,
  openedBy: person.nullable(),
  lines: z.array(line),
  unknown: z.array(unknownCode),
  history: z.array(step),
  /** Counts every change; Accept names the one it saw. */
  steps: z.int(),
  /** How old the books were when this was last looked over, by what the branch allows. */
  books: z.enum(BOOKS_STANDINGS).default('fine'),
})
export type Work = z.infer<typeof work>
