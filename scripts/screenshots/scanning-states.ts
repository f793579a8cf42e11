import { words } from '../../core/words/catalogue.ts'
import { COKE, FLOUR } from '../../station/testing/open-station.ts'
import type { KioskState } from './kiosk-state.ts'

const choosing = (count: number, shows: () => string): KioskState => ({
  name: `choosing-${count}-orders`,
  async arrange(stage) {
    await stage.bakery.keepOrders(count)
    stage.signIn()
    stage.press({ type: 'choose_operation', workflow: 'sales' })
  },
  shows,
})

/** From choosing the order or run to a long list. */
export const scanningStates: readonly KioskState[] = [
  choosing(0, () => words.kiosk.context.noOrders),
  choosing(1, () => 'BRA-SO-00001'),
  choosing(60, () => 'Hotel Jacaranda'),
  {
    name: 'choosing-run',
    arrange(stage) {
      stage.signIn()
      stage.press({ type: 'choose_operation', workflow: 'production' })
    },
    shows: () => 'BRA-PR-00001',
  },
  { name: 'ready', arrange: (stage) => stage.startSale(), shows: () => words.kiosk.scan.first },
  {
    name: 'first-scan',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
    },
    shows: () => words.kiosk.facts.ordered('40'),
  },
  {
    name: 'nobody-signed-in',
    arrange(stage) {
      const { order } = stage.bakery
      stage.press(
        { type: 'choose_operation', workflow: 'sales' },
        { type: 'choose_order', active_sales: order },
      )
      stage.scan('BREAD')
    },
    shows: () => words.kiosk.facts.ordered('40'),
  },
  {
    name: 'pack',
    arrange(stage) {
      stage.startSale()
      stage.scan(COKE, 'CRATE')
    },
    shows: () => words.kiosk.verdicts.addedPack('Crate of 10', '10'),
  },
  {
    name: 'expired-lot',
    arrange(stage) {
      stage.startSale()
      stage.scan(`(01)0${COKE}(17)261119(10)LOT-A12`)
    },
    shows: () => 'LOT-A12',
  },
  {
    name: 'forty-lines',
    arrange(stage) {
      stage.startBigSale()
      stage.scan(...stage.bakery.shopCodes)
    },
    shows: () => words.kiosk.scan.count(40, '40'),
  },
  {
    name: 'long-name',
    arrange(stage) {
      stage.startBigSale()
      stage.scan('BREAD', stage.bakery.longNameCode)
    },
    shows: (stage) => stage.bakery.longName,
  },
  {
    name: 'long-name-too-many',
    arrange(stage) {
      stage.startBigSale()
      stage.scan(...Array.from({ length: 30 }, () => stage.bakery.longNameCode))
    },
    shows: () => words.kiosk.warnings.over_available.sales('6', '12:00'),
  },
  {
    name: 'more-than-ordered',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', ...Array.from({ length: 26 }, () => COKE))
    },
    shows: () => words.kiosk.warnings.over_planned.sales('14'),
  },
  {
    name: 'not-ordered',
    arrange(stage) {
      stage.startSale()
      stage.scan(stage.bakery.shopCodes[3] ?? '')
    },
    shows: () => words.kiosk.warnings.not_planned.sales,
  },
  {
    name: 'unknown-barcode-held',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', stage.bakery.unknownCode)
    },
    shows: (stage) => words.kiosk.verdicts.heldTitle(stage.bakery.unknownCode),
  },
  {
    name: 'scan-undone',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', COKE, COKE)
      stage.press({ type: 'undo_scan' })
    },
    shows: () => words.kiosk.verdicts.undone,
  },
  {
    name: 'line-removed',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', COKE)
      const item = stage.bakery.coke
      stage.press({ type: 'change_line', item }, { type: 'remove_line', item })
    },
    shows: () => words.kiosk.verdicts.removed('Coke 330 ml'),
  },
  {
    name: 'run-ready',
    arrange: (stage) => stage.startRun(),
    shows: () => words.kiosk.recipe.title,
  },
  {
    name: 'run-added',
    arrange(stage) {
      stage.startRun()
      stage.scan(FLOUR, '3.2')
    },
    shows: () => words.kiosk.verdicts.addedQuantity('3.2 kg'),
  },
  {
    name: 'tiles',
    async arrange(stage) {
      await stage.bakery.showTiles()
      stage.startBigSale()
      stage.scan('BREAD')
      stage.press({ type: 'ask_tiles' })
    },
    shows: () => 'Croissant',
  },
]
