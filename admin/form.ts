import type { z } from 'zod'

/** What somebody typed into the fields of a form, as they typed it. */
export type Filled = Readonly<Record<string, string>>
/** What is wrong with it, by field. */
export type Problems = Readonly<Record<string, string>>

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: Problems }

/** The texts of a form, without outer spaces; a file or a repeated field is nothing. */
export function textsOf(sent: Record<string, unknown>): Filled {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.trim()]] : [],
    ),
  )
}

/** Reads fields by a schema; says what is wrong by the field's name. */
export function readFields<Value>(schema: z.ZodType<Value>, filled: Filled): Read<Value> {
  const parsed = schema.safeParse(filled)
  if (parsed.success) return { ok: true, value: parsed.data }
  const wrong = parsed.error.issues.map(({ path, message }) => [String(path[0]), message])
  return { ok: false, problems: Object.fromEntries(wrong.toReversed()) }
}
