import type { GateCode } from '../../core/central/gate-answers.ts'

/** The gate's own no: nothing was passed on, or nobody knows what became of it (GATE_NO_ANSWER). */
export class GateRefusal extends Error {
  override readonly name = 'GateRefusal'
  readonly code: GateCode
  /** `words`: for a person, with the remedy; no token, no parameter and no text of a statement in them. */
  constructor(code: GateCode, words: string) {
    super(words)
    this.code = code
  }
}
