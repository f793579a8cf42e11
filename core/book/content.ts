import { hash } from 'node:crypto'
import { z } from 'zod'
import { MINOR_MAX } from '../kernel/money.ts'
import { QUANTITY_MAX } from '../kernel/quantity.ts'
import { EVENTS, type EventName } from './events.ts'

const rowId = z.int().positive()
const amount = z.int().min(0).max(MINOR_MAX)
const documentId = z.uuid()

/** How a line's value is found. Each kind is one entry of `takes.ts`. */
const take = z.discriminatedUnion('by', [
  /** Its share of what lies at `from`, at moving average. */
  z.strictObject({ by: z.literal('cost') }),
  /** An amount stated on the paper: opening stock, an invoice line, a value-only line. */
  z.strictObject({ by: z.literal('stated'), amount }),
  /** A gain: average there, in the branch, last paid price, last build; else a manager states it. */
  z.strictObject({ by: z.literal('gain') }),
  /** Draws on a dispatched or sold line, at that line's own value. `move` counts from 0 within the document. */
  z.strictObject({ by: z.literal('answered'), document: documentId, move: z.int().min(0) }),
  /** Goods back to the supplier at the credit note's amount; the difference to cost is loss or gain. */
  z.strictObject({ by: z.literal('credit_note'), amount, gain: rowId, loss: rowId }),
  /** Only what `to` lacks of the quantity, at cost. */
  z.strictObject({ by: z.literal('shortfall') }),
  /** A price known after the goods: `quantity` was bought; the part still at `stock` is revalued, the rest varied. */
  z.strictObject({ by: z.literal('dearer'), amount, loss: rowId }),
  z.strictObject({ by: z.literal('cheaper'), amount, gain: rowId }),
  /** What the recipe says a build of `quantity` needs and nobody scanned, with the shortfall from `stockroom`. */
  z.strictObject({ by: z.literal('backflush'), stockroom: rowId.nullable() }),
  /** The run's ingredients for a build of `quantity`. */
  z.strictObject({ by: z.literal('ingredients') }),
  /** The product, at the sum of what went into it. */
  z.strictObject({ by: z.literal('made') }),
  /** All that is left at `from`. */
  z.strictObject({ by: z.literal('rest') }),
])
export type Take = z.infer<typeof take>

const line = z.strictObject({
  /** No item: a value-only line that concerns none (tax). */
  item: rowId.nullable(),
  from: rowId,
  to: rowId,
  /** Base units; for a build, of the product. */
  quantity: z.int().min(0).max(QUANTITY_MAX),
  take,
  /** Who was signed in at the scan, when it differs from who accepted. */
  by: rowId.optional(),
  /** The lot its barcode named, and the last day of that lot, YYYY-MM-DD. */
  lot: z.string().max(20).optional(),
  expiresOn: z.iso.date().optional(),
  /** The ingredient of the recipe in whose place this one was used. */
  insteadOf: rowId.optional(),
})
export type DocumentLine = z.infer<typeof line>

/** How each event's lines may find their value: nobody states the cost of a sale. A new event is a new row. */
const TAKES_OF_EVENT: Readonly<Record<EventName, readonly Take['by'][]>> = {
  opening: ['stated'],
  purchase_invoice: ['stated'],
  supplier_return: ['credit_note', 'stated'],
  price_confirmation: ['dearer', 'cheaper', 'stated'],
  restock: ['cost'],
  issue: ['cost', 'shortfall'],
  issue_return: ['cost'],
  usage: ['shortfall', 'cost'],
  usage_return: ['cost'],
  build: ['backflush', 'ingredients', 'made', 'shortfall', 'cost'],
  run_close: ['rest'],
  sale: ['cost'],
  customer_return: ['answered'],
  write_off: ['cost'],
  // A gain that has no cost of its own is stated by a manager.
  adjustment: ['cost', 'gain', 'stated'],
  transfer_dispatch: ['cost'],
  transfer_receive: ['answered'],
  transfer_settlement: ['answered'],
  transfer_recall: ['answered'],
  reversal: [],
  void: [],
}

/** Value without a quantity (tax), and what the run says by itself. */
const MAY_BE_VALUE_ONLY: ReadonlySet<Take['by']> = new Set(['stated', 'rest'])

/** The most lines one document may have; a session says so before it gets there. */
export const LINES_MAX = 500

/** Why a person with more authority is asked: for what the document says, or for how old the books were by then. */
export const APPROVAL_REASONS = ['over_available', 'over_planned', 'not_planned', 'old_books'] as const
export type ApprovalReason = (typeof APPROVAL_REASONS)[number]
const approvalFor = z.array(z.enum(APPROVAL_REASONS)).min(1)
const approval = z.discriminatedUnion('state', [
  /** Sent to a manager: the book refuses it until one settles it. */
  z.strictObject({ state: z.literal('asked'), for: approvalFor }),
  /** A manager allowed it on the spot. */
  z.strictObject({ state: z.literal('given'), for: approvalFor, by: rowId }),
])
export type Approval = z.infer<typeof approval>

const contentSchema = z
  .strictObject({
    v: z.literal(1),
    id: documentId,
    /** The writer's incarnation, its gapless number, and the hash of its previous document ('' for the first). */
    writer: z.string().min(1).max(40),
    seq: z.int().positive(),
    previous: z.string().regex(/^([0-9a-f]{64})?$/),
    event: z.enum(EVENTS),
    branch: rowId,
    /** The station's clock, milliseconds since 1970, and whether it cannot be trusted. */
    acceptedAt: z.int(),
    clockDoubtful: z.boolean().optional(),
    acceptedBy: rowId,
    salesOrder: rowId.optional(),
    run: rowId.optional(),
    /** The document this one answers: a receive names its dispatch, a return its sale. */
    answers: documentId.optional(),
    /** A reversal: the document it takes back, and at most how many moves that has. */
    reverses: z
      .strictObject({
        document: documentId,
        moves: z
          .int()
          .min(1)
          .max(4 * LINES_MAX),
      })
      .optional(),
    /** The refusal this document settles. */
    settles: documentId.optional(),
    approval: approval.optional(),
    reason: z.string().max(200).optional(),
    /** What the paper itself says: the supplier's invoice number, a remark. */
    paper: z.string().max(200).optional(),
    lines: z.array(line).max(LINES_MAX),
  })
  .superRefine(({ event, lines }, context) => {
    for (const [
      index,
      {
        take: { by },
        quantity,
      },
    ] of lines.entries()) {
      if (!TAKES_OF_EVENT[event].includes(by))
        context.addIssue({
          code: 'custom',
          path: ['lines', index],
          message: `${event} does not take by ${by}`,
        })
      if (quantity === 0 && !MAY_BE_VALUE_ONLY.has(by))
        context.addIssue({
          code: 'custom',
          path: ['lines', index],
          message: `a line by ${by} has a quantity`,
        })
    }
  })

/** What a person accepted: everything about a document that the writer knows. */
export type DocumentContent = z.infer<typeof contentSchema>

/** A document before its writer gives it a number. */
export type Draft = Omit<DocumentContent, 'v' | 'writer' | 'seq' | 'previous'>

/** A document as it lies in an outbox and travels: the content's exact text and its SHA-256. */
export interface SealedDocument {
  readonly content: DocumentContent
  readonly text: string
  readonly hash: string
}

/** Fixes a document's text and hash. The hash covers the writer's previous one, so every change shows. */
export function seal(content: DocumentContent): SealedDocument {
  const text = JSON.stringify(contentSchema.parse(content))
  return { content, text, hash: hashOf(text) }
}

/** Reads a document back from its text. Throws when the text is not a document. */
export function unseal(text: string): SealedDocument {
  return { content: contentSchema.parse(JSON.parse(text)), text, hash: hashOf(text) }
}

export function hashOf(text: string): string {
  return hash('sha256', text)
}

/** The writer's own number of a document, printed beside its posted one for ever: BRA-K1-000123. */
export function referenceOf(writer: string, seq: number): string {
  return `${writer}-${String(seq).padStart(6, '0')}`
}
