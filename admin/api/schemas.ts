import { z } from 'zod'
import { LOCATION_KINDS } from '../../core/book/events.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { QUANTITY_MAX } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'

const { schemas: text } = words.api

export const nothing = z.strictObject({})

/** Business day, YYYY-MM-DD. */
export const day = z.iso.date()
/** A moment, ISO 8601 in UTC. */
export const moment = z.iso.datetime({ precision: 3 })
export const momentOf = (at: number): string => new Date(at).toISOString()

export const branchPrefix = z.string().min(1).max(12)
/** What people wrote: no control characters, which would only break what shows or exports it. */
export const plainText = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, text.textProblem)

export const limit = z.coerce.number().int().min(1).max(200).default(50).meta({ description: text.limit })
export const cursor = z.string().min(1).max(1000).optional().meta({ description: text.cursor })
export const branchFilter = branchPrefix.optional().meta({ description: text.branchFilter })
/** A yes or no in an address. */
export const flag = z.enum(['true', 'false']).optional()

const rowText = /^[1-9]\d{0,14}$/
/** A row's number in an address. */
export const rowParam = z.string().regex(rowText).transform(Number)
export const uuidParam = z.uuid().transform((id) => id.toLowerCase() as DocumentId)

/** An item as a caller names it. */
export const itemAsked = z
  .union([plainText(40), z.int().positive()])
  .meta({ description: text.item, examples: ['FLOUR'] })
export const baseQuantity = z
  .int()
  .min(1)
  .max(QUANTITY_MAX)
  .meta({ description: text.baseQuantity, examples: [3200] })

export const itemLabel = z
  .strictObject({
    id: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.enum(['raw', 'external', 'manufactured']),
  })
  .meta({ id: 'ItemLabel' })

export const place = z
  .strictObject({
    id: z.int(),
    kind: z.enum(LOCATION_KINDS),
    counterpart: z.string().nullable(),
    run: z.string().nullable(),
  })
  .meta({ id: 'Place' })

/** One page of a list. */
export function pageOf<Entry extends z.ZodType>(entry: Entry) {
  return z.strictObject({
    data: z.array(entry),
    next: z.string().nullable().meta({ description: text.next }),
  })
}
