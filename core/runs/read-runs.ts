import { eq } from 'drizzle-orm'
import { sees, type Scope } from '../branches/scope.ts'
import { tablesOf } from '../database/drizzle.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { dueList, type DueState } from '../due/due-list.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import { item } from '../items/item.table.ts'
import type { BranchId, LocationId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { runIngredient } from './production-run.table.ts'

export interface RunHead {
  readonly id: number
  readonly branch: BranchId
  readonly serial: string
  readonly product: ItemLabel
  readonly planned: Quantity
  readonly built: Quantity
  readonly issueOn: string
  readonly dueOn: string
  readonly state: DueState
  /** Where what it has used so far lies. */
  readonly location: LocationId
  /** Value of what it has used and not built yet. */
  readonly inProgress: Minor
}

export interface RunIngredient {
  readonly item: ItemLabel
  /** 0: a substitution. */
  readonly planned: Quantity
  readonly used: Quantity
  /** Used by the recipe at the build instead of being scanned. */
  readonly isBackflushed: boolean
  /** Lies in the run; undefined when it never had any. */
  readonly inProgress: { readonly quantity: Quantity; readonly value: Minor } | undefined
}

export interface Run extends RunHead {
  readonly ingredients: readonly RunIngredient[]
}

/** The columns that {@link toRunHead} reads, of a run `r` with {@link RUN_HEAD_JOINS}. */
export const RUN_HEAD = `SELECT r.id, r.branch, r.serial, r.planned, r.built, r.issue_on, r.due_on, r.state, l.id,
    (SELECT coalesce(sum(value), 0) FROM stock_balance WHERE location = l.id), ${ITEM_LABEL}`
export const RUN_HEAD_JOINS = 'CROSS JOIN location l ON l.run = r.id CROSS JOIN item i ON i.id = r.item'
const ONE = `${RUN_HEAD} FROM production_run r ${RUN_HEAD_JOINS} WHERE r.id = ?1`

/** Runs of one state: the open ones by when they are due, the closed ones newest first. */
export const readRuns = dueList<RunHead>({
  select: RUN_HEAD,
  table: 'production_run',
  index: 'production_run_open',
  joined: `production_run r ON r.id = k.id ${RUN_HEAD_JOINS}`,
  toEntry: toRunHead,
})

/** A run with its ingredients; undefined when it is not there or not in the scope. */
export async function readRun(scope: Scope, reader: Reader, id: number): Promise<Run | undefined> {
  const row = reader.get(ONE, id)
  if (row === undefined || !sees(scope, Number(row[1]) as BranchId)) return undefined
  const head = toRunHead(row)
  const ingredients = await tablesOf(reader)
    .select({ ingredient: runIngredient, item })
    .from(runIngredient)
    .innerJoin(item, eq(item.id, runIngredient.item))
    .where(eq(runIngredient.run, id))
    .orderBy(item.name)
  const held = new Map(
    reader
      .all('SELECT item, quantity, value FROM stock_balance WHERE location = ?1', head.location)
      .map(([of, amount, value]) => [
        Number(of),
        { quantity: quantity(Number(amount)), value: minor(Number(value)) },
      ]),
  )
  return {
    ...head,
    ingredients: ingredients.map(({ ingredient, item: of }) => ({
      item: {
        id: of.id,
        code: of.code,
        name: of.name,
        kind: of.kind,
        unit: { base: of.baseUnit, name: of.displayUnit, factor: of.displayFactor },
      },
      planned: quantity(ingredient.planned),
      used: quantity(ingredient.used),
      isBackflushed: ingredient.backflush,
      inProgress: held.get(of.id),
    })),
  }
}

export function toRunHead(row: Row): RunHead {
  const [id, branch, serial, planned, built, issueOn, dueOn, state, location, inProgress] = row
  return {
    id: Number(id),
    branch: Number(branch) as BranchId,
    serial: String(serial),
    product: toItemLabel(row.slice(10)),
    planned: quantity(Number(planned)),
    built: quantity(Number(built)),
    issueOn: String(issueOn),
    dueOn: String(dueOn),
    state: state as DueState,
    location: Number(location) as LocationId,
    inProgress: minor(Number(inProgress)),
  }
}
