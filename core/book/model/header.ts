import type { Approval } from '../content.ts'
import type { EventName } from '../events.ts'
import type { Move } from './state.ts'

/** A document that wants to be sealed; its moves are in the book already. */
export interface Header {
  readonly event: EventName
  readonly branch: number
  readonly person: number
  readonly date: string
  readonly order: number | null
  readonly run: number | null
  readonly transfer: number | null
  readonly answers: number | null
  readonly isAnswering: boolean
  readonly reverses: number | null
  readonly settles: number | null
  readonly isSettling: boolean
  /** A reversal of something that was refused, which voids it. */
  readonly isUndo: boolean
  readonly approval: Approval | undefined
  readonly lines: readonly Move[]
}

/** A rule and its code, when it is broken. */
export const when = (isBroken: boolean, code: string): string[] => (isBroken ? [code] : [])
