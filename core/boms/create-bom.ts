import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { ItemId } from '../kernel/ids.ts'

export interface NewBom {
  /** The product, one per bill of materials. */
  readonly item: ItemId
  /** What the quantities below make, in base units of the product. */
  readonly output: number
  readonly lines: readonly { item: ItemId; quantity: number; backflush?: boolean }[]
}

const ADD = catalogued('bom.added', 'INSERT INTO bom (id, item, output_quantity) VALUES (?1, ?2, ?3)', {
  by: 'offices',
})
const ADD_LINE = catalogued(
  'bom.line-added',
  'INSERT INTO bom_line (bom, item, quantity, backflush) VALUES (?1, ?2, ?3, ?4)',
  { by: 'offices' },
)

/** Adds a bill of materials. Returns its id. */
export async function createBom(central: Central, bom: NewBom): Promise<number> {
  const rows = await central.all({ sql: 'SELECT coalesce(max(id), 0) + 1 FROM bom', args: [] })
  const id = Number(rows[0]?.[0])
  await writeMaster(central, [
    {
      sql: ADD,
      args: [id, bom.item, bom.output],
    },
    ...bom.lines.map(({ item, quantity, backflush }) => ({
      sql: ADD_LINE,
      args: [id, item, quantity, backflush === true ? 1 : 0],
    })),
  ])
  return id
}
