import { backupLate } from './backup-late.ts'
import { booksNotRight } from './books-not-right.ts'
import {
  belowReorderPoint,
  itemsWithoutBarcode,
  itemsWithoutStock,
  overdueTransfers,
} from './counted-rows.ts'
import { clockInDoubt } from './clock-in-doubt.ts'
import { diskFull, diskNearlyFull } from './disk-room.ts'
import { failingWebhooks } from './failing-webhooks.ts'
import { missingNumbers } from './missing-numbers.ts'
import type { Need, NeedParts, NeedRow } from './need.ts'
import { overdueOrders, overdueRuns } from './overdue.ts'
import { refusedDocuments, sentForApproval } from './refused-documents.ts'
import { silentStations } from './silent-stations.ts'
import { clocksOff, disksNearlyFull, lostNumbers, otherReleases } from './station-contacts.ts'
import { unknownBarcodes } from './unknown-barcodes.ts'
import { unseenRemarks } from './unseen-remarks.ts'
import { waitingDocuments } from './waiting-documents.ts'

/** Everything that can wait for a person, the gravest first. A new kind is a row here and a word in the catalogue. */
export const NEEDS: readonly NeedRow[] = [
  booksNotRight,
  diskFull,
  missingNumbers,
  lostNumbers,
  clockInDoubt,
  backupLate,
  refusedDocuments,
  sentForApproval,
  waitingDocuments,
  diskNearlyFull,
  disksNearlyFull,
  silentStations,
  otherReleases,
  clocksOff,
  failingWebhooks,
  overdueRuns,
  overdueOrders,
  overdueTransfers,
  belowReorderPoint,
  itemsWithoutStock,
  itemsWithoutBarcode,
  unknownBarcodes,
  unseenRemarks,
]

/** What waits for a person of this scope, and whether something is still being counted for the first time. */
export function readNeeds(
  parts: NeedParts,
  rows: readonly NeedRow[] = NEEDS,
): { readonly needs: readonly Need[]; readonly isCounting: boolean } {
  const found = rows.map((row) => ({ kind: row.kind, weight: row.weight, found: row.read(parts) }))
  return {
    needs: found.flatMap(({ kind, weight, found: need }) =>
      need === undefined || need === 'counting' ? [] : [{ kind, weight, ...need }],
    ),
    isCounting: found.some(({ found: need }) => need === 'counting'),
  }
}
