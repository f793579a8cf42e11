import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { ItemId } from '../kernel/ids.ts'
import { newItemStatements, type NewItem } from './item-statements.ts'

export type { NewItem } from './item-statements.ts'

/** Adds items with their barcodes, all or nothing. Returns their ids in the same order. */
export async function createItems(central: Central, items: readonly NewItem[]): Promise<ItemId[]> {
  const statements = items.map(newItemStatements)
  const answers = await writeMaster(central, statements.flat())
  let next = 0
  return statements.map(({ length }) => {
    const [row] = answers[next] ?? []
    next += length
    return Number(row?.[0]) as ItemId
  })
}
