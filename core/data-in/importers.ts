import { IMPORT_NAMES, type Authority, type Importer, type ImportName } from './importer.ts'
import { barcodes } from './importers/barcodes.ts'
import { boms } from './importers/boms.ts'
import { branches } from './importers/branches.ts'
import { items } from './importers/items.ts'
import { oldBooks } from './importers/old-books.ts'
import { openingStock } from './importers/opening-stock.ts'
import { partners } from './importers/partners.ts'
import { people } from './importers/people.ts'
import { reasons } from './importers/reasons.ts'
import { reorderPoints } from './importers/reorder-points.ts'
import { supplierPrices } from './importers/supplier-prices.ts'

/** Everything that can be imported. A new kind of table is a row here. */
export const IMPORTERS: Readonly<Record<ImportName, Importer>> = {
  branches,
  reasons,
  people,
  partners,
  items,
  barcodes,
  boms,
  'supplier-prices': supplierPrices,
  'reorder-points': reorderPoints,
  'old-books': oldBooks,
  'opening-stock': openingStock,
}

/** What somebody may import: super admins everything, a manager what one branch can have of its own. */
export function importersFor({ branch }: Authority): Importer[] {
  return IMPORT_NAMES.map((name) => IMPORTERS[name]).filter(
    ({ isCompanyWide }) => branch === null || !isCompanyWide,
  )
}

export function importerFor(name: string, authority: Authority): Importer | undefined {
  return importersFor(authority).find((importer) => importer.name === name)
}
