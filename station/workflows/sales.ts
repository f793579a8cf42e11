import { placeOf } from '../../core/branches/places.ts'
import type { LocationId } from '../../core/kernel/ids.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import { findOpenOrder } from '../../core/orders/read-open-orders.ts'
import { draftLines, shareLines, type Workflow } from './workflow.ts'

/** Goods leave the shop for an open sales order: retail → customer, at cost. */
export const sales: Workflow = {
  name: 'sales',
  openContext(reader, branch, id) {
    const order = findOpenOrder(reader, branch.id, id)
    if (order === undefined) return undefined
    const { partner, number, dueOn } = order
    const places = {
      retail: placeOf(reader, branch.id, 'retail'),
      customer: placeOf(reader, branch.id, 'customer'),
    }
    return { kind: 'sales_order', id, partner, number, dueOn, places }
  },
  resolve(resolver, what, context) {
    invariant(context.kind === 'sales_order', 'sales are for an order')
    return resolver.onOrder(what, { retail: context.places.retail as LocationId, salesOrder: context.id })
  },
  takes: (kind) => kind !== 'raw',
  draft(work, { branch, acceptedAt, acceptedBy }) {
    const { context } = work
    invariant(context.kind === 'sales_order', 'sales are for an order')
    const ends = { from: context.places.retail, to: context.places.customer }
    return {
      id: work.documentId,
      event: 'sale',
      branch,
      acceptedAt,
      acceptedBy,
      salesOrder: context.id,
      lines: draftLines(work, (line) => shareLines(line, acceptedBy, ends)),
    }
  },
}
