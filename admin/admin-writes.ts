import type { Central } from '../core/database/central.ts'
import { writeItems, type ItemWrites } from '../core/items/item-writes.ts'
import { setSalesOrderState } from '../core/orders/create-sales-order.ts'
import type { PinFailures } from '../core/outbox/pin-failures.ts'
import { writeBranches, type BranchWrites } from '../core/branches/branch-writes.ts'
import { writeCompany, type CompanyWrites } from '../core/company/company-writes.ts'
import { writePartners, type PartnerWrites } from '../core/partners/partner-writes.ts'
import { writePeople, type PeopleWrites } from '../core/people/write-people.ts'
import { writeReasons, type ReasonWrites } from '../core/reasons/reason-writes.ts'
import { writeStations, type StationWrites } from '../core/stations/station-writes.ts'
import { writeTokens, type TokenWrites } from '../core/tokens/make-token.ts'
import { writeNotes, type NoteWrites } from '../core/stations/settle-notes.ts'

/** What the admin app writes to central beside documents: master data, each write atomic. A new noun is a row here. */
export interface AdminWrites {
  /** Opens a sales order again, or closes it. */
  readonly setOrderState: (order: number, state: 'open' | 'closed') => Promise<void>
  /** Who people are, and what opens a station for them. */
  readonly people: PeopleWrites
  /** Customers and suppliers. */
  readonly partners: PartnerWrites
  /** What the company is called, and its scale labels. */
  readonly company: CompanyWrites
  /** Enrolling and retiring stations, and their tiles. */
  readonly stationWrites: StationWrites
  /** Opening and closing branches, and what they work by. */
  readonly branches: BranchWrites
  /** Why things are written off, found or returned. */
  readonly reasons: ReasonWrites
  /** What items are called, scanned by, bought for and ordered again at. */
  readonly items: ItemWrites
  /** By what other systems work with the books. */
  readonly tokens: TokenWrites
  /** What stations told: unknown codes, attached barcodes. */
  readonly notes: NoteWrites
}

export interface WritingParts {
  readonly central: Central
  /** The secret that PINs are verified with. */
  readonly pepper: string
  readonly outbox: { readonly pinFailures: PinFailures }
}

export function createAdminWrites({ central, pepper, outbox }: WritingParts): AdminWrites {
  return {
    setOrderState: (order, state) => setSalesOrderState(central, order, state),
    people: writePeople({ central, pepper, outbox }),
    partners: writePartners(central),
    reasons: writeReasons(central),
    branches: writeBranches(central),
    stationWrites: writeStations(central),
    company: writeCompany(central),
    items: writeItems(central),
    tokens: writeTokens(central),
    notes: writeNotes(central),
  }
}
