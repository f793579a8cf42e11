import type { Branch } from '../branches/read-branches.ts'
import { readAcross, type Scope } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'

/** It is worked on, or it is done with. */
export type DueState = 'open' | 'closed'

/** Where a list of what is due goes on. */
export interface DueCursor {
  readonly dueOn: string
  readonly id: number
}

/** Something that a branch has to have done by a day. */
export interface Due extends DueCursor {
  readonly branch: BranchId
}

export interface DueAsked {
  readonly state: DueState
  /** Only what was due before a branch's day, such as its today. */
  readonly dueBefore?: ((branch: Branch) => string) | undefined
  readonly after?: DueCursor | undefined
  readonly limit: number
}

/** How one noun of these lies in the book: its rows are kept by branch, state and due day. */
export interface DueNoun<Entry extends Due> {
  /** SELECT and the columns that {@link DueNoun.toEntry} reads. */
  readonly select: string
  readonly table: string
  /** On (branch, state, due_on, id). */
  readonly index: string
  /** What the columns come from, joined to the key `k`. */
  readonly joined: string
  readonly toEntry: (row: Row) => Entry
}

const AFTER_ALL_DAYS = '9999-12-31'
const NO_DAY = '~'

/** By due date, then by id: the order of every list of what is due. */
export function byDue(one: DueCursor, other: DueCursor): number {
  return one.dueOn === other.dueOn ? one.id - other.id : one.dueOn < other.dueOn ? -1 : 1
}

/**
 * Makes the list of a noun: the open ones by when they are due, the closed ones newest first, of all branches of the
 * scope together, a page at a time. The table gives the keys, the rows come through the reader's view.
 */
export function dueList<Entry extends Due>(noun: DueNoun<Entry>) {
  const { select, table, index, joined, toEntry } = noun
  const sql = (order: 'ASC' | 'DESC'): string => `${select}
    FROM main.${table} k INDEXED BY ${index} CROSS JOIN ${joined}
    WHERE k.branch = ?1 AND k.state = ?2 AND (k.due_on, k.id) ${order === 'ASC' ? '>' : '<'} (?3, ?4) AND k.due_on < ?6
    ORDER BY k.due_on ${order}, k.id ${order} LIMIT ?5`
  const byState: Readonly<Record<DueState, string>> = { open: sql('ASC'), closed: sql('DESC') }
  return (
    scope: Scope,
    reader: Reader,
    { state, dueBefore = () => NO_DAY, after, limit }: DueAsked,
  ): Page<Entry, DueCursor> => {
    const isOpen = state === 'open'
    const start = after ?? { dueOn: isOpen ? '' : AFTER_ALL_DAYS, id: 0 }
    const entries = readAcross(scope, reader, {
      limit: limit + 1,
      read: (branch, atMost) =>
        reader
          .all(byState[state], branch.id, state, start.dueOn, start.id, atMost, dueBefore(branch))
          .map(toEntry),
      compare: isOpen ? byDue : (one, other) => byDue(other, one),
    })
    return pageOf(entries, limit, ({ dueOn, id }) => ({ dueOn, id }))
  }
}
