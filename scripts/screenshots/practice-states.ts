import { ownCode } from '../../core/barcodes/own-codes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { PracticeState } from '../../station/station-parts.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Opening } from './stage.ts'

const { practice, kiosk } = words

const door = (isInside: boolean, state: PracticeState): Opening => ({
  practice: { isInside, state: () => state, pass: () => undefined },
})
const INSIDE = door(true, { kind: 'open' })

/** The way into practice, and some of the same screens in it: what they say of it costs room on each. */
export const practiceStates: readonly KioskState[] = [
  {
    name: 'practice-offered',
    opening: door(false, { kind: 'none' }),
    arrange: (stage) => stage.signIn(),
    shows: () => practice.start,
  },
  {
    name: 'practice-copying',
    opening: door(false, { kind: 'copying', part: 0.42 }),
    arrange: (stage) => stage.signIn(),
    shows: () => practice.copying('42'),
  },
  {
    name: 'practice-no-room',
    opening: door(false, { kind: 'no_room', needed: 812_000_000, free: 93_000_000 }),
    arrange: (stage) => stage.signIn(),
    shows: () => practice.noRoom('812', '93'),
  },
  {
    name: 'practice-failed',
    opening: door(false, { kind: 'failed' }),
    arrange: (stage) => stage.signIn(),
    shows: () => practice.failed,
  },
  {
    name: 'practice-home',
    opening: INSIDE,
    arrange: (stage) => stage.signIn(),
    shows: () => practice.leave,
  },
  {
    name: 'practice-help',
    opening: INSIDE,
    arrange(stage) {
      stage.startSale()
      stage.press({ type: 'help' })
    },
    shows: () => practice.leave,
  },
  {
    name: 'practice-scanning',
    opening: INSIDE,
    arrange(stage) {
      stage.startBigSale()
      stage.scan(...stage.bakery.shopCodes.slice(0, 8), stage.bakery.longNameCode)
    },
    shows: () => practice.bandSays,
  },
  {
    name: 'practice-quantity',
    opening: INSIDE,
    arrange(stage) {
      stage.startRun()
      stage.scan(ownCode.item(stage.bakery.flour))
    },
    shows: () => kiosk.quantity.erase,
  },
  {
    name: 'practice-review',
    opening: INSIDE,
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.review()
    },
    shows: () => practice.band,
  },
  {
    name: 'practice-accepted',
    opening: INSIDE,
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.accept()
    },
    shows: () => kiosk.accepted.again,
  },
  {
    name: 'practice-pin',
    opening: INSIDE,
    arrange: (stage) => stage.askPin(),
    shows: () => practice.band,
  },
  {
    name: 'practice-countdown',
    opening: INSIDE,
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.wait(110_000)
    },
    shows: () => kiosk.countdown.stay,
  },
  {
    name: 'practice-told',
    opening: INSIDE,
    arrange(stage) {
      stage.signIn()
      stage.press({ type: 'ask_remark' }, { type: 'tell', remark: 'come' })
    },
    shows: () => practice.tell.toldInPractice,
  },
]
