import type { Approval } from '../../core/book/content.ts'
import type { BooksStanding } from '../../core/branches/old-books.ts'
import type { TypedNumberProblem } from '../../core/words/typed-number.ts'
import type { LinkSeen } from './link-state.ts'
import type { Latest, Notice, ScanRefusal, ShownOutcome } from './notices.ts'
import type { ScanKind } from './scan-kinds.ts'
import type { Candidate, PinProblem, Session } from './session-state.ts'
import type { ReadyRemark } from './ready-remarks.ts'
import type { WorkflowName } from '../../core/stations/workflow-names.ts'
import type { Facts, Line, LotOfShare, Person, Work, WorkContext } from './work-state.ts'

/** A scan with everything the books say about it. */
export interface Finding {
  readonly kind: ScanKind
  readonly text: string
  /** The name of the item, person or paper, where there is one to name. */
  readonly name: string
  /** For items: what is known of it; its shares are empty. */
  readonly line?: Line
  /** For items: base units that the barcode stands for. For unknown codes: pieces. */
  readonly quantity?: number
  /** The pack's name, when it is one. */
  readonly pack?: string
  readonly lot?: LotOfShare
  readonly serial?: string
  /** What the label says it costs, when it says no weight. Minor units. */
  readonly price?: number
  /** For unknown codes: what it would be stored under. */
  readonly key?: string
  readonly person?: Person
  /** For an open order or run. */
  readonly opens?: OpensWork
  readonly document?: string
}

export interface OpensWork {
  readonly workflow: WorkflowName
  readonly context: WorkContext
  readonly documentId: string
}

export type TypedQuantity =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: TypedNumberProblem }

/** What the check of a PIN said. */
export type PinAnswer = { readonly isRight: true } | { readonly isRight: false; readonly problem: PinProblem }

/** What the books say now. */
export interface BooksNow {
  /** Of each item of the work in hand, by its id. */
  readonly facts: ReadonlyMap<number, Facts>
  /** How old they are, by what the branch allows for this work. */
  readonly standing: BooksStanding
}

/**
 * Everything that can happen to a session, with all that is needed to answer it. `books` goes with whatever begins
 * work or may end in a document: it is judged by what the books say now, not by what they said at a scan.
 */
export type MachineEvent = Happening & { readonly books?: BooksNow }

type Happening =
  | {
      readonly type: 'scan'
      readonly finding: Finding
      readonly typed?: TypedQuantity
      readonly pin?: PinAnswer
      readonly at: number
    }
  | { readonly type: 'pin'; readonly answer: PinAnswer; readonly at: number }
  | { readonly type: 'pad'; readonly key: string }
  | { readonly type: 'enter'; readonly typed: TypedQuantity; readonly at: number }
  | { readonly type: 'back' }
  | { readonly type: 'help' }
  | { readonly type: 'confirm'; readonly at: number }
  | { readonly type: 'ask_operator' }
  | { readonly type: 'choose_operator'; readonly operator: Person; readonly hasPin: boolean }
  | { readonly type: 'sign_out'; readonly why: 'idle' | 'asked' | 'ended' }
  | { readonly type: 'countdown'; readonly endsAt: number }
  | { readonly type: 'touched' }
  | { readonly type: 'link'; readonly seen: LinkSeen }
  /** Only with `books`: what they say now that they are new. */
  | { readonly type: 'books_renewed' }
  | { readonly type: 'choose_operation'; readonly workflow: WorkflowName }
  | { readonly type: 'choose_partner'; readonly partner: number | null }
  | { readonly type: 'open_work'; readonly opens: OpensWork; readonly at: number }
  | { readonly type: 'context_closed' }
  | { readonly type: 'home' }
  | { readonly type: 'show'; readonly place: 'refusals' | 'parked' }
  | { readonly type: 'show_document'; readonly document: string }
  | { readonly type: 'change_line'; readonly item: number }
  | { readonly type: 'quantity' }
  | { readonly type: 'times'; readonly by: number; readonly at: number }
  | { readonly type: 'remove_line'; readonly item: number; readonly at: number }
  | { readonly type: 'undo_scan' }
  | { readonly type: 'ask_tiles' }
  | { readonly type: 'review' }
  | { readonly type: 'ask_cancel' }
  | { readonly type: 'open_code'; readonly key: string }
  | { readonly type: 'leave_out_code' }
  | { readonly type: 'ask_attach' }
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'choose_item'; readonly candidate: Candidate }
  | { readonly type: 'attached'; readonly line: Line; readonly perScan: number; readonly at: number }
  | { readonly type: 'choose_substitute'; readonly insteadOf: NonNullable<Line['insteadOf']> }
  | { readonly type: 'leave_out_excess' }
  | { readonly type: 'send' }
  | { readonly type: 'allow_excess' }
  | { readonly type: 'allow_old_books' }
  | { readonly type: 'continue_work' }
  | { readonly type: 'park'; readonly at: number }
  | { readonly type: 'ask_discard' }
  | { readonly type: 'discard'; readonly reason: DiscardReason }
  | { readonly type: 'discarded' }
  | { readonly type: 'open_parked'; readonly document: string }
  | { readonly type: 'accept'; readonly documentId: string; readonly steps: number }
  | { readonly type: 'taken'; readonly latest: Latest }
  | { readonly type: 'not_taken' }
  | { readonly type: 'outcome'; readonly id: string; readonly outcome: ShownOutcome }
  | { readonly type: 'show_latest' }
  | { readonly type: 'ask_undo' }
  | { readonly type: 'undo_taken'; readonly id: string; readonly reference: string }
  | { readonly type: 'undo_not_possible' }
  | { readonly type: 'ask_remark' }
  | { readonly type: 'erase_remark' }
  | { readonly type: 'tell'; readonly remark: ReadyRemark }
  | { readonly type: 'tell_typed' }
  | { readonly type: 'told' }
  | { readonly type: 'start_practice' }
  | { readonly type: 'leave_practice' }
  | { readonly type: 'no_practice' }

export type EventOf<Type extends MachineEvent['type']> = Extract<MachineEvent, { type: Type }>

/** Why somebody else's open work is given up. */
export const DISCARD_REASONS = ['mistake', 'wrong_context', 'done_elsewhere', 'not_needed'] as const
export type DiscardReason = (typeof DISCARD_REASONS)[number]

export type Sound = 'ok' | 'attention' | 'refused' | 'done'

/** What has to be done about it, by whoever runs the machine. */
export type Effect =
  | { readonly kind: 'sound'; readonly sound: Sound }
  /** Write the document; `taken` or `not_taken` follows at once. */
  | {
      readonly kind: 'accept'
      readonly work: Work
      readonly operator: Person
      readonly approval: Approval | null
    }
  /** Write its reversal; `undo_taken`, `undo_not_possible` or `not_taken` follows at once. */
  | { readonly kind: 'undo'; readonly latest: Latest; readonly operator: Person }
  /** Note that a code was scanned that nobody knows. */
  | { readonly kind: 'note_unknown'; readonly key: string; readonly times: number }
  /** Attach the code to the item; `attached` or `not_taken` follows at once. */
  | {
      readonly kind: 'attach'
      readonly key: string
      readonly candidate: Candidate
      readonly perScan: number
      readonly allowedBy: Person
    }
  /** Note that somebody's work is given up; `discarded` or `not_taken` follows at once. */
  | {
      readonly kind: 'discard'
      readonly work: Work
      readonly of: Person
      readonly by: Person
      readonly reason: DiscardReason
    }
  /** Note what somebody tells; `told` or `not_taken` follows at once. */
  | { readonly kind: 'tell'; readonly remark: ReadyRemark | null; readonly typed: string }
  /** Begin, or end, to practise; `no_practice` follows at once where that cannot be. */
  | { readonly kind: 'practise'; readonly does: 'start' | 'leave' }

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

/** A scan is not taken; the screen says why. */
export function refuse(
  session: Session,
  why: ScanRefusal,
  { text, name }: Pick<Finding, 'text' | 'name'>,
): Next {
  return next(session, { notice: { kind: 'scan_refused', why, text, name } }, 'refused')
}
