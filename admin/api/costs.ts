import { z } from 'zod'

const MARK = 'x-cost'

/**
 * Marks a field that tells a cost, a price, a value or a margin. The mark is in the published schema too, and an
 * operator's token gets no answer with such a field (design section 3: operators see no cost, price or margin).
 */
export function cost<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema.meta({ ...schema.meta(), id: undefined, [MARK]: true })
}

export function isCost(schema: z.ZodType): boolean {
  return schema.meta()?.[MARK] === true
}

/** The same schema without its costs, at whatever depth; what it parses loses them. */
export function withoutCosts(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries(schema.shape as Readonly<Record<string, z.ZodType>>)
    const kept = fields.filter(([, field]) => !isCost(field))
    return z.object(Object.fromEntries(kept.map(([name, field]) => [name, withoutCosts(field)])))
  }
  if (schema instanceof z.ZodArray) return z.array(withoutCosts(schema.element as z.ZodType))
  if (schema instanceof z.ZodNullable) return withoutCosts(schema.unwrap() as z.ZodType).nullable()
  if (schema instanceof z.ZodOptional) return withoutCosts(schema.unwrap() as z.ZodType).optional()
  return schema
}
