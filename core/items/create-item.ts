import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { ItemKind } from '../book/events.ts'
import type { ItemId } from '../kernel/ids.ts'
import type { DisplayUnit } from '../kernel/quantity.ts'

export interface NewItem {
  readonly code: string
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
  /** Sold or used by weight or measure: a scan without a quantity asks for one. */
  readonly isMeasured: boolean
  /** Normalised codes (see barcodes/parse-scan.ts); a pack says how many base units it holds. */
  readonly barcodes: readonly { code: string; quantity?: number; packName?: string }[]
}

/** Adds items with their barcodes, all or nothing. Returns their ids in the same order. */
export async function createItems(central: Central, items: readonly NewItem[]): Promise<ItemId[]> {
  const rows = await central.all({ sql: 'SELECT coalesce(max(id), 0) FROM item', args: [] })
  const last = Number(rows[0]?.[0])
  const ids = items.map((_, index) => (last + index + 1) as ItemId)
  await writeMaster(
    central,
    items.flatMap(({ code, name, kind, unit, isMeasured, barcodes }, index) => [
      {
        sql: `INSERT INTO item (id, code, name, kind, base_unit, display_unit, display_factor, is_measured)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
        args: [ids[index] ?? null, code, name, kind, unit.base, unit.name, unit.factor, isMeasured ? 1 : 0],
      },
      ...barcodes.map((barcode) => ({
        sql: 'INSERT INTO barcode (code, item, quantity, pack_name) VALUES (?1, ?2, ?3, ?4)',
        args: [barcode.code, ids[index] ?? null, barcode.quantity ?? null, barcode.packName ?? null],
      })),
    ]),
  )
  return ids
}
