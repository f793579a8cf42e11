import { parseArgs } from 'node:util'
import { summaryLine } from '../../core/book/verify/verdict.ts'
import { restoreCopy, type NotRestored, type Restored } from '../../core/backup/restore.ts'
import { words } from '../../core/words/catalogue.ts'
import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'
import { lockDataFolder } from '../serve/data-folder.ts'
import { StartFailure } from '../serve/start-failure.ts'
import { dataFolderIn, fromCaller } from './backup-settings.ts'

/** scripts/restore folder [--force]: puts a copy in the place of the data folder's book, and says what that means. */
const { backup: text } = words
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const formats = createFormats({ currency: NO_CURRENCY })

try {
  const { values, positionals } = readArguments()
  process.exitCode = await restore(fromCaller(process.env, positionals[0] ?? ''), values.force)
} catch (error) {
  if (!(error instanceof StartFailure)) throw error
  console.error(error.message)
  process.exitCode = 2
}

function readArguments() {
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false } },
    })
    if (read.positionals.length === 1) return read
  } catch {
    // Said below, as for too few of them.
  }
  throw new StartFailure(text.usage.restore)
}

async function restore(copy: string, force: boolean): Promise<number> {
  const dataFolder = dataFolderIn(process.env)
  const lock = lockDataFolder(dataFolder)
  try {
    const result = await restoreCopy({
      copy,
      dataFolder,
      force,
      now: Date.now(),
      onStage: (stage) => console.error(`${text.restoreStages[stage]} ...`),
    })
    if (result.kind !== 'restored') {
      console.error(objectionWords(result, copy))
      return 1
    }
    for (const line of restoredWords(result)) console.log(line)
    return result.verdict.ok && result.again.stoppedAt === undefined ? 0 : 1
  } finally {
    lock.release()
  }
}

function objectionWords(objection: NotRestored, copy: string): string {
  const { refused } = text.restore
  switch (objection.kind) {
    case 'no_copy':
      return refused.noCopy(copy)
    case 'damaged':
      return refused.damaged(objection.file)
    case 'other_company':
      return refused.otherCompany(objection.company, objection.here)
    case 'unknown_company':
      return refused.unknownCompany
    case 'newer_program':
      return refused.newerProgram
    case 'red':
      return refused.red(summaryLine(objection.verdict))
  }
}

function restoredWords({ manifest, replaced, outbox, again, waiting, verdict }: Restored): string[] {
  const { restore: said } = text
  const made = `${formats.date(manifest.madeAt, zone)} ${formats.time(manifest.madeAt, zone)}`
  const isNewer = again.posted + again.refused > 0
  return [
    said.done(manifest.company, made),
    ...manifest.writers
      .filter(({ seq }) => seq > 0)
      .map(({ writer, seq }) => said.writer(writer, formats.count(seq))),
    said[outbox],
    ...(isNewer ? [said.again(formats.count(again.posted), formats.count(again.refused))] : []),
    ...(again.stoppedAt === undefined
      ? []
      : [said.stopped(again.stoppedAt.reference, again.stoppedAt.reason)]),
    ...(waiting > 0 ? [said.waiting(formats.count(waiting))] : []),
    ...(isNewer || waiting > 0 ? [] : [said.nothingNewer]),
    said.lost,
    ...(replaced === undefined ? [] : [said.aside(replaced)]),
    verdict.ok ? summaryLine(verdict) : said.forced(summaryLine(verdict)),
  ]
}
