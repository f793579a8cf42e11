import { words } from '../../core/words/catalogue.ts'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { DEMO_ITEMS, demoEan, demoPackGtin, demoScaleLabel } from './items.ts'
import { demoBadgeCode, DEMO_PEOPLE } from './people.ts'

/** A barcode to try without a scanner: it goes the same way as keys. */
export interface SampleBarcode {
  readonly label: string
  readonly text: string
}

const SINGLES = ['BREAD-WHITE', 'BREAD-BROWN', 'CROISSANT', 'COKE-330', 'WATER-SPARK', 'CANDLES'] as const
const PACKS = ['BREAD-WHITE', 'COKE-330', 'YEAST'] as const
const MEASURED = ['FLOUR-BREAD', 'BUTTER'] as const

/** What a visitor of the demo may want to scan at a branch's station: its people's badges, goods, and what goes wrong. */
export function demoSamples(branch: string): SampleBarcode[] {
  const { samples } = words.start
  const people = DEMO_PEOPLE.filter((person) => person.branch === branch)
  return [
    ...people.map(({ login, name, role }) => ({
      label: samples.badge(name, words.start.roles[role]),
      text: ownCode.badge(demoBadgeCode(login)),
    })),
    ...SINGLES.map((code) => ({ label: itemOf(code).name, text: demoEan(indexOf(code)) })),
    ...PACKS.map((code) => ({
      label: samples.pack(itemOf(code).name, itemOf(code).pack?.[0] ?? ''),
      text: demoPackGtin(indexOf(code)),
    })),
    ...MEASURED.map((code) => ({ label: samples.measured(itemOf(code).name), text: demoEan(indexOf(code)) })),
    { label: samples.weighed(itemOf('BUTTER').name), text: demoScaleLabel(indexOf('BUTTER'), 1250) },
    {
      label: samples.lot(itemOf('YEAST').name),
      text: `]d201${`0${demoEan(indexOf('YEAST'))}`}17251231${'10L4711'}`,
    },
    ...(['quantity', 'times_10', 'review', 'accept', 'undo'] as const).map((command) => ({
      label: samples.card(words.cards.names[command]),
      text: ownCode.command(command),
    })),
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
