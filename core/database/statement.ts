/** A value as it goes to and comes from the database. Whole numbers only: see `bindable` of central.ts. */
export type SqlValue = string | number | null
export type Row = readonly SqlValue[]

/** One SQL statement of a batch: a constant text and its parameters. */
export interface Statement {
  readonly sql: string
  readonly args: readonly SqlValue[]
}
