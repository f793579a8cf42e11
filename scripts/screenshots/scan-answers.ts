import { words } from '../../core/words/catalogue.ts'
import { PROBLEMS, SCAN_REFUSALS, type Problem, type ScanRefusal } from '../../station/session/notices.ts'
import { COKE, FLOUR } from '../../station/testing/open-station.ts'
import type { KioskState } from './kiosk-state.ts'
import type { Stage } from './stage.ts'

/** The longest text a label of the shop carries, and a name as long as most. */
const TEXT = '6009876543215'
const NAME = 'Brown bread, sliced'

/** Where an answer is met, when that is not in the middle of a sale. */
const MET_AT: Partial<Record<ScanRefusal | Problem, (stage: Stage) => void>> = {
  choose_operation: (stage) => stage.signIn(),
  badge_unknown: (stage) => stage.press({ type: 'ask_operator' }),
  badge_revoked: (stage) => stage.press({ type: 'ask_operator' }),
  badge_elsewhere: (stage) => stage.press({ type: 'ask_operator' }),
  who_first: (stage) => stage.press({ type: 'ask_operator' }),
  no_operator: (stage) => stage.press({ type: 'ask_operator' }),
  no_pin: (stage) => stage.press({ type: 'ask_operator' }),
  not_a_manager: (stage) => stage.press({ type: 'ask_operator' }),
  pin_first: (stage) => stage.askPin(),
  choose_context: choosing,
  context_closed: choosing,
  paper_closed: choosing,
  coming: (stage) => stage.press({ type: 'choose_operation', workflow: 'general' }),
  document_unknown: (stage) => stage.signIn(),
  session_unreadable: () => undefined,
  quantity_first(stage) {
    stage.startRun()
    stage.scan(FLOUR)
  },
  not_in_recipe(stage) {
    stage.startRun()
    stage.scan(COKE)
    stage.accept()
  },
  left_work(stage) {
    stage.startSale()
    stage.scan('BREAD')
    stage.press({ type: 'sign_out' })
  },
  answer_first(stage) {
    stage.startSale()
    stage.scan('BREAD')
    stage.press({ type: 'ask_cancel' })
  },
  unknown_first(stage) {
    stage.startSale()
    stage.scan(stage.bakery.unknownCode)
    stage.accept()
  },
  changed_since: reviewing,
  not_saved: reviewing,
  parked_full: reviewing,
  already_accepted: accepted,
  undo_not_possible: accepted,
}

/** Each refusal of a scan and each problem the station can name, with the words it says. */
export const scanAnswers: readonly KioskState[] = [
  ...SCAN_REFUSALS.map((why) => ({
    name: `refused-${why.replaceAll('_', '-')}`,
    async arrange(stage: Stage) {
      goTo(stage, why)
      const notice = { kind: 'scan_refused', why, text: TEXT, name: NAME } as const
      await stage.remember((session) => ({ ...session, notice }))
    },
    shows: () => words.kiosk.whyNot[why].todo,
  })),
  ...PROBLEMS.map((problem) => ({
    name: `problem-${problem.replaceAll('_', '-')}`,
    async arrange(stage: Stage) {
      goTo(stage, problem)
      await stage.remember((session) => ({ ...session, notice: { kind: 'problem', problem } }))
    },
    shows: () => words.kiosk.problems[problem],
  })),
]

function goTo(stage: Stage, why: ScanRefusal | Problem): void {
  const go = MET_AT[why]
  if (go !== undefined) return go(stage)
  stage.startSale()
  stage.scan('BREAD')
}

function choosing(stage: Stage): void {
  stage.signIn()
  stage.press({ type: 'choose_operation', workflow: 'sales' })
}

function reviewing(stage: Stage): void {
  stage.startSale()
  stage.scan('BREAD')
  stage.review()
}

function accepted(stage: Stage): void {
  stage.startSale()
  stage.scan('BREAD')
  stage.accept()
}
