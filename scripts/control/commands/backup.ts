import { join } from 'node:path'
import { readManifest } from '../../../core/backup/manifest.ts'
import { recordCopy } from '../../../core/backup/record-copy.ts'
import { words } from '../../../core/words/catalogue.ts'
import { forkBackup } from '../../backups/fork-backup.ts'
import type { Command } from '../command.ts'

const { central: text, backup: copies } = words

/**
 * Copies the book that is served, and who is enrolled, in a process of its own, while stations go on posting. The book
 * is told of it: what it has had in a copy for a week, stations need not keep.
 */
export const backup: Command = {
  name: 'backup',
  call: text.usage.backup[0],
  options: {},
  takes: { least: 0, most: 1 },
  needsBook: true,
  areTheyPaths: true,
  async run({ folder, clock, book }, { positionals }, say) {
    const into = positionals[0] ?? join(folder, 'backups')
    const made = forkBackup({ dataFolder: folder, folder: into, of: 'central', now: clock.now() })
    made.onStage((stage) => say(`${copies.stages[stage]} ...`))
    const outcome = await made.outcome
    say(outcome.kind === 'made' ? text.copied(outcome.path) : outcome.words)
    if (outcome.kind !== 'made') return false
    const manifest = readManifest(outcome.path)
    if (manifest !== undefined) await recordCopy(book, manifest)
    return true
  },
}
