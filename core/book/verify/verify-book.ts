import type { Reader } from '../../database/reader.ts'
import { systemClock, type Clock } from '../../kernel/clock.ts'
import { BALANCE_CHECKS } from './balance-checks.ts'
import { COUNTER_CHECKS } from './counter-checks.ts'
import { LEDGER_CHECKS } from './ledger-checks.ts'
import { PLACE_CHECKS } from './place-checks.ts'
import { findFirst, openProof } from './proof.ts'
import type { Verdict } from './verdict.ts'
import { walkBook, type Progress } from './walk-book.ts'

export interface VerifyOptions {
  /** After each document. */
  readonly onProgress?: (progress: Progress) => void
  /** For the duration only. */
  readonly clock?: Clock
}

/**
 * Proves the book from the rows up, on one unchanging state of it: goes once through all documents and moves, posts
 * each again in thought, and compares what that adds up to with every balance and counter the book keeps.
 * Memory grows with balances and open lines, not with moves.
 */
export function verifyBook(reader: Reader, options: VerifyOptions = {}): Verdict {
  const clock = options.clock ?? systemClock
  const began = clock.now()
  return reader.snapshot(() => {
    const proof = openProof(reader)
    const { state } = proof
    const firstBad =
      findFirst(PLACE_CHECKS, undefined, proof) ??
      walkBook(proof, options.onProgress ?? (() => undefined)) ??
      findFirst([...BALANCE_CHECKS, ...COUNTER_CHECKS, ...LEDGER_CHECKS], undefined, proof)
    return {
      ok: firstBad === undefined,
      checkedMoves: state.moves,
      checkedDocuments: state.documents,
      ...(firstBad === undefined ? {} : { firstBad }),
      durationMs: Math.max(0, clock.now() - began),
    }
  })
}
