import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { copySecret } from '../../../core/backup/make-copy.ts'
import { summaryLine } from '../../../core/book/verify/verdict.ts'
import { words } from '../../../core/words/catalogue.ts'
import { lookAtCandidates, type Candidate } from '../../sqld/candidates.ts'
import { putBook, type PutBook } from '../../sqld/put-book.ts'
import type { NotStaged } from '../../sqld/stage-book.ts'
import type { Command } from '../command.ts'
import type { RunningCentral } from '../running-central.ts'
import { sayMissing } from '../say-missing.ts'
import { countText } from '../texts.ts'

const { central: words_, backup } = words
const { restore: text } = words_
/** What PINs are verified with comes with the company's first book. */
const PIN_KEY = 'pin.key'

/**
 * Puts back the freshest of the copies and replicas that are named, into a fresh log, under an epoch of its own; then
 * says what was lost. Posting opens by itself where nothing was.
 */
export const restore: Command = {
  name: 'restore',
  call: words_.usage.restore[0],
  options: { force: { type: 'boolean' } },
  takes: { least: 1, most: 100 },
  areTheyPaths: true,
  async run(central, { positionals, values }, say) {
    const candidates = lookAtCandidates(positionals)
    for (const candidate of candidates) say(lineOf(candidate))
    const [best] = candidates
    if (best?.book === undefined) {
      say(text.none)
      return false
    }
    say(text.taking(best.path))
    const outcome = await central.whileClosed(async () => {
      const order = {
        folder: central.folder,
        source: best.path,
        epochSeen: 0,
        force: values['force'] === true,
      }
      const put = await putBook(central.server, order, central.clock.now())
      if (put.kind === 'restored') bringPinKey(central.folder, best)
      return put
    })
    if (outcome.kind !== 'restored') {
      say(whyNot(outcome))
      return false
    }
    sayRestored(central, outcome, say)
    return true
  },
}

function lineOf({ path, book, damage }: Candidate): string {
  if (book === undefined) return text.unreadable(path, damage ?? '')
  const line = text.candidate(path, book.company, countText(book.position), countText(book.seq))
  return damage === undefined ? line : `${line}; ${text.damaged(damage)}`
}

function bringPinKey(folder: string, { kind, path }: Candidate): void {
  const [from, to] = [join(path, PIN_KEY), join(folder, PIN_KEY)]
  if (kind === 'copy' && existsSync(from) && !existsSync(to)) copySecret(from, to)
}

function whyNot(not: NotStaged): string {
  const { refused } = backup.restore
  switch (not.kind) {
    case 'no_book':
      return text.none
    case 'damaged':
      return refused.damaged(not.reason)
    case 'other_company':
      return text.otherCompany(not.company, not.here)
    case 'unknown_company':
      return refused.unknownCompany
    case 'newer_program':
      return refused.newerProgram
    case 'red':
      return refused.red(summaryLine(not.verdict))
  }
}

function sayRestored(
  central: RunningCentral,
  { company, replaced, verdict }: PutBook,
  say: (line: string) => void,
): void {
  say(text.done(company))
  if (replaced !== undefined) say(backup.restore.aside(replaced))
  say(summaryLine(verdict))
  const state = central.state()
  if (state.kind === 'newer_book') say(words_.state.newer_book(state.message))
  else say(words_.state[state.kind])
  if (state.kind === 'lost') sayMissing(state.missing, say)
  if (replaced !== undefined) say(backup.restore.lost)
}
