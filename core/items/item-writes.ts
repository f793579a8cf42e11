import { catalogued, type Write } from '../database/catalogue.ts'
import { BookRefusal, CentralUnavailable, OutcomeUnknown, type Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { writeNotes, type NewBarcode } from '../stations/settle-notes.ts'
import {
  changeItemStatements,
  newItemStatements,
  reorderPointStatement,
  supplierPriceStatement,
  type ItemFacts,
  type NewItem,
  type SupplierPrice,
} from './item-statements.ts'

/**
 * Why an item was not written. `code_taken`: another item has this code. `barcode_taken`: another item has one of its
 * barcodes. `fixed`: its kind and units are, since its first posted move. `elsewhere`: another branch has had it, so it
 * cannot become one branch's own.
 */
export type ItemProblem = 'code_taken' | 'barcode_taken' | 'fixed' | 'elsewhere'

/**
 * Every write about items: to central, each one atomic. Who may do it is the caller's question. Many at once (an
 * import) take the statements of item-statements.ts into one batch of their own.
 */
export interface ItemWrites {
  add(item: NewItem): Promise<ItemId | ItemProblem>
  /** Undefined: it is written. */
  change(item: ItemId, facts: ItemFacts): Promise<ItemProblem | undefined>
  /** Out of use, or in use again. What is there of it stays. */
  retire(item: ItemId, isRetired: boolean): Promise<void>
  /** With this every unknown scan of the code is seen to. 'taken': it is an item's already. */
  addBarcode(barcode: NewBarcode): Promise<'attached' | 'taken'>
  /** Only while it is this item's. What was scanned with it stays booked. */
  removeBarcode(item: ItemId, code: string): Promise<void>
  /** null: the branch has none. */
  setReorderPoint(branch: BranchId, item: ItemId, quantity: number | null): Promise<void>
  setSupplierPrice(price: SupplierPrice): Promise<void>
  removeSupplierPrice(partner: number, item: ItemId): Promise<void>
}

const RETIRE = catalogued('item.retired', 'UPDATE item SET is_retired = ?2 WHERE id = ?1', { by: 'offices' })
const REMOVE_BARCODE = catalogued(
  'item.barcode-removed',
  'DELETE FROM barcode WHERE code = ?2 AND item = ?1',
  { by: 'offices' },
)
const REMOVE_PRICE = catalogued(
  'supplier-price.removed',
  'DELETE FROM supplier_price WHERE partner = ?1 AND item = ?2',
  { by: 'offices' },
)

export function writeItems(central: Central): ItemWrites {
  const write = async (...statements: Write[]): Promise<void> => {
    await writeMaster(central, statements)
  }
  return {
    add: (item) => addItem(central, item),
    change: (item, facts) => changeItem(central, item, facts),
    retire: (item, isRetired) => write({ sql: RETIRE, args: [item, isRetired ? 1 : 0] }),
    addBarcode: (barcode) => writeNotes(central).attach(barcode),
    removeBarcode: (item, code) => write({ sql: REMOVE_BARCODE, args: [item, code] }),
    setReorderPoint: (branch, item, quantity) => write(reorderPointStatement(branch, item, quantity)),
    setSupplierPrice: (price) => write(supplierPriceStatement(price)),
    removeSupplierPrice: (partner, item) => write({ sql: REMOVE_PRICE, args: [partner, item] }),
  }
}

async function addItem(central: Central, item: NewItem): Promise<ItemId | ItemProblem> {
  const findProblem = () => findTaken(central, { id: 0 as ItemId, ...item })
  const added = await unlessTaken(findProblem, () => writeMaster(central, newItemStatements(item)))
  return typeof added === 'string' ? added : (Number(added[0]?.[0]?.[0]) as ItemId)
}

async function changeItem(central: Central, id: ItemId, facts: ItemFacts): Promise<ItemProblem | undefined> {
  const findProblem = async () =>
    (await isFixedOtherwise(central, id, facts))
      ? 'fixed'
      : await findTaken(central, { id, code: facts.code, barcodes: [] })
  try {
    const written = await unlessTaken(findProblem, () =>
      writeMaster(central, changeItemStatements(id, facts)),
    )
    return typeof written === 'string' ? written : undefined
  } catch (error) {
    const problem = error instanceof BookRefusal ? PROBLEM_OF_REFUSAL[error.code] : undefined
    if (problem === undefined) throw error
    return problem
  }
}

/** What the book's own guards say no to. */
const PROBLEM_OF_REFUSAL: Readonly<Record<string, ItemProblem>> = {
  E_KIND_FIXED: 'fixed',
  E_ITEM_ELSEWHERE: 'elsewhere',
}

/**
 * Asks before the write, and again where it failed: somebody else may have been faster in between. Not where it may
 * have been written all the same: what is found then would be this very item.
 */
async function unlessTaken<Written>(
  findProblem: () => Promise<ItemProblem | undefined>,
  write: () => Promise<Written>,
): Promise<Written | ItemProblem> {
  const before = await findProblem()
  if (before !== undefined) return before
  try {
    return await write()
  } catch (error) {
    const isKnown = error instanceof CentralUnavailable && !(error instanceof OutcomeUnknown)
    const since = isKnown ? await findProblem() : undefined
    if (since === undefined) throw error
    return since
  }
}

async function findTaken(
  central: Central,
  { id, code, barcodes }: Pick<NewItem, 'code' | 'barcodes'> & { readonly id: ItemId },
): Promise<ItemProblem | undefined> {
  const codes = await central.all({
    sql: 'SELECT 1 FROM item WHERE code = ?1 AND id <> ?2',
    args: [code, id],
  })
  if (codes.length > 0) return 'code_taken'
  const scanned = JSON.stringify(barcodes.map((barcode) => barcode.code))
  const taken = await central.all({
    sql: 'SELECT 1 FROM barcode WHERE code IN (SELECT value FROM json_each(?1)) LIMIT 1',
    args: [scanned],
  })
  return taken.length > 0 ? 'barcode_taken' : undefined
}

/** The display unit is fixed with the base unit: orders hold prices for one of it. */
async function isFixedOtherwise(central: Central, id: ItemId, { kind, unit }: ItemFacts): Promise<boolean> {
  const rows = await central.all({
    sql: `SELECT 1 FROM item WHERE id = ?1 AND first_move IS NOT NULL
      AND (kind, base_unit, display_unit, display_factor) IS NOT (?2, ?3, ?4, ?5)`,
    args: [id, kind, unit.base, unit.name, unit.factor],
  })
  return rows.length > 0
}
