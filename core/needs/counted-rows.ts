import { readBranchesIn, sees } from '../branches/scope.ts'
import type { Branch } from '../branches/read-branches.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { DocumentId } from '../kernel/ids.ts'
import { quantity } from '../kernel/quantity.ts'
import { words } from '../words/catalogue.ts'
import type { BranchCounts } from './branch-counts.ts'
import { NAMED, type FoundNeed, type NeedDetail, type NeedParts, type NeedRow } from './need.ts'

/** Something on the road longer than this is late. */
export const TRANSFER_LATE_AFTER_MS = 2 * 86_400_000

interface Counted {
  readonly branch: Branch
  readonly counts: BranchCounts
}

/** The counts of every branch that is looked at; undefined while one of them was not counted yet. */
function countsIn({ scope, reader, facts }: NeedParts): Counted[] | undefined {
  const counted = readBranchesIn(scope, reader).map((branch) => ({
    branch,
    counts: facts.counts.of(branch.id),
  }))
  return counted.every((each): each is Counted => each.counts !== undefined) ? counted : undefined
}

/** A row whose things are counted beside: `find` makes of the counts what is said. */
function counted(
  kind: string,
  find: (parts: NeedParts, all: readonly Counted[]) => FoundNeed | undefined,
): NeedRow {
  return {
    kind,
    weight: 'warn',
    read(parts) {
      const all = countsIn(parts)
      return all === undefined ? 'counting' : find(parts, all)
    },
  }
}

/** An item of several branches is one item: its barcode is everybody's. */
export const itemsWithoutBarcode = counted('items_without_barcode', (parts, all) => {
  const items = [...new Set(all.flatMap(({ counts }) => counts.withoutBarcode))]
  if (items.length === 0) return undefined
  const told = words.adminNeeds.withoutBarcode
  return {
    title: told.title(parts.formats.count(items.length)),
    count: items.length,
    oldestAt: undefined,
    details: [{ text: told.detail }, ...namesOf(parts, items)],
  }
})

/** Planned, and nobody ever had any where it is taken from: an opening stock or an invoice is missing. */
export const itemsWithoutStock = counted('items_without_stock', (parts, all) => {
  const pairs = all.flatMap(({ counts }) => counts.withoutStock)
  if (pairs.length === 0) return undefined
  const told = words.adminNeeds.withoutStock
  return {
    title: told.title(parts.formats.count(pairs.length)),
    count: pairs.length,
    oldestAt: undefined,
    details: [{ text: told.detail }, ...namesOf(parts, pairs)],
  }
})

const LEFT = `SELECT r.quantity, coalesce((SELECT sum(s.quantity) FROM location l CROSS JOIN stock_balance s
    ON s.location = l.id AND s.item = r.item
    WHERE l.branch = r.branch AND l.kind IN ('stockroom', 'retail')), 0), ${ITEM_LABEL}
  FROM reorder_point r CROSS JOIN item i ON i.id = r.item WHERE r.branch = ?1 AND r.item = ?2`

export const belowReorderPoint = counted('below_reorder_point', (parts, all) => {
  const pairs = all.flatMap(({ branch, counts }) => counts.belowReorder.map((item) => ({ branch, item })))
  if (pairs.length === 0) return undefined
  const { reader, formats, scope } = parts
  const told = words.adminNeeds.belowReorder
  return {
    title: told.title(formats.count(pairs.length)),
    count: pairs.length,
    oldestAt: undefined,
    details: pairs.slice(0, NAMED).flatMap(({ branch, item }): NeedDetail[] => {
      const row = reader.get(LEFT, branch.id, item)
      if (row === undefined) return []
      const { name, id, unit } = toItemLabel(row.slice(2, 2 + ITEM_LABEL_WIDTH))
      const amounts = [row[1], row[0]].map((amount) => formats.quantity(quantity(Number(amount)), unit))
      const text = told.detail(amounts[0] ?? '', amounts[1] ?? '')
      return [
        {
          subject: name,
          to: { page: 'item', id },
          text: scope.kind === 'all' ? told.ofBranch(branch.prefix, text) : text,
        },
      ]
    }),
  }
})

// The dispatch itself is the sender's; who receives knows the transfer by its reference.
const TRANSFER = `SELECT t.reference, f.prefix, o.prefix, d.id FROM transfer t
  JOIN branch f ON f.id = t.from_branch JOIN branch o ON o.id = t.to_branch
  LEFT JOIN document d ON d.position = t.dispatch WHERE t.dispatch = ?1`

/** Dispatched days ago, and part of it neither received nor settled. One transfer is seen at both ends. */
export const overdueTransfers: NeedRow = {
  kind: 'overdue_transfers',
  weight: 'warn',
  read({ scope, reader, formats, now, facts }) {
    const open = facts.counts.onTheRoad()
    if (open === undefined) return 'counting'
    const late = open
      .filter(({ from, to }) => sees(scope, from) || sees(scope, to))
      .filter(({ at }) => at < now - TRANSFER_LATE_AFTER_MS)
      .toSorted((one, other) => one.at - other.at)
    if (late.length === 0) return undefined
    const told = words.adminNeeds.overdueTransfers
    return {
      title: told.title(formats.count(late.length)),
      count: late.length,
      oldestAt: late[0]?.at,
      details: late.slice(0, NAMED).flatMap(({ dispatch, at }): NeedDetail[] => {
        const [reference, from, to, id] = reader.get(TRANSFER, dispatch) ?? []
        if (reference === undefined) return []
        const text = told.detail(String(from), String(to), formats.age(now - at))
        const isOurs = typeof id === 'string'
        return [
          {
            subject: String(reference),
            text,
            ...(isOurs ? { to: { page: 'document', id: id as DocumentId } } : {}),
          },
        ]
      }),
    }
  },
}

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`

function namesOf({ reader }: NeedParts, items: readonly number[]): NeedDetail[] {
  return items.slice(0, NAMED).flatMap((item): NeedDetail[] => {
    const row = reader.get(ITEM, item)
    if (row === undefined) return []
    const { id, name }: ItemLabel = toItemLabel(row)
    return [{ subject: name, to: { page: 'item', id } }]
  })
}
