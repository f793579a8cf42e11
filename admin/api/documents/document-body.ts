import { z } from 'zod'
import { LINES_MAX } from '../../../core/book/content.ts'
import { LOCATION_KINDS } from '../../../core/book/events.ts'
import { words } from '../../../core/words/catalogue.ts'
import { decimalAsked } from '../figures.ts'
import { baseQuantity, branchPrefix, day, itemAsked, plainText } from '../schemas.ts'
import { POSTABLE_EVENTS } from './event-authority.ts'

const { schemas: text } = words.api

/** A line of a usage becomes two: what the pool lacks, and what the run takes. */
const ASKED_LINES_MAX = LINES_MAX / 2

const placeAsked = z.union([z.enum(LOCATION_KINDS), z.int().positive()])

const line = z
  .strictObject({
    item: itemAsked.optional(),
    quantity: decimalAsked.optional(),
    base_quantity: baseQuantity.optional(),
    from: placeAsked.optional().meta({ description: text.from }),
    to: placeAsked.optional().meta({ description: text.to }),
    amount: decimalAsked.optional().meta({ description: text.amount, examples: ['1250.00'] }),
    move: z
      .int()
      .min(0)
      .max(4 * LINES_MAX)
      .optional()
      .meta({ description: text.move }),
    lot: plainText(20).optional(),
    expires_on: day.optional(),
  })
  .meta({ id: 'LineToPost' })
export type AskedLine = z.infer<typeof line>

/** A document in the words of the business; places and values follow from the event. */
export const documentBody = z
  .strictObject({
    event: z.enum(POSTABLE_EVENTS).meta({ description: text.event }),
    branch: branchPrefix.optional().meta({ description: text.documentBranch }),
    sales_order: plainText(40).optional().meta({ description: text.salesOrder }),
    run: plainText(40).optional().meta({ description: text.run }),
    answers: z
      .uuid()
      .transform((id) => id.toLowerCase())
      .optional()
      .meta({ description: text.answers }),
    counterpart: branchPrefix.optional().meta({ description: text.counterpart }),
    reason: plainText(200).optional(),
    paper: plainText(200).optional().meta({ description: text.paper }),
    lines: z.array(line).max(ASKED_LINES_MAX),
  })
  .meta({ id: 'DocumentToPost' })
export type AskedDocument = z.infer<typeof documentBody>
