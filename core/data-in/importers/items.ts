import type { ItemKind } from '../../book/events.ts'
import {
  changeItemStatements,
  newItemStatements,
  retiringItemStatement,
  type ItemFacts,
} from '../../items/item-statements.ts'
import { ITEM_NAME_MAX } from '../../items/item-code.ts'
import { PICTURES, type PictureName } from '../../items/pictures.ts'
import { QUANTITY_MAX, type DisplayUnit } from '../../kernel/quantity.ts'
import { adminData } from '../../words/en/admin-data.ts'
import {
  branchesFor,
  codeKey,
  mayChange,
  readItems,
  readPartners,
  readTaken,
  type Branches,
  type KnownItem,
} from '../book-facts.ts'
import { amount, choice, count, itemCode, money, required, text, yesNo, type CellsOf } from '../cells.ts'
import { changesOf, yesOrNo } from '../changes.ts'
import { importer, Tally, type CheckContext, type Row } from '../importer.ts'
import { knownUnit, readAmount } from '../item-amounts.ts'
import { parsed, problem, refused, type Parsed } from '../problem.ts'
import { suppliersOf, type Suppliers } from '../suppliers.ts'

const KINDS: Readonly<Record<ItemKind, readonly string[]>> = {
  raw: ['raw material', 'rawmaterials', 'material', 'ingredient'],
  external: ['bought', 'purchased'],
  manufactured: ['made', 'produced', 'own'],
}
export const ITEM_KINDS = Object.keys(KINDS) as ItemKind[]
const pictures = Object.fromEntries(PICTURES.map((name) => [name, []])) as Record<PictureName, []>

const columns = {
  code: required(
    itemCode({ example: 'FLOUR-CAKE', aliases: ['itemcode', 'sku', 'productcode', 'materialcode'] }),
  ),
  name: text(ITEM_NAME_MAX, { example: 'Cake flour', aliases: ['itemname', 'productname', 'materialname'] }),
  kind: choice(KINDS, { example: 'raw', aliases: ['itemtype', 'type'] }),
  unit: text(20, { example: 'kg', aliases: ['displayunit', 'unitofmeasure', 'uom'] }),
  base_unit: choice({ g: ['gram'], ml: [], each: ['piece'] }, { example: '' }),
  units_per: count(1_000_000_000, { example: '' }),
  measured: yesNo({ example: 'yes' }),
  purchase_unit: text(30, { example: 'bag' }),
  purchase_quantity: amount({ example: '25 kg' }),
  picture: choice(pictures, { example: 'wheat' }),
  branch: text(6, { example: '', aliases: ['branchid', 'branchprefix'] }),
  retired: yesNo({ example: 'no' }),
  supplier: text(120, { example: 'Golden Mill' }),
  last_paid_price: money({ example: '14.50', aliases: ['lastpaid', 'lastprice'] }),
}
type Cells = CellsOf<typeof columns>
type ItemRow = Row<Cells>

interface Known {
  readonly items: ReadonlyMap<string, KnownItem>
  readonly taken: ReadonlySet<string>
  readonly branches: Branches
  readonly suppliers: Suppliers
  /** Items that lie, or lay, in more than one branch or in another than this one. */
  readonly isElsewhere: (item: KnownItem, branch: number) => boolean
}

/** Items by code: new ones are added, known ones changed where the table says otherwise. */
export const items = importer('items', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const { reader, whole } = context
    const known: Known = {
      items: readItems(reader),
      taken: readTaken(whole, 'SELECT code FROM item', codeKey),
      branches: branchesFor(context),
      suppliers: suppliersOf(readPartners(reader), context),
      isElsewhere: ({ id }, branch) =>
        whole.get(
          `SELECT 1 FROM location l JOIN stock_balance b ON b.location = l.id AND b.item = ?1
           WHERE l.branch <> ?2 LIMIT 1`,
          id,
          branch,
        ) !== undefined,
    }
    for (const row of rows) checkRow(row, known, context, tally)
    return tally
  },
})

function checkRow(row: ItemRow, known: Known, context: CheckContext, tally: Tally): void {
  const { line, cells } = row
  if (tally.isTwice(line, 'code', codeKey(cells.code))) return
  const before = known.items.get(codeKey(cells.code))
  if (before === undefined && known.taken.has(codeKey(cells.code)))
    return tally.refuse(line, 'code', problem('used_elsewhere', cells.code))
  const facts = factsOf(cells, before, known, context)
  if (!facts.ok) return tally.refuse(line, facts.column, facts.problem)
  const isRetired = cells.retired ?? before?.isRetired ?? false
  const price = known.suppliers.lastPaid(row, { ...facts.value, id: before?.id })
  if (!price.ok) return tally.refuse(line, price.column, price.problem)
  if (price.note !== undefined) tally.note(line, price.note)
  const title = adminData.itemTitle(facts.value.name, facts.value.code)
  const retiring = retiringItemStatement(facts.value.code, isRetired)
  if (before === undefined) {
    const added = newItemStatements({ ...facts.value, barcodes: [] })
    const statements = [...added, ...(isRetired ? [retiring] : []), ...price.statements]
    return tally.isNew(line, title, price.details, statements)
  }
  const changed = differences(before, facts.value, isRetired, known.branches)
  const itemStatements =
    changed.length === 0 ? [] : [...changeItemStatements(before.id, facts.value), retiring]
  if (changed.length > 0 && !mayChange(context.authority, before.branch))
    return tally.refuse(line, '', problem('not_yours'))
  return tally.differs(line, title, [...changed, ...price.details], [...itemStatements, ...price.statements])
}

type ReadFacts =
  | { readonly ok: true; readonly value: ItemFacts }
  | { readonly ok: false; readonly column: keyof Cells; readonly problem: ReturnType<typeof problem> }

/** What the item is after this row: what the row says, what it was, or what a new one is. */
function factsOf(
  cells: Cells,
  before: KnownItem | undefined,
  { branches, isElsewhere }: Known,
  { defaultKind }: CheckContext,
): ReadFacts {
  const no = (column: keyof Cells, found: ReturnType<typeof problem>): ReadFacts => ({
    ok: false,
    column,
    problem: found,
  })
  const name = cells.name ?? before?.name
  if (name === undefined) return no('name', problem('required', 'name'))
  const kind = cells.kind ?? before?.kind ?? ITEM_KINDS.find((known) => known === defaultKind)
  if (kind === undefined) return no('kind', problem('required', 'kind'))
  const unit = unitOf(cells, before)
  if (!unit.ok) return no('unit', unit.problem)
  if (before?.isFixed === true && kind !== before.kind) return no('kind', problem('fixed', 'The kind'))
  if (before?.isFixed === true && !isSameUnit(unit.value, before.unit))
    return no('unit', problem('fixed', 'The unit'))
  const branch =
    cells.branch === undefined && before !== undefined ? parsed(before.branch) : branches.read(cells.branch)
  if (!branch.ok) return no('branch', branch.problem)
  if (before && branch.value !== null && branch.value !== before.branch && isElsewhere(before, branch.value))
    return no('branch', problem('elsewhere'))
  const purchase = purchaseOf(cells, before, unit.value)
  if (!purchase.ok) return no('purchase_quantity', purchase.problem)
  return {
    ok: true,
    value: {
      code: before?.code ?? cells.code,
      name,
      kind,
      unit: unit.value,
      isMeasured: cells.measured ?? before?.isMeasured ?? unit.value.base !== 'each',
      branch: branch.value,
      purchase: purchase.value,
      picture: cells.picture ?? (before?.picture as PictureName | null | undefined) ?? null,
    },
  }
}

function unitOf(
  { unit, base_unit: base, units_per: factor }: Cells,
  before: KnownItem | undefined,
): Parsed<DisplayUnit> {
  if (unit === undefined)
    return before === undefined ? refused(problem('required', 'unit')) : parsed(before.unit)
  if (base !== undefined && factor !== undefined)
    return factor === 0 ? refused(problem('zero')) : parsed({ base, name: unit, factor })
  if (before !== undefined && unit === before.unit.name) return parsed(before.unit)
  const known = knownUnit(unit)
  return known === undefined ? refused(problem('unit_needed', unit)) : parsed(known)
}

const isSameUnit = (one: DisplayUnit, other: DisplayUnit): boolean =>
  one.base === other.base && one.name === other.name && one.factor === other.factor

function purchaseOf(
  { purchase_unit: unit, purchase_quantity: written }: Cells,
  before: KnownItem | undefined,
  displayUnit: DisplayUnit,
): Parsed<KnownItem['purchase']> {
  if (unit === undefined && written === undefined) return parsed(before?.purchase ?? null)
  const name = unit ?? before?.purchase?.unit
  if (name === undefined || written === undefined)
    return refused(problem('both_or_neither', 'purchase_unit', 'purchase_quantity'))
  const quantity = readAmount(written, { unit: displayUnit })
  if (!quantity.ok) return quantity
  if (quantity.value === 0) return refused(problem('zero'))
  return quantity.value > QUANTITY_MAX
    ? refused(problem('too_much'))
    : parsed({ unit: name, quantity: quantity.value })
}

function differences(
  before: KnownItem,
  after: ItemFacts,
  isRetired: boolean,
  { prefixOf }: Branches,
): string[] {
  const unit = ({ base, name, factor }: DisplayUnit) => adminData.unitDetail(name, factor, base)
  const purchase = (bought: KnownItem['purchase'] | undefined) =>
    bought === null || bought === undefined
      ? ''
      : adminData.unitDetail(bought.unit, bought.quantity, after.unit.base)
  return changesOf([
    ['name', before.name, after.name],
    ['kind', before.kind, after.kind],
    ['unit', unit(before.unit), unit(after.unit)],
    ['measured', yesOrNo(before.isMeasured), yesOrNo(after.isMeasured)],
    ['branch', prefixOf(before.branch), prefixOf(after.branch ?? null)],
    ['purchase_unit', purchase(before.purchase), purchase(after.purchase)],
    ['picture', before.picture ?? '', after.picture ?? ''],
    ['retired', yesOrNo(before.isRetired), yesOrNo(isRetired)],
  ])
}
