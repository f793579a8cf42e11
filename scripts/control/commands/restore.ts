import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { copySecret } from '../../../core/backup/make-copy.ts'
import { words } from '../../../core/words/catalogue.ts'
import { lookAtCandidates, type Candidate } from '../../sqld/candidates.ts'
import { putBook } from '../../sqld/put-book.ts'
import { candidateWords, notStagedWords, putBookWords } from '../../sqld/restore-words.ts'
import type { Command } from '../command.ts'
import { stateWords } from '../state-words.ts'
import { formats } from '../texts.ts'

const { usage, restore: text } = words.central
/** What PINs are verified with comes with the company's first book. */
const PIN_KEY = 'pin.key'

/**
 * Puts back the freshest of the copies and replicas that are named, into a fresh log, under an epoch of its own; then
 * says what was lost. Posting opens by itself where nothing was.
 */
export const restore: Command = {
  name: 'restore',
  call: usage.restore[0],
  options: { force: { type: 'boolean' } },
  takes: { least: 1, most: 100 },
  areTheyPaths: true,
  async run(central, { positionals, values }, say) {
    const candidates = lookAtCandidates(positionals)
    for (const line of candidateWords(candidates, formats)) say(line)
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
      say(notStagedWords(outcome, best.path))
      return false
    }
    const state = central.state()
    for (const line of putBookWords(outcome, state.kind === 'lost' ? state.missing : [], formats)) say(line)
    say(stateWords(state))
    return true
  },
}

function bringPinKey(folder: string, { kind, path }: Candidate): void {
  const [from, to] = [join(path, PIN_KEY), join(folder, PIN_KEY)]
  if (kind === 'copy' && existsSync(from) && !existsSync(to)) copySecret(from, to)
}
