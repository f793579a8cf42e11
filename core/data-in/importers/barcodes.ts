import { catalogued } from '../../database/catalogue.ts'
import { readItemBarcode, readScalePatterns } from '../../barcodes/item-barcode.ts'
import { barcodeStatement } from '../../items/item-statements.ts'
import { adminData } from '../../words/en/admin-data.ts'
import { codeKey, mayChange, readItems, type KnownItem } from '../book-facts.ts'
import { amount, itemCode, required, text, type CellsOf } from '../cells.ts'
import { quantityText } from '../amount-text.ts'
import { changesOf } from '../changes.ts'
import { importer, Tally, type CheckContext, type Row } from '../importer.ts'
import { readAmount } from '../item-amounts.ts'
import { problem } from '../problem.ts'

const columns = {
  barcode: required(text(80, { example: '6001234567899', aliases: ['ean', 'gtin', 'upc', 'code'] })),
  item: required(itemCode({ example: 'FLOUR-CAKE', aliases: ['itemcode', 'sku', 'productcode'] })),
  quantity: amount({ example: '12.5 kg', aliases: ['packquantity', 'packsize'] }),
  pack: text(30, { example: 'bag', aliases: ['packname'] }),
}
type BarcodeRow = Row<CellsOf<typeof columns>>

interface Stored {
  readonly item: number
  readonly quantity: number | null
  readonly packName: string | null
}

interface Known {
  readonly items: ReadonlyMap<string, KnownItem>
  readonly codes: ReadonlyMap<string, Stored>
  readonly codeOf: ReadonlyMap<number, string>
  readonly keyOf: (written: string) => ReturnType<typeof readItemBarcode>
}

/** Barcodes and packs: each means an item, and how much of it. One that is another item's is never moved. */
export const barcodes = importer('barcodes', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const items = readItems(context.reader)
    const scalePatterns = readScalePatterns(context.reader)
    const known: Known = {
      items,
      codes: readCodes(context),
      codeOf: new Map([...items.values()].map(({ id, code }) => [id, code])),
      keyOf: (written) =>
        readItemBarcode(written, { scalePatterns, today: new Date(context.now).toISOString().slice(0, 10) }),
    }
    for (const row of rows) checkRow(row, known, context, tally)
    return tally
  },
})

function checkRow({ line, cells }: BarcodeRow, known: Known, context: CheckContext, tally: Tally): void {
  if (/^\d[.,]\d+e\+?\d+$/i.test(cells.barcode))
    return tally.refuse(line, 'barcode', problem('shortened', cells.barcode))
  const read = known.keyOf(cells.barcode)
  if (!read.ok)
    return tally.refuse(
      line,
      'barcode',
      problem(read.reason === 'reserved' ? 'barcode_reserved' : 'barcode_unreadable'),
    )
  if (tally.isTwice(line, 'barcode', read.key)) return
  const item = known.items.get(codeKey(cells.item))
  if (item === undefined) return tally.refuse(line, 'item', problem('unknown_item', cells.item))
  const quantity = cells.quantity === undefined ? undefined : readAmount(cells.quantity, item)
  if (quantity?.ok === false) return tally.refuse(line, 'quantity', quantity.problem)
  if (quantity?.value === 0) return tally.refuse(line, 'quantity', problem('zero'))
  const before = known.codes.get(read.key)
  if (before !== undefined && before.item !== item.id)
    return tally.refuse(line, 'barcode', ofAnother(known.codeOf.get(before.item)))
  const after = {
    code: read.key,
    quantity: quantity?.value ?? before?.quantity ?? null,
    packName: cells.pack ?? before?.packName ?? null,
  }
  const title = adminData.itemTitle(read.key, item.code)
  const isMine = mayChange(context.authority, item.branch)
  if (before === undefined) {
    if (!isMine) return tally.refuse(line, 'item', problem('not_yours'))
    return tally.isNew(line, title, [sizeOf(after, item)], [barcodeStatement(item.code, after)])
  }
  const details = changesOf([
    ['quantity', sizeOf({ ...before, packName: null }, item), sizeOf({ ...after, packName: null }, item)],
    ['pack', before.packName ?? '', after.packName ?? ''],
  ])
  if (details.length > 0 && !isMine) return tally.refuse(line, 'item', problem('not_yours'))
  return tally.differs(line, title, details, [
    {
      sql: CHANGE,
      args: [after.code, after.quantity, after.packName],
    },
  ])
}

const CHANGE = catalogued(
  'barcode.imported',
  'UPDATE barcode SET quantity = ?2, pack_name = ?3 WHERE code = ?1',
  { by: 'offices' },
)

/** Whose it is, where that may be known. */
const ofAnother = (code: string | undefined) =>
  code === undefined ? problem('used_elsewhere', adminData.thisBarcode) : problem('barcode_of_another', code)

function sizeOf({ quantity, packName }: Omit<Stored, 'item'>, item: KnownItem): string {
  if (quantity === null) return item.isMeasured ? adminData.sizeAsked : adminData.sizeOne
  const { number, unit } = quantityText(quantity, item.unit)
  return [packName ?? '', adminData.quantityDetail(number, unit)].filter((part) => part !== '').join(' ')
}

function readCodes({ whole }: CheckContext): ReadonlyMap<string, Stored> {
  return new Map(
    whole
      .all('SELECT code, item, quantity, pack_name FROM barcode')
      .map(([code, item, quantity, packName]) => [
        String(code),
        {
          item: Number(item),
          quantity: typeof quantity === 'number' ? quantity : null,
          packName: typeof packName === 'string' ? packName : null,
        },
      ]),
  )
}
