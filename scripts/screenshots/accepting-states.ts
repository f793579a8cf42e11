import type { Page } from 'playwright-core'
import { words } from '../../core/words/catalogue.ts'
import { COKE } from '../../station/testing/open-station.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Opening, Stage } from './stage.ts'

/** The books do not answer: what is accepted waits. */
const WAITING: Opening = { isPosting: false }

async function acceptOneBread(stage: Stage): Promise<void> {
  stage.startSale()
  stage.scan('BREAD')
  stage.accept()
  await stage.posted()
}

/** All of it was there at the Accept; somebody else had taken it when the document came to the books. */
async function acceptWhatIsGone(stage: Stage): Promise<void> {
  const { bakery } = stage
  stage.startSale()
  stage.scan('BREAD', ...Array.from({ length: 12 }, () => COKE))
  const [from, to] = [bakery.place('retail'), bakery.place('loss')]
  const lost = { item: bakery.coke, from, to, quantity: 20, take: { by: 'cost' } } as const
  stage.accept()
  // The poster has heard of the document, and comes to it only now.
  await bakery.post({ event: 'adjustment', lines: [lost] }, 'HQ-A1')
  await stage.posted()
}

function sendToManager(stage: Stage): void {
  stage.startSale()
  stage.scan('BREAD', stage.bakery.shopCodes[3] ?? '')
  stage.accept()
  stage.press({ type: 'send' })
}

/** From the review to what became of the document. */
export const acceptingStates: readonly KioskState[] = [
  {
    name: 'review',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', 'CRATE', COKE)
      stage.review()
    },
    shows: () => words.kiosk.review.accept(words.kiosk.scan.count(2, '2')),
  },
  {
    name: 'review-look',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', ...Array.from({ length: 26 }, () => COKE), stage.bakery.unknownCode)
      stage.review()
    },
    shows: () => words.kiosk.review.advice,
  },
  {
    name: 'review-forty-lines',
    arrange(stage) {
      stage.startBigSale()
      stage.scan(...stage.bakery.shopCodes)
      stage.review()
    },
    shows: () => words.kiosk.scan.count(40, '40'),
  },
  {
    name: 'who-accepts',
    arrange(stage) {
      const { order } = stage.bakery
      stage.press(
        { type: 'choose_operation', workflow: 'sales' },
        { type: 'choose_order', active_sales: order },
      )
      stage.scan('BREAD')
      stage.accept()
    },
    shows: () => words.kiosk.problems.no_operator,
  },
  {
    name: 'accepting',
    async arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', COKE)
      stage.review()
    },
    inBrowser: holdAnswers,
    afterwards: (page) => page.locator('button[id^=press-accept]').click(),
    shows: () => words.kiosk.review.accept(words.kiosk.scan.count(2, '2')),
  },
  {
    name: 'accepted',
    opening: WAITING,
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', COKE)
      stage.accept()
    },
    shows: () => words.kiosk.accepted.waiting,
  },
  {
    name: 'posted',
    async arrange(stage) {
      stage.startSale()
      stage.scan('BREAD', COKE)
      stage.accept()
      await stage.posted()
    },
    shows: () => 'BRA-SAL-00001',
  },
  { name: 'refused', arrange: acceptWhatIsGone, shows: () => words.kiosk.accepted.refused },
  {
    name: 'sent',
    opening: WAITING,
    arrange: sendToManager,
    shows: () => words.kiosk.accepted.sentWaiting,
  },
  {
    name: 'sent-refused',
    async arrange(stage) {
      sendToManager(stage)
      await stage.posted()
    },
    shows: () => words.kiosk.accepted.sent,
  },
  {
    name: 'undo',
    async arrange(stage) {
      await acceptOneBread(stage)
      stage.press({ type: 'ask_undo' })
    },
    shows: () => words.kiosk.undo.what,
  },
  {
    name: 'undoing',
    opening: WAITING,
    async arrange(stage) {
      await acceptOneBread(stage)
      stage.press({ type: 'ask_undo' }, { type: 'confirm' })
    },
    shows: () => words.kiosk.accepted.undoWaiting,
  },
  {
    name: 'undone',
    async arrange(stage) {
      await acceptOneBread(stage)
      stage.press({ type: 'ask_undo' }, { type: 'confirm' })
      await stage.posted()
    },
    shows: () => words.kiosk.accepted.undoneAs('BRA-REV-00001'),
  },
  {
    name: 'refusals-none',
    arrange(stage) {
      stage.signIn()
      stage.press({ type: 'show_refusals' })
    },
    shows: () => words.kiosk.refusals.none,
  },
  {
    name: 'refusals',
    async arrange(stage) {
      await acceptWhatIsGone(stage)
      stage.press({ type: 'home' })
      sendToManager(stage)
      await stage.posted()
      stage.press({ type: 'home' }, { type: 'show_refusals' })
    },
    shows: () => 'BRA-K1-000002',
  },
  {
    name: 'document',
    async arrange(stage) {
      await acceptWhatIsGone(stage)
      const id = stage.station().station.session().latest?.id ?? ''
      stage.press({ type: 'home' }, { type: 'show_document', document: id })
    },
    shows: () => words.kiosk.document.asked,
  },
]

/** The station takes its time: what was pressed is on its way. */
async function holdAnswers(page: Page): Promise<void> {
  await page.route('**/inputs', () => undefined)
}
