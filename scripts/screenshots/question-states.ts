import { words } from '../../core/words/catalogue.ts'
import { COKE, FLOUR } from '../../station/testing/open-station.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Stage } from './stage.ts'

/** A code nobody knows is asked about, and a manager is asked to attach it. */
function askAboutCode(stage: Stage): void {
  stage.startSale()
  stage.scan('BREAD', stage.bakery.unknownCode)
  stage.review()
  stage.pressAccept()
}

function searchItem(stage: Stage, letters: string): void {
  askAboutCode(stage)
  stage.press({ type: 'ask_attach' })
  stage.scan(stage.bakery.badges.palesa)
  for (const key of letters) stage.press({ type: 'letter', key })
}

function exceed(stage: Stage, codes: readonly string[]): void {
  stage.startSale()
  stage.scan(...codes)
  stage.accept()
}

const twentySix = Array.from({ length: 26 }, () => COKE)

/** What the station asks in the middle of the work. */
export const questionStates: readonly KioskState[] = [
  {
    name: 'quantity-pad',
    arrange(stage) {
      stage.startRun()
      stage.scan(FLOUR)
    },
    shows: () => words.kiosk.quantity.add,
  },
  {
    name: 'quantity-typed',
    arrange(stage) {
      stage.startRun()
      stage.scan(FLOUR)
      for (const key of '12.5') stage.press({ type: 'pad', key })
    },
    shows: () => '12.5',
  },
  {
    name: 'quantity-problem',
    arrange(stage) {
      stage.startRun()
      stage.scan(FLOUR, '0')
    },
    shows: () => words.shared.typedNumber.empty,
  },
  {
    name: 'quantity-of-line',
    arrange(stage) {
      stage.startBigSale()
      stage.scan(stage.bakery.longNameCode)
      stage.press({ type: 'quantity' })
    },
    shows: () => words.kiosk.quantity.set,
  },
  {
    name: 'quantity-absurd',
    arrange(stage) {
      stage.startBigSale()
      stage.scan(stage.bakery.longNameCode)
      stage.press({ type: 'quantity' }, { type: 'enter', text: '9999' })
    },
    shows: (stage) => words.kiosk.absurd.question('9,999', stage.bakery.longName),
  },
  { name: 'unknown-barcode', arrange: askAboutCode, shows: () => words.kiosk.unknownCode.what },
  {
    name: 'step-up',
    arrange(stage) {
      askAboutCode(stage)
      stage.press({ type: 'ask_attach' })
    },
    shows: () => words.kiosk.who.attach_barcode,
  },
  {
    name: 'search-nothing',
    arrange: (stage) => searchItem(stage, ''),
    shows: () => words.kiosk.search.nothing,
  },
  { name: 'search-found', arrange: (stage) => searchItem(stage, 'BR'), shows: () => 'Brown bread, sliced' },
  {
    name: 'search-none',
    arrange: (stage) => searchItem(stage, 'XYZ'),
    shows: () => words.kiosk.search.none('XYZ'),
  },
  {
    name: 'pack-size',
    arrange(stage) {
      searchItem(stage, '')
      stage.press({ type: 'choose_item', item: stage.bakery.bread })
    },
    shows: () => words.kiosk.pack.one,
  },
  {
    name: 'attached',
    arrange(stage) {
      searchItem(stage, '')
      stage.press({ type: 'choose_item', item: stage.bakery.bread }, { type: 'enter', text: '6' })
    },
    shows: () => words.kiosk.verdicts.attached,
  },
  {
    name: 'substitute',
    arrange(stage) {
      stage.startRun()
      stage.scan(COKE)
      stage.accept()
    },
    shows: () => words.kiosk.substitute.question('Coke 330 ml'),
  },
  {
    name: 'excess',
    arrange: (stage) => exceed(stage, ['BREAD', ...twentySix, stage.bakery.shopCodes[3] ?? '']),
    shows: () => words.kiosk.excess.what,
  },
  {
    name: 'excess-of-all',
    arrange: (stage) => exceed(stage, [stage.bakery.shopCodes[3] ?? '']),
    shows: () => words.kiosk.excess.all,
  },
  {
    name: 'step-up-excess',
    arrange(stage) {
      exceed(stage, ['BREAD', stage.bakery.shopCodes[3] ?? ''])
      stage.press({ type: 'allow_excess' })
    },
    shows: () => words.kiosk.who.allow_excess,
  },
  {
    name: 'cancel',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.press({ type: 'ask_cancel' })
    },
    shows: () => words.kiosk.cancel.question,
  },
]
