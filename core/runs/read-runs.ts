import { eq } from 'drizzle-orm'
import type { Branch } from '../branches/read-branches.ts'
import { readAcross, sees, type Scope } from '../branches/scope.ts'
import { tablesOf } from '../database/drizzle.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import { item } from '../items/item.table.ts'
import type { BranchId, LocationId } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import { byDue, type DueCursor } from '../orders/read-orders.ts'
import { runIngredient } from './production-run.table.ts'

export type RunState = 'open' | 'closed'

export interface RunHead {
  readonly id: number
  readonly branch: BranchId
  readonly serial: string
  readonly product: ItemLabel
  readonly planned: Quantity
  readonly built: Quantity
  readonly issueOn: string
  readonly dueOn: string
  readonly state: RunState
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
const LIST = (order: 'ASC' | 'DESC'): string => `${RUN_HEAD}
  FROM main.production_run k INDEXED BY production_run_open CROSS JOIN production_run r ON r.id = k.id ${RUN_HEAD_JOINS}
  WHERE k.branch = ?1 AND k.state = ?2 AND (k.due_on, k.id) ${order === 'ASC' ? '>' : '<'} (?3, ?4) AND k.due_on < ?6
  ORDER BY k.due_on ${order}, k.id ${order} LIMIT ?5`
const OPEN = LIST('ASC')
const CLOSED = LIST('DESC')
const ONE = `${RUN_HEAD} FROM production_run r ${RUN_HEAD_JOINS} WHERE r.id = ?1`
const AFTER_ALL_DAYS = '9999-12-31'
const NO_DAY = '~'

/** Runs of one state: the open ones by when they are due, the closed ones newest first. */
export function readRuns(
  scope: Scope,
  reader: Reader,
  {
    state,
    dueBefore = () => NO_DAY,
    after,
    limit,
  }: {
    state: RunState
    /** Only what was due before a branch's day, such as its today. */
    dueBefore?: ((branch: Branch) => string) | undefined
    after?: DueCursor | undefined
    limit: number
  },
): Page<RunHead, DueCursor> {
  const isOpen = state === 'open'
  const start = after ?? { dueOn: isOpen ? '' : AFTER_ALL_DAYS, id: 0 }
  const runs = readAcross(scope, reader, {
    limit: limit + 1,
    read: (branch, atMost) =>
      reader
        .all(isOpen ? OPEN : CLOSED, branch.id, state, start.dueOn, start.id, atMost, dueBefore(branch))
        .map(toRunHead),
    compare: isOpen ? byDue : (one, other) => byDue(other, one),
  })
  return pageOf(runs, limit, ({ dueOn, id }) => ({ dueOn, id }))
}

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

export function toRunHead(row: readonly (string | number | null)[]): RunHead {
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
    state: state as RunState,
    location: Number(location) as LocationId,
    inProgress: minor(Number(inProgress)),
  }
}
