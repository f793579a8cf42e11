import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { readMark } from './mark.ts'

/** What comparing found: every table alike; one that is not; or central never stood still long enough to tell. */
export type Comparison =
  | { readonly kind: 'same' }
  | { readonly kind: 'different'; readonly table: string }
  | { readonly kind: 'moving'; readonly table: string }

export interface CompareParts {
  readonly central: Pick<Central, 'all'>
  readonly reader: Reader
  /** Brings the replica up to date: what is compared must be at the same seq. */
  readonly catchUp: () => Promise<void>
}

const TRIES = 10
const TABLES = `SELECT name, sql FROM sqlite_master WHERE type = 'table'
  AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'libsql%' ORDER BY name`
/** All that has a text: views, indexes and triggers too. */
const SCHEMA = `SELECT (SELECT seq FROM meta), group_concat(text, ';') FROM (
  SELECT type || ' ' || name || ' ' || coalesce(sql, '') AS text FROM sqlite_master
  WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE 'libsql%' ORDER BY type, name)`

/**
 * Compares the replica with central, table by table: the schema's text, how many rows, and a sum over what is in
 * them. Central's half is one statement a table, which costs it nothing when it has moved on since the replica's
 * seq. Yields to the caller between tables by `catchUp`.
 */
export async function compareTables(parts: CompareParts): Promise<Comparison> {
  const { reader } = parts
  const schema = await compareOne(parts, 'sqlite_master', SCHEMA)
  if (schema !== undefined) return schema
  for (const [name] of reader.all(TABLES)) {
    const table = String(name)
    const found = await compareOne(parts, table, sumsOf(reader, table))
    if (found !== undefined) return found
  }
  return { kind: 'same' }
}

/** Asks both the same; the first column of the answer is the seq it was given at. Undefined: alike. */
async function compareOne(
  { central, reader, catchUp }: CompareParts,
  table: string,
  sql: string,
): Promise<Comparison | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    await catchUp()
    const { seq } = readMark(reader)
    const [theirs] = await central.all({ sql: sql.replaceAll('?1', String(seq)), args: [] })
    if (Number(theirs?.[0]) !== seq) continue
    const ours = reader.get(sql.replaceAll('?1', String(seq)))
    return String(ours) === String(theirs) ? undefined : { kind: 'different', table }
  }
  return { kind: 'moving', table }
}

/** A prime under 2³¹: the product of two remainders stays a whole number. */
const PRIME = 2_147_483_647

/**
 * One row: seq, how many rows, and the sum over the rows of a product over their columns, so that values that
 * changed places show. Whole numbers count whole; a text by its length and four of its characters: a page that was
 * lost takes with it more than one text. The condition on seq is looked at before the first row.
 */
export function sumsOf(reader: Reader, table: string): string {
  const columns = reader.all('SELECT name, type FROM pragma_table_info(?1) ORDER BY cid', table)
  const row = columns.reduce((before, [name, type], index) => {
    const value = valueOf(`"${String(name)}"`, String(type))
    return `((${before} + ${7 * index + 1}) % ${PRIME}) * ((${value} + ${31 * index + 11}) % ${PRIME}) % ${PRIME}`
  }, '1')
  return `SELECT (SELECT seq FROM meta), count(*), sum(${row}) FROM "${table}" WHERE (SELECT seq FROM meta) = ?1`
}

function valueOf(column: string, type: string): string {
  if (type === 'INTEGER') return `coalesce(${column} % ${PRIME}, 5)`
  if (type !== 'TEXT') return `coalesce(length(${column}), 5)`
  const at = (place: string): string => `coalesce(unicode(substr(${column}, ${place}, 1)), 3)`
  return `coalesce(length(${column}) * 65599 + ${at('1')} * 8209 + ${at(`length(${column}) / 3 + 1`)} * 1031
    + ${at(`length(${column}) * 2 / 3 + 1`)} * 131 + ${at('-1')}, 5)`
}
