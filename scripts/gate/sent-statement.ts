/** Texts that a request stores, by the number it names them with. */
export type Texts = ReadonlyMap<number, string>

export interface SentValue {
  readonly type: string
  readonly value?: unknown
  readonly base64?: unknown
}

/** A statement as it goes on to the server, and what it is. */
export interface RebuiltStatement {
  readonly text: string
  readonly values: readonly SentValue[]
  readonly sent: object
}

/**
 * Makes a statement anew out of a sent one: its text, or the number of a stored one, and its values by position.
 * undefined: it is none, or has what is not offered (named parameters).
 */
export function rebuildStatement(sent: unknown, texts: Texts): RebuiltStatement | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined
  const {
    sql,
    sql_id: id,
    args = [],
    named_args: named = [],
    want_rows: wantsRows = true,
  } = sent as SentStatement
  const isStored = typeof id === 'number'
  if (isStored === (sql !== undefined)) return undefined
  const text = isStored ? texts.get(id) : sql
  if (typeof text !== 'string' || !Array.isArray(args) || !Array.isArray(named) || named.length > 0)
    return undefined
  const values = whole(args.map(rebuildValue))
  if (values === undefined) return undefined
  const naming = isStored ? { sql_id: id } : { sql: text }
  return { text, values, sent: { ...naming, args: values, want_rows: wantsRows === true } }
}

interface SentStatement {
  readonly sql?: unknown
  readonly sql_id?: unknown
  readonly args?: unknown
  readonly named_args?: unknown
  readonly want_rows?: unknown
}

const INTEGER = /^-?\d{1,19}$/

function rebuildValue(sent: unknown): SentValue | undefined {
  if (typeof sent !== 'object' || sent === null) return undefined
  const { type, value, base64 } = sent as SentValue
  if (type === 'null') return { type }
  if (type === 'integer')
    return typeof value === 'string' && INTEGER.test(value) ? { type, value } : undefined
  if (type === 'text') return typeof value === 'string' ? { type, value } : undefined
  if (type === 'float') return typeof value === 'number' ? { type, value } : undefined
  return type === 'blob' && typeof base64 === 'string' ? { type, base64 } : undefined
}

/** The list itself, where nothing of it is missing. */
export function whole<T>(list: readonly (T | undefined)[]): readonly T[] | undefined {
  return list.includes(undefined) ? undefined : (list as readonly T[])
}
