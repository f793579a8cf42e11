import type { NeedTarget } from '../../core/needs/need.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { links, routes } from '../paths.ts'

/** Where somebody sees to a kind of need. One without a page of its own says all there is to say. */
const PAGE_OF_KIND: Readonly<Record<string, string>> = {
  refused_documents: links.refusals(),
  sent_for_approval: links.refusals(),
  backup_late: routes.backups,
  lost_numbers: `${links.stations()}#lost`,
  silent_stations: links.stations(),
  other_releases: links.stations(),
  clocks_off: links.stations(),
  disks_nearly_full: links.stations(),
  failing_webhooks: routes.webhooks,
  overdue_runs: links.runs({ state: 'overdue' }),
  overdue_orders: links.orders({ state: 'overdue' }),
  below_reorder_point: links.items({ only: 'below_reorder_point' }),
  items_without_barcode: links.items({ only: 'items_without_barcode' }),
  items_without_stock: links.items({ only: 'items_without_stock' }),
  unknown_barcodes: routes.scans,
  unseen_remarks: links.remarks(),
}

export function pageOfKind(kind: string): string | undefined {
  return PAGE_OF_KIND[kind]
}

/** The page about one thing that a need names. */
export function pageOfTarget(target: NeedTarget): string {
  switch (target.page) {
    case 'refusal':
      return links.refusal(target.id)
    case 'document':
      return links.document(target.id)
    case 'order':
      return links.order(target.id)
    case 'run':
      return links.run(target.id)
    case 'station':
      return links.station(target.id)
    case 'backups':
      return routes.backups
    case 'item':
      return links.item(target.id as ItemId)
  }
}
