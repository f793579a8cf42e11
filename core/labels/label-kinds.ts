import { ownCode } from '../barcodes/own-codes.ts'
import type { Quantity } from '../kernel/quantity.ts'
import { words } from '../words/catalogue.ts'
import type { Formats } from '../words/format.ts'
import type { Gs1LabelField, Label, LabelLine, LabelSymbol } from './label.ts'
import type { LabelledBarcode, LabelledItem } from './read-labelled-items.ts'
import type { LabelKind } from './label-kind-names.ts'
import { gtinOf, symbolOfCode } from './symbol-of-code.ts'

/** What a label says, before it has a size. */
export type LabelContent = Omit<Label, 'size'>

/** What is written on a label beside what the books know of its item. */
export interface LabelDetails {
  /** The kind of place a shelf is in, and whose. */
  readonly place: string
  readonly lot: string | undefined
  /** The last day, YYYY-MM-DD. */
  readonly expiresOn: string | undefined
  /** How much is in what the label goes on, in base units of the item. */
  readonly quantity: Quantity | undefined
}

/** The labels of one item; none where it has nothing that such a label is about. */
type Make = (item: LabelledItem, details: LabelDetails, formats: Formats) => LabelContent[]

const { said } = words.adminLabels
const line = (role: LabelLine['role'], text: string): LabelLine => ({ role, text })

const LABEL_KINDS: Readonly<Record<LabelKind, Make>> = {
  /** What the item is, with the barcode it is scanned by. */
  item: (item) => [
    {
      lines: [line('name', item.name), line('fact', item.code)],
      symbol: symbolOfItem(item),
    },
  ],
  /** A carton, a bag, a tray: one label for each pack of the item. */
  pack: (item, _, formats) =>
    item.barcodes.flatMap((barcode) =>
      barcode.quantity === undefined ? [] : [packLabel(item, barcode, barcode.quantity, formats)],
    ),
  /** Where an item lies, and from when on more of it is ordered. */
  shelf: (item, { place }, formats) => [
    {
      lines: [
        line('code', item.code),
        line('name', item.name),
        ...(item.reorderPoint === undefined
          ? []
          : [line('fact', said.reorderBelow(formats.quantity(item.reorderPoint, item.unit)))]),
        line('fact', said.unitAt(item.unit.name, place)),
      ],
      symbol: symbolOfItem(item),
    },
  ],
  /** What was made or came in together, with its date. */
  lot: (item, details, formats) => [
    {
      lines: [
        line('name', item.name),
        ...(details.lot === undefined ? [] : [line('fact', said.lot(details.lot))]),
        ...(details.expiresOn === undefined
          ? []
          : [line('fact', said.expires(formats.day(details.expiresOn)))]),
        ...(details.quantity === undefined
          ? []
          : [line('fact', formats.quantity(details.quantity, item.unit))]),
      ],
      symbol: symbolOfLot(item, details),
    },
  ],
  /** For what carries no barcode: our own code of it. */
  own: (item) => [
    {
      lines: [line('name', item.name), line('fact', item.code)],
      symbol: { kind: 'code128', text: ownCode.item(item.id) },
    },
  ],
}

/** The labels of this kind for an item. */
export function makeLabels(
  kind: LabelKind,
  item: LabelledItem,
  details: LabelDetails,
  formats: Formats,
): LabelContent[] {
  return LABEL_KINDS[kind](item, details, formats)
}

function packLabel(
  item: LabelledItem,
  { code, packName }: LabelledBarcode,
  quantity: Quantity,
  formats: Formats,
): LabelContent {
  const amount = formats.quantity(quantity, item.unit)
  return {
    lines: [
      line('name', item.name),
      line('fact', packName === undefined ? amount : said.pack(packName, amount)),
      line('fact', item.code),
    ],
    symbol: symbolOfCode(code),
  }
}

/** What a scan of one of the item reads: its article number, else another code of it, else our own. */
function symbolOfItem(item: LabelledItem): LabelSymbol {
  const single = item.barcodes.filter(({ quantity }) => quantity === undefined)
  const code = single.find((barcode) => gtinOf(barcode.code) !== undefined) ?? single[0]
  return code === undefined ? { kind: 'code128', text: ownCode.item(item.id) } : symbolOfCode(code.code)
}

/** The article number that a lot of the item is labelled with: GS1 has no lot without one. */
export function gtinOfLot(item: LabelledItem): string | undefined {
  return item.barcodes.flatMap(({ code, quantity }) => (quantity === undefined ? [gtinOf(code)] : []))[0]
}

function symbolOfLot(item: LabelledItem, { lot, expiresOn, quantity }: LabelDetails): LabelSymbol {
  const gtin = gtinOfLot(item)
  if (gtin === undefined) return symbolOfItem(item)
  const fields: Gs1LabelField[] = [{ identifier: '01', value: gtin }]
  if (expiresOn !== undefined)
    fields.push({ identifier: '17', value: expiresOn.slice(2).replaceAll('-', '') })
  if (quantity !== undefined) fields.push(AMOUNT_FIELD[item.unit.base](quantity))
  // Last, because it has no fixed length: what follows it would need a separator.
  if (lot !== undefined) fields.push({ identifier: '10', value: lot })
  return { kind: 'gs1_128', fields }
}

const MEASURE_DIGITS = 6
/** The most that one of these fields holds, in base units: 999.999 kg or l, or eight digits of pieces. */
export const LOT_QUANTITY_MAX = { g: 999_999, ml: 999_999, each: 99_999_999 } as const
/** Net weight and volume in thousandths of kilogram and litre: our base units; and pieces. */
const AMOUNT_FIELD = {
  g: (value: number) => ({ identifier: '3103', value: String(value).padStart(MEASURE_DIGITS, '0') }),
  ml: (value: number) => ({ identifier: '3153', value: String(value).padStart(MEASURE_DIGITS, '0') }),
  each: (value: number) => ({ identifier: '30', value: String(value) }),
} as const

/** What a lot may be called: at most twenty characters of GS1's, without brackets, which printed codes use. */
export const LOT_PATTERN = /^[A-Za-z0-9!"%&'*+,\-./:;<=>?_]{1,20}$/
