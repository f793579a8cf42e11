import { ownCode } from '../../core/barcodes/own-codes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { KioskState } from './kiosk-state.ts'

const { tell, already } = words.practice

/** Somebody tells the manager something, or asks for what is so already. */
export const tellingStates: readonly KioskState[] = [
  {
    name: 'telling',
    arrange: (stage) => stage.press({ type: 'ask_remark' }),
    shows: () => tell.question,
  },
  {
    name: 'telling-in-words',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.press({ type: 'ask_remark' })
      stage.scan('The label of the big rye loaf came off again, third time this week, and no new one is here')
    },
    shows: () => tell.send,
  },
  {
    name: 'telling-refused',
    arrange(stage) {
      stage.press({ type: 'ask_remark' })
      stage.scan('The label came off', ownCode.salesOrder(stage.bakery.order))
    },
    shows: () => words.kiosk.whyNot.tell_first.todo,
  },
  {
    name: 'told',
    arrange(stage) {
      stage.startSale()
      stage.scan('BREAD')
      stage.press({ type: 'ask_remark' }, { type: 'tell', remark: 'label' })
    },
    shows: () => tell.told,
  },
  {
    name: 'already-home',
    arrange(stage) {
      stage.signIn()
      stage.scan(ownCode.command('back'))
    },
    shows: () => already.homeTodo,
  },
  {
    name: 'already-signed-out',
    arrange: (stage) => stage.scan(ownCode.command('sign_out')),
    shows: () => already.signedOutTodo,
  },
]
