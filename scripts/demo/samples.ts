import { words } from '../../core/words/catalogue.ts'
import { DEMO_ITEMS, demoEan, demoPackGtin } from './items.ts'

/** A barcode to try without a scanner: it goes the same way as keys. */
export interface SampleBarcode {
  readonly label: string
  readonly text: string
}

const SINGLES = ['BREAD-WHITE', 'BREAD-BROWN', 'CROISSANT', 'COKE-330', 'WATER-SPARK', 'CANDLES'] as const
const PACKS = ['BREAD-WHITE', 'COKE-330', 'YEAST'] as const
const MEASURED = ['FLOUR-BREAD', 'BUTTER'] as const

/** What a visitor of the demo may want to scan: single items, packs, measured items, and things that go wrong. */
export function demoSamples(): SampleBarcode[] {
  const { samples } = words.start
  return [
    ...SINGLES.map((code) => ({ label: itemOf(code).name, text: demoEan(indexOf(code)) })),
    ...PACKS.map((code) => ({
      label: samples.pack(itemOf(code).name, itemOf(code).pack?.[0] ?? ''),
      text: demoPackGtin(indexOf(code)),
    })),
    ...MEASURED.map((code) => ({ label: samples.measured(itemOf(code).name), text: demoEan(indexOf(code)) })),
    { label: samples.unknown, text: '4006381333931' },
    { label: samples.wrongCheckDigit, text: `${demoEan(indexOf('BREAD-WHITE')).slice(0, 12)}0` },
  ]
}

function indexOf(code: string): number {
  return DEMO_ITEMS.findIndex((item) => item.code === code)
}

function itemOf(code: string) {
  const item = DEMO_ITEMS[indexOf(code)]
  if (item === undefined) throw new Error(`the demo has no item ${code}`)
  return item
}
