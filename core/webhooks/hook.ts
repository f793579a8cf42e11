import type { BranchId, PersonId } from '../kernel/ids.ts'

/** What another system can be told. A new one is a name here, its words, and whoever notices it. */
export const HOOK_EVENTS = ['document.posted', 'document.refused', 'needs_person'] as const
export type HookEvent = (typeof HOOK_EVENTS)[number]
/** Sent by hand, so that somebody sees whether the other end hears and checks the signature. */
export const TEST_EVENT = 'test'
export type DeliveredEvent = HookEvent | typeof TEST_EVENT

/** Another system that wants to be told: without its secret, which is for signing only. */
export interface Hook {
  readonly id: string
  readonly url: string
  /** undefined: of all branches. */
  readonly branch: BranchId | undefined
  readonly events: readonly HookEvent[]
  /** It is told amounts and totals too. */
  readonly withCosts: boolean
  /** Who answers for it: made it, or took it over. */
  readonly madeBy: PersonId
  readonly madeAt: number
  /**
   * Why nothing is sent: a person paused it, the other end answered that it is gone, or who answered for it does not
   * steer its branch any more.
   */
  readonly paused: 'person' | 'gone' | 'unanswered' | undefined
  readonly lastDoneAt: number | undefined
  /** Since when it takes nothing. */
  readonly failingSince: number | undefined
}

export interface NewHook {
  readonly url: string
  readonly branch: BranchId | undefined
  readonly events: readonly HookEvent[]
  readonly withCosts: boolean
  readonly madeBy: PersonId
}

/** One message to one hook. */
export interface Delivery {
  /** Its place in the order of all of them. */
  readonly n: number
  /** The same on every try. */
  readonly id: string
  readonly event: DeliveredEvent
  readonly state: 'waiting' | 'done' | 'given_up'
  readonly madeAt: number
  readonly tries: number
  readonly nextTryAt: number
  readonly triedAt: number | undefined
  /** A status, or why there was none: see `send-delivery.ts`. */
  readonly answer: string | undefined
}
