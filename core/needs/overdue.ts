import type { Branch } from '../branches/read-branches.ts'
import { readBranchesIn } from '../branches/scope.ts'
import type { Row } from '../database/central.ts'
import { words } from '../words/catalogue.ts'
import {
  NAMED,
  oldestOf,
  sumOf,
  type FoundNeed,
  type NeedDetail,
  type NeedParts,
  type NeedRow,
} from './need.ts'

/** A table of things that are due on a day, by the index on (branch, state, due_on). */
interface Due {
  readonly title: (count: string) => string
  readonly count: string
  readonly first: string
  readonly tell: (row: Row, parts: NeedParts) => NeedDetail
}

const OVERDUE = `d.branch = ?1 AND d.state = 'open' AND d.due_on < ?2`

const RUNS: Due = {
  title: words.adminNeeds.overdueRuns.title,
  count: `SELECT count(*), min(d.due_on) FROM production_run d WHERE ${OVERDUE}`,
  first: `SELECT d.id, d.due_on, d.serial, i.name FROM production_run d CROSS JOIN item i ON i.id = d.item
    WHERE ${OVERDUE} ORDER BY d.due_on LIMIT ?3`,
  tell: ([id, dueOn, serial, name], { formats }) => ({
    subject: String(serial),
    to: { page: 'run', id: Number(id) },
    text: words.adminNeeds.overdueRuns.detail(String(name), formats.day(String(dueOn))),
  }),
}

const ORDERS: Due = {
  title: words.adminNeeds.overdueOrders.title,
  count: `SELECT count(*), min(d.due_on) FROM sales_order d WHERE ${OVERDUE}`,
  first: `SELECT d.id, d.due_on, d.number, p.name FROM sales_order d CROSS JOIN partner p ON p.id = d.partner
    WHERE ${OVERDUE} ORDER BY d.due_on LIMIT ?3`,
  tell: ([id, dueOn, number, name], { formats }) => ({
    subject: String(number),
    to: { page: 'order', id: Number(id) },
    text: words.adminNeeds.overdueOrders.detail(String(name), formats.day(String(dueOn))),
  }),
}

/** Production runs that are open after the day they were due. */
export const overdueRuns: NeedRow = {
  kind: 'overdue_runs',
  weight: 'warn',
  read: (parts) => readOverdue(parts, RUNS),
}

/** Likewise sales orders. */
export const overdueOrders: NeedRow = {
  kind: 'overdue_orders',
  weight: 'warn',
  read: (parts) => readOverdue(parts, ORDERS),
}

function readOverdue(parts: NeedParts, due: Due): FoundNeed | undefined {
  const { scope, reader, formats, now } = parts
  const today = ({ timeZone }: Branch): string => formats.businessDay(now, timeZone)
  const branches = readBranchesIn(scope, reader)
  const counted = branches.map((branch) => ({
    branch,
    row: reader.get(due.count, branch.id, today(branch)) ?? [],
  }))
  const count = sumOf(counted.map(({ row }) => row[0]))
  if (count === 0) return undefined
  const first = branches
    .flatMap((branch) => reader.all(due.first, branch.id, today(branch), NAMED))
    .toSorted((one, other) => String(one[1]).localeCompare(String(other[1])))
    .slice(0, NAMED)
  return {
    title: due.title(formats.count(count)),
    count,
    oldestAt: oldestOf(counted.map(({ row: [, dueOn] }) => lateSince(dueOn))),
    details: first.map((row) => due.tell(row, parts)),
  }
}

/** Late from the end of the day it was due on; which hour that is in its zone changes no age that is told in days. */
function lateSince(dueOn: Row[number] | undefined): number | undefined {
  return typeof dueOn === 'string' ? Date.parse(dueOn) + DAY_MS : undefined
}
const DAY_MS = 86_400_000
