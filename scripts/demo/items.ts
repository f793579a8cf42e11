import { computeCheckDigit } from '../../core/barcodes/check-digit.ts'
import type { ItemKind } from '../../core/book/events.ts'
import type { NewItem } from '../../core/items/create-item.ts'
import type { DisplayUnit } from '../../core/kernel/quantity.ts'

const KG: DisplayUnit = { base: 'g', name: 'kg', factor: 1000 }
const LITRE: DisplayUnit = { base: 'ml', name: 'l', factor: 1000 }
const EACH: DisplayUnit = { base: 'each', name: 'each', factor: 1 }

/** A demo item: what it costs for one display unit in cents (made items: what it sells for), and its pack. */
export interface DemoItem {
  readonly code: string
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
  readonly cents: number
  readonly pack?: readonly [name: string, displayUnits: number]
  /** Nothing on it can be scanned: stations show a tile. */
  readonly isBare?: true
}

const raw = (
  code: string,
  name: string,
  unit: DisplayUnit,
  cents: number,
  pack?: DemoItem['pack'],
): DemoItem => ({
  code,
  name,
  kind: 'raw',
  unit,
  cents,
  ...(pack === undefined ? {} : { pack }),
})
const external = (code: string, name: string, cents: number, pack?: DemoItem['pack']): DemoItem => ({
  ...raw(code, name, EACH, cents, pack),
  kind: 'external',
})
const made = (code: string, name: string, cents: number, pack?: DemoItem['pack']): DemoItem => ({
  ...raw(code, name, EACH, cents, pack),
  kind: 'manufactured',
})

export const DEMO_ITEMS: readonly DemoItem[] = [
  raw('FLOUR-CAKE', 'Cake flour', KG, 1_190, ['bag of 12.5 kg', 12.5]),
  raw('FLOUR-BREAD', 'White bread flour', KG, 1_050, ['bag of 25 kg', 25]),
  raw('FLOUR-BROWN', 'Brown bread flour', KG, 1_080, ['bag of 25 kg', 25]),
  raw('FLOUR-RYE', 'Rye flour', KG, 1_890),
  raw('SUGAR', 'White sugar', KG, 2_150, ['bag of 10 kg', 10]),
  raw('SUGAR-BROWN', 'Brown sugar', KG, 2_290),
  raw('SALT', 'Salt', KG, 720),
  raw('YEAST', 'Instant yeast', KG, 9_800, ['brick of 500 g', 0.5]),
  raw('BUTTER', 'Butter, unsalted', KG, 13_500, ['block of 500 g', 0.5]),
  raw('MARGARINE', 'Baking margarine', KG, 5_400),
  raw('MILK', 'Full cream milk', LITRE, 1_720),
  raw('OIL', 'Sunflower oil', LITRE, 3_350),
  raw('EGGS', 'Eggs, large', EACH, 285, ['tray of 30', 30]),
  raw('COCOA', 'Cocoa powder', KG, 21_900),
  raw('CHOCOLATE', 'Dark chocolate drops', KG, 18_600),
  raw('RAISINS', 'Raisins', KG, 7_900),
  external('COKE-330', 'Coke 330 ml', 985, ['case of 24', 24]),
  external('COKE-ZERO-330', 'Coke Zero 330 ml', 985, ['case of 24', 24]),
  external('WATER-500', 'Still water 500 ml', 545, ['case of 12', 12]),
  external('WATER-SPARK', 'Sparkling water 500 ml', 595, ['case of 12', 12]),
  external('JUICE-ORANGE', 'Orange juice 1 l', 2_480),
  external('ICED-TEA', 'Iced tea, peach 500 ml', 1_390),
  external('CRISPS', 'Salted crisps 120 g', 1_345),
  external('COFFEE-250', 'Ground coffee 250 g', 6_890),
  external('JAM-APRICOT', 'Apricot jam 450 g', 3_290),
  external('CANDLES', 'Birthday candles, 12', 1_150),
  made('BREAD-WHITE', 'White bread 700 g, sliced', 1_899, ['tray of 10', 10]),
  made('BREAD-BROWN', 'Brown bread 700 g', 1_799, ['tray of 10', 10]),
  made('BREAD-RYE', 'Rye loaf 800 g', 3_950),
  made('ROLLS-6', 'Soft rolls, 6', 1_650),
  made('CROISSANT', 'Croissant, butter', 1_850, ['tray of 12', 12]),
  made('PAIN-CHOC', 'Pain au chocolat', 2_250, ['tray of 12', 12]),
  { ...made('CHELSEA-BUN', 'Chelsea bun', 1_450), isBare: true },
  made('KOEKSISTER', 'Koeksister', 1_250, ['box of 6', 6]),
  made('MILK-TART', 'Milk tart 22 cm', 8_900),
  made('CAKE-CHOC', 'Chocolate cake 20 cm', 19_500),
  { ...made('MUFFIN-BRAN', 'Bran muffin', 1_650), isBare: true },
  made('RUSKS-500', 'Buttermilk rusks 500 g', 5_600),
  { ...raw('DOUGH-CROISSANT', 'Croissant dough', KG, 0), kind: 'manufactured' },
  { ...raw('STARTER-RYE', 'Rye sourdough starter', KG, 0), kind: 'manufactured' },
]

/** The demo's own EAN-13 of its n-th item (6001234 is a South African form; the article number is ours). */
export function demoEan(index: number): string {
  const body = `6001234${String(index + 1).padStart(5, '0')}`
  return `${body}${computeCheckDigit(body)}`
}

/** The GTIN-14 on the pack of the n-th item: packaging level 1. */
export function demoPackGtin(index: number): string {
  const body = `1${demoEan(index).slice(0, 12)}`
  return `${body}${computeCheckDigit(body)}`
}

/** What the n-th item is weighed under: the scale's labels begin with 21 and its number of five digits. */
export function demoScaleKey(index: number): string {
  return `21${String(index + 1).padStart(5, '0')}`
}

/** The label that the scale prints for so many grams of the n-th item. */
export function demoScaleLabel(index: number, grams: number): string {
  const body = `${demoScaleKey(index)}${String(grams).padStart(5, '0')}`
  return `${body}${computeCheckDigit(body)}`
}

/** Base units in an item's pack; undefined: it has none. */
export function demoPackQuantity({ pack, unit }: DemoItem): number | undefined {
  return pack && Math.round(pack[1] * unit.factor)
}

/** The items as master data takes them; what is bought comes in its packs. */
export function demoNewItems(): NewItem[] {
  return DEMO_ITEMS.map((item, index) => {
    const { code, name, kind, unit, pack, isBare } = item
    const packed = demoPackQuantity(item)
    const purchase =
      pack === undefined || packed === undefined || kind === 'manufactured'
        ? null
        : { unit: pack[0], quantity: packed }
    return {
      purchase,
      code,
      name,
      kind,
      unit,
      isMeasured: unit.base !== 'each',
      barcodes: [
        ...(isBare === true ? [] : [{ code: `0${demoEan(index)}` }]),
        ...(unit.base === 'g' ? [{ code: demoScaleKey(index) }] : []),
        ...(pack === undefined || packed === undefined
          ? []
          : [{ code: demoPackGtin(index), quantity: packed, packName: pack[0] }]),
      ],
    }
  })
}
