import { acceptingStates } from './accepting-states.ts'
import type { KioskState } from './kiosk-state.ts'
import { oldBooksStates } from './old-books-states.ts'
import { peopleStates } from './people-states.ts'
import { practiceStates } from './practice-states.ts'
import { questionStates } from './question-states.ts'
import { restingStates } from './resting-states.ts'
import { scanAnswers } from './scan-answers.ts'
import { tellingStates } from './telling-states.ts'
import { scanningStates } from './scanning-states.ts'

/** Every state of the kiosk that has a picture, in the order of a day. A new one is a row of its table. */
export const KIOSK_STATES: readonly KioskState[] = [
  ...restingStates,
  ...peopleStates,
  ...scanningStates,
  ...scanAnswers,
  ...questionStates,
  ...acceptingStates,
  ...oldBooksStates,
  ...tellingStates,
  ...practiceStates,
]
