import { TEST_NOW } from '../../core/testing/bakery.ts'
import { words } from '../../core/words/catalogue.ts'
import { USUAL_IDLE } from '../../station/station-parts.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Stage } from './stage.ts'

const { quietMs, countdownMs } = USUAL_IDLE
const WRONG = '0000'

/** Thandi scanned something and went; nobody is signed in. */
function leaveWork(stage: Stage): void {
  stage.startSale()
  stage.scan('BREAD', 'CRATE')
  stage.wait(quietMs)
  stage.wait(countdownMs)
}

/** Who is working, and whose work it is. */
export const peopleStates: readonly KioskState[] = [
  {
    name: 'operators',
    arrange: (stage) => stage.press({ type: 'ask_operator' }),
    shows: () => words.kiosk.who.sign_in,
  },
  {
    name: 'operators-of-yesterday',
    arrange: (stage) => stage.press({ type: 'ask_operator' }),
    opening: { dataAsOf: () => TEST_NOW - 22 * 3_600_000 },
    shows: () => words.kiosk.who.asOf('Thu 14:00'),
  },
  { name: 'pin', arrange: (stage) => stage.askPin(), shows: () => words.kiosk.pin.title('Thandi M.') },
  {
    name: 'pin-wrong',
    arrange(stage) {
      stage.askPin()
      stage.press({ type: 'pin', text: WRONG })
    },
    shows: () => words.kiosk.pin.wrong(4, '4'),
  },
  {
    name: 'pin-locked',
    arrange(stage) {
      stage.askPin()
      for (let tries = 0; tries < 5; tries++) stage.press({ type: 'pin', text: WRONG })
    },
    shows: () => words.kiosk.pin.locked('12:01'),
  },
  {
    name: 'signed-in',
    arrange: (stage) => stage.signIn(),
    shows: () => words.kiosk.verdicts.signedInTitle('Thandi M.'),
  },
  {
    name: 'countdown',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.wait(quietMs)
    },
    shows: () => words.kiosk.countdown.text('Thandi M.'),
  },
  {
    name: 'signed-out-idle',
    arrange(stage) {
      stage.signIn()
      stage.wait(quietMs)
      stage.wait(countdownMs)
    },
    shows: () => words.kiosk.verdicts.signedOutBy.idle('Thandi M.'),
  },
  { name: 'left-work', arrange: leaveWork, shows: () => words.kiosk.left.signInFirst },
  {
    name: 'left-work-next-person',
    arrange(stage) {
      leaveWork(stage)
      stage.scan(stage.bakery.badges.palesa)
    },
    shows: () => words.kiosk.left.choose,
  },
  {
    name: 'discarding',
    arrange(stage) {
      leaveWork(stage)
      stage.scan(stage.bakery.badges.palesa)
      stage.press({ type: 'ask_discard' })
    },
    shows: () => words.kiosk.discard.reasons.not_needed,
  },
  {
    name: 'parked-nothing',
    arrange: (stage) => stage.press({ type: 'show_parked' }),
    shows: () => words.kiosk.parked.none,
  },
  {
    name: 'parked',
    arrange(stage) {
      for (const start of [stage.startSale, stage.startBigSale]) {
        start()
        stage.scan('BREAD')
        stage.press({ type: 'park' })
      }
      stage.press({ type: 'show_parked' })
    },
    shows: () => 'Sunrise Hotel',
  },
  {
    name: 'home-with-parked',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.press({ type: 'park' })
    },
    shows: () => words.kiosk.verdicts.parkedTitle,
  },
  { name: 'help', arrange: (stage) => stage.press({ type: 'help' }), shows: () => words.kiosk.help.title },
  {
    name: 'help-in-work',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.press({ type: 'help' })
    },
    shows: () => words.kiosk.help.things.item,
  },
]
