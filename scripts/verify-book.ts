import { performance } from 'node:perf_hooks'
import { countText, summaryLine } from '../core/book/verify/verdict.ts'
import { verifyBook } from '../core/book/verify/verify-book.ts'
import { verifyWords } from '../core/words/en/verify.ts'
import { readOrEnd } from './open-book.ts'

/** Who waits longer than this wants to see that something happens. */
const QUIET_MS = 1_000

const reader = readOrEnd()
let toldAt = performance.now()
const verdict = verifyBook(reader, {
  onProgress({ moves, ofMoves }) {
    if (performance.now() - toldAt < QUIET_MS) return
    toldAt = performance.now()
    console.error(verifyWords.progress({ moves: countText(moves), ofMoves: countText(ofMoves) }))
  },
})
reader.close()
console.log(summaryLine(verdict))
process.exitCode = verdict.ok ? 0 : 1
