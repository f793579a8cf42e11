import type { TypedNumberProblem } from '../../core/words/typed-number.ts'
import type { ScanKind } from './scan-table.ts'
import type {
  Facts,
  Latest,
  Line,
  Notice,
  Person,
  Session,
  ShownOutcome,
  Work,
  WorkContext,
  WorkflowName,
} from './session-state.ts'

/** A scan with everything the books say about it. */
export interface Finding {
  readonly kind: ScanKind
  readonly text: string
  /** The item's name, where there is one to name. */
  readonly name: string
  /** For `item` and `measured`: what is known of it; its shares are empty. */
  readonly line?: Line
  /** For `item`: base units that the barcode stands for; the pack's name when it is one. */
  readonly quantity?: number
  readonly pack?: string
}

export type TypedQuantity =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: TypedNumberProblem }

/** Everything that can happen to a session, with all that is needed to answer it. */
export type MachineEvent =
  | { readonly type: 'scan'; readonly finding: Finding; readonly typed?: TypedQuantity; readonly at: number }
  | { readonly type: 'quantity'; readonly typed: TypedQuantity; readonly at: number }
  | { readonly type: 'ask_operator' }
  | { readonly type: 'keep_operator' }
  | { readonly type: 'choose_operator'; readonly operator: Person }
  | { readonly type: 'choose_operation'; readonly workflow: WorkflowName }
  | { readonly type: 'choose_partner'; readonly partner: number | null }
  | {
      readonly type: 'open_work'
      readonly context: WorkContext
      readonly documentId: string
      readonly at: number
    }
  | { readonly type: 'context_closed' }
  | { readonly type: 'change_line'; readonly item: number }
  | { readonly type: 'leave_quantity' }
  | { readonly type: 'remove_line'; readonly item: number; readonly at: number }
  | { readonly type: 'undo_scan' }
  | { readonly type: 'review'; readonly facts: ReadonlyMap<number, Facts> }
  | { readonly type: 'scan_on' }
  | { readonly type: 'ask_cancel' }
  | { readonly type: 'keep_work' }
  | { readonly type: 'cancel' }
  | { readonly type: 'accept'; readonly documentId: string; readonly steps: number }
  | { readonly type: 'taken'; readonly latest: Latest }
  | { readonly type: 'not_taken' }
  | { readonly type: 'outcome'; readonly id: string; readonly outcome: ShownOutcome }
  | { readonly type: 'show_latest' }
  | { readonly type: 'ask_undo' }
  | { readonly type: 'keep_document' }
  | { readonly type: 'undo'; readonly documentId: string }
  | { readonly type: 'undo_taken'; readonly id: string; readonly reference: string }
  | { readonly type: 'undo_not_possible' }
  | { readonly type: 'home' }

export type Sound = 'ok' | 'attention' | 'refused' | 'done'

/** What has to be done about it, by whoever runs the machine. */
export type Effect =
  | { readonly kind: 'sound'; readonly sound: Sound }
  /** Write the document; `taken` or `not_taken` follows at once. */
  | { readonly kind: 'accept'; readonly work: Work; readonly operator: Person }
  /** Write its reversal; `undo_taken` or `undo_not_possible` follows at once. */
  | { readonly kind: 'undo'; readonly latest: Latest; readonly operator: Person }

export interface Next {
  readonly session: Session
  readonly effects: readonly Effect[]
}

/** The same session with some of it changed, and a sound for it. */
export function next(session: Session, change: Partial<Session>, sound?: Sound): Next {
  return {
    session: { ...session, ...change },
    effects: sound === undefined ? [] : [{ kind: 'sound', sound }],
  }
}

/** What was asked for makes no sense here, a second press of a button: nothing happens. */
export function stay(session: Session): Next {
  return { session, effects: [] }
}

/** A problem is said, and nothing else changes. */
export function problem(session: Session, code: (Notice & { kind: 'problem' })['problem']): Next {
  return next(session, { notice: { kind: 'problem', problem: code } }, 'refused')
}
