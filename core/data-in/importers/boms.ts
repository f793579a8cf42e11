import { catalogued, type Write } from '../../database/catalogue.ts'
import { newItemStatements } from '../../items/item-statements.ts'
import type { ItemId } from '../../kernel/ids.ts'
import { adminData } from '../../words/en/admin-data.ts'
import { codeKey, mayChange, readItems, readTaken, type KnownItem } from '../book-facts.ts'
import { amount, itemCode, required, text, yesNo, type CellsOf } from '../cells.ts'
import { quantityText } from '../amount-text.ts'
import { importer, Tally, type CheckContext, type Row } from '../importer.ts'
import { knownUnit, readAmount } from '../item-amounts.ts'
import { parsed, problem, refused, type Parsed, type Problem } from '../problem.ts'

const columns = {
  product: required(itemCode({ example: 'BREAD-WHITE', aliases: ['productcode', 'item'] })),
  product_name: text(120, { example: 'White bread', aliases: ['productname'] }),
  output: required(amount({ example: '100 each', aliases: ['outputquantity', 'makes', 'yield'] })),
  ingredient: required(
    itemCode({ example: 'FLOUR-CAKE', aliases: ['material', 'materialcode', 'component'] }),
  ),
  quantity: required(amount({ example: '50 kg', aliases: ['qty'] })),
  backflush: yesNo({ example: 'no' }),
}
type BomRow = Row<CellsOf<typeof columns>>

interface Line {
  readonly quantity: number
  readonly backflush: boolean
}
interface Recipe {
  readonly output: number
  readonly lines: ReadonlyMap<ItemId, Line>
}
type Product = Pick<KnownItem, 'code' | 'name' | 'unit' | 'branch'> & { readonly id: ItemId | undefined }

interface Known {
  readonly items: ReadonlyMap<string, KnownItem>
  readonly byId: ReadonlyMap<ItemId, KnownItem>
  readonly taken: ReadonlySet<string>
  readonly recipes: ReadonlyMap<ItemId, Recipe>
}

/**
 * Recipes: a row for each ingredient, the product and what it makes in every one. A recipe is taken whole or not at
 * all. Ingredients that the table does not name stay: an import takes nothing out, and says so.
 */
export const boms = importer('boms', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const items = readItems(context.reader)
    const known: Known = {
      items,
      byId: new Map([...items.values()].map((item) => [item.id, item])),
      taken: readTaken(context.whole, 'SELECT code FROM item', codeKey),
      recipes: readRecipes(context),
    }
    for (const group of groupsOf(rows).values()) checkRecipe(group, known, context, tally)
    return tally
  },
})

function groupsOf(rows: readonly BomRow[]): Map<string, BomRow[]> {
  const groups = new Map<string, BomRow[]>()
  for (const row of rows) {
    const key = codeKey(row.cells.product)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

function checkRecipe(rows: readonly BomRow[], known: Known, context: CheckContext, tally: Tally): void {
  const [first] = rows
  if (first === undefined) return
  const product = productOf(first, known, context)
  if (!product.ok) return tally.refuse(first.line, 'product', product.problem)
  const output = readAmount(first.cells.output, product.value)
  if (!output.ok) return tally.refuse(first.line, 'output', output.problem)
  if (output.value === 0) return tally.refuse(first.line, 'output', problem('zero'))
  const before = tally.problems.length
  const read = rows.map((row) =>
    readLine(row, { first, product: product.value, output: output.value }, known, tally),
  )
  const bad = tally.problems[before]
  if (bad !== undefined) {
    // The others of the recipe are right and are not taken all the same.
    for (const [index, { line }] of rows.entries())
      if (read[index] !== undefined) tally.refuse(line, '', problem('other_rows', String(bad.line)))
    return
  }
  const lines = read.flatMap((line) => (line === undefined ? [] : [line]))
  compare({ product: product.value, output: output.value, lines, known, context, tally })
}

/** An item in sight, or a new one: a recipe may name a product that is not there yet. */
function productOf(
  { cells: { product: code, product_name: name, output } }: BomRow,
  { items, taken }: Known,
  { authority }: CheckContext,
): Parsed<Product> {
  const item = items.get(codeKey(code))
  if (item !== undefined)
    return item.kind === 'manufactured' ? parsed(item) : refused(problem('no_such_product', item.code))
  if (taken.has(codeKey(code))) return refused(problem('used_elsewhere', code))
  const unit = knownUnit(output.unit === '' ? 'each' : output.unit)
  return unit === undefined
    ? refused(problem('unit_needed', output.unit))
    : parsed({ id: undefined, code, name: name ?? code, unit, branch: authority.branch })
}

interface ReadLine {
  readonly row: BomRow
  readonly ingredient: KnownItem
  readonly line: Line
}

function readLine(
  row: BomRow,
  recipe: { readonly first: BomRow; readonly product: Product; readonly output: number },
  { items }: Known,
  tally: Tally,
): ReadLine | undefined {
  const { line, cells } = row
  const { first, product, output } = recipe
  const refuse = (column: string, found: Problem): undefined => {
    tally.refuse(line, column, found)
    return undefined
  }
  const own = readAmount(cells.output, product)
  if (!own.ok || own.value !== output) return refuse('output', problem('output_differs', String(first.line)))
  if (tally.isTwice(line, 'ingredient', `${codeKey(cells.product)}\n${codeKey(cells.ingredient)}`))
    return undefined
  const ingredient = items.get(codeKey(cells.ingredient))
  if (ingredient === undefined) return refuse('ingredient', problem('unknown_item', cells.ingredient))
  if (ingredient.id === product.id) return refuse('ingredient', problem('in_itself'))
  const quantity = readAmount(cells.quantity, ingredient)
  if (!quantity.ok) return refuse('quantity', quantity.problem)
  if (quantity.value === 0) return refuse('quantity', problem('zero'))
  return { row, ingredient, line: { quantity: quantity.value, backflush: cells.backflush ?? false } }
}

interface Compared {
  readonly product: Product
  readonly output: number
  readonly lines: readonly ReadLine[]
  readonly known: Known
  readonly context: CheckContext
  readonly tally: Tally
}

function compare({ product, output, lines, known, context, tally }: Compared): void {
  const [head, ...rest] = lines
  if (head === undefined) return
  const before = product.id === undefined ? undefined : known.recipes.get(product.id)
  const title = adminData.recipeTitle(product.name)
  const outputDetail =
    before?.output === output ? [] : [ingredientDetail('output', before?.output, output, product)]
  const details = lines.map(({ ingredient, line }) => {
    const was = before?.lines.get(ingredient.id)
    return was !== undefined && was.quantity === line.quantity && was.backflush === line.backflush
      ? []
      : [
          adminData.ingredientDetail(
            ingredient.name,
            was === undefined ? '' : said(was, ingredient),
            said(line, ingredient),
          ),
        ]
  })
  const isDifferent = outputDetail.length > 0 || details.some((detail) => detail.length > 0)
  if (isDifferent && !mayChange(context.authority, product.branch))
    return tally.refuse(head.row.line, 'product', problem('not_yours'))
  noteStaying(before, head.row.line, lines, known, tally)
  const statements = isDifferent ? statementsOf(product, output, lines) : []
  const tell = (line: number, said: readonly string[], own: readonly Write[]): void =>
    before === undefined ? tally.isNew(line, title, said, own) : tally.differs(line, title, said, own)
  const creates = product.id === undefined ? [adminData.productToCome(product.name)] : []
  tell(head.row.line, [...creates, ...outputDetail, ...(details[0] ?? [])], [])
  tally.statements.push(...statements)
  for (const [index, { row }] of rest.entries()) tell(row.line, details[index + 1] ?? [], [])
}

function noteStaying(
  before: Recipe | undefined,
  line: number,
  lines: readonly ReadLine[],
  { byId }: Known,
  tally: Tally,
): void {
  const named = new Set(lines.map(({ ingredient }) => ingredient.id))
  const staying = [...(before?.lines.keys() ?? [])].filter((item) => !named.has(item))
  if (staying.length === 0) return
  const names = staying.map((item) => byId.get(item)?.name ?? '').filter((name) => name !== '')
  tally.note(line, adminData.notes.staysInRecipe(names.join(', ')))
}

function said({ quantity, backflush }: Line, { unit }: KnownItem): string {
  const written = quantityText(quantity, unit)
  return adminData.recipeDetail(adminData.quantityDetail(written.number, written.unit), backflush)
}

function ingredientDetail(
  name: string,
  before: number | undefined,
  after: number,
  { unit }: Product,
): string {
  const text = (quantity: number) => {
    const written = quantityText(quantity, unit)
    return adminData.quantityDetail(written.number, written.unit)
  }
  return adminData.ingredientDetail(name, before === undefined ? '' : text(before), text(after))
}

const SET = catalogued(
  'bom.imported',
  `INSERT INTO bom (item, output_quantity) SELECT id, ?2 FROM item WHERE code = ?1
  ON CONFLICT (item) DO UPDATE SET output_quantity = excluded.output_quantity`,
  { by: 'offices' },
)
const SET_LINE = catalogued(
  'bom.line-imported',
  `INSERT INTO bom_line (bom, item, quantity, backflush)
  SELECT b.id, ?2, ?3, ?4 FROM bom b JOIN item i ON i.id = b.item WHERE i.code = ?1
  ON CONFLICT (bom, item) DO UPDATE SET quantity = excluded.quantity, backflush = excluded.backflush`,
  { by: 'offices' },
)

/** By the codes of product and ingredients: both may be new in this batch. */
function statementsOf(product: Product, output: number, lines: readonly ReadLine[]): Write[] {
  const { code, name, unit, branch } = product
  const item = {
    code,
    name,
    kind: 'manufactured',
    unit,
    isMeasured: unit.base !== 'each',
    branch,
    barcodes: [],
  } as const
  return [
    ...(product.id === undefined ? newItemStatements(item) : []),
    {
      sql: SET,
      args: [code, output],
    },
    ...lines.map(({ ingredient, line }) => ({
      sql: SET_LINE,
      args: [code, ingredient.id, line.quantity, line.backflush ? 1 : 0],
    })),
  ]
}

function readRecipes({ reader }: CheckContext): Map<ItemId, Recipe> {
  const recipes = new Map<ItemId, Recipe & { readonly lines: Map<ItemId, Line> }>()
  for (const [item, output] of reader.all('SELECT item, output_quantity FROM bom'))
    recipes.set(Number(item) as ItemId, { output: Number(output), lines: new Map() })
  const lines = 'SELECT b.item, l.item, l.quantity, l.backflush FROM bom_line l JOIN bom b ON b.id = l.bom'
  for (const [product, item, quantity, backflush] of reader.all(lines))
    recipes
      .get(Number(product) as ItemId)
      ?.lines.set(Number(item) as ItemId, { quantity: Number(quantity), backflush: backflush === 1 })
  return recipes
}
