import { existsSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { parseArgs } from 'node:util'
import { listCopies } from '../../core/backup/list-copies.ts'
import { hostBookPath, makeCopy, sourcesOfHost, type BackupStage } from '../../core/backup/make-copy.ts'
import type { Manifest } from '../../core/backup/manifest.ts'
import { copiesToRemove } from '../../core/backup/retention.ts'
import { createFormats, NO_CURRENCY } from '../../core/words/format.ts'
import { words } from '../../core/words/catalogue.ts'
import { programVersion } from '../../core/kernel/program-version.ts'
import { servedBookPath, sourcesOfCentral } from '../sqld/served-files.ts'
import { backupFailureWords } from './backup-failure.ts'
import { backupFolder, dataFolderIn, fromCaller } from './backup-settings.ts'
import { ownBookIn, tellOwnBook, timeOfBook } from './own-book.ts'
import { sizeText } from './size-text.ts'

/** What a child tells its parent; the last one is the outcome. */
export type BackupTold =
  | { readonly kind: 'stage'; readonly stage: BackupStage }
  | { readonly kind: 'made'; readonly path: string }
  | { readonly kind: 'failed'; readonly words: string }

/**
 * scripts/backup [folder]: makes one copy of the data folder, while its process works or not, and removes those that
 * may go. With `--central <its data folder>`: of the book that central serves. Forked by that process, it tells what it
 * does in messages and else in lines; exit 1: no copy, or a red one.
 */
const { backup: text } = words

// The scanner's process goes first.
setPriority(constants.priority.PRIORITY_LOW)
// The parent is gone: nobody waits for this copy, and the next start makes its own.
process.on('disconnect', () => process.exit(1))

const order = readOrder()
if (order === undefined) end(2, { kind: 'failed', words: text.usage.backup })
else await backUp(order)

interface Order {
  readonly dataFolder: string
  /** Where copies lie. */
  readonly folder: string
  readonly isCentral: boolean
  /** Of the process that forked this one (ms); undefined: called by hand. */
  readonly now: number | undefined
}

function readOrder(): Order | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { central: { type: 'string' }, now: { type: 'string' } },
    })
    const now = values.now === undefined ? undefined : Number(values.now)
    if (positionals.length > 1 || (now !== undefined && !Number.isSafeInteger(now))) return undefined
    const dataFolder = values.central ?? dataFolderIn(process.env)
    const [asked] = positionals
    const folder =
      asked === undefined ? backupFolder(process.env, dataFolder) : fromCaller(process.env, asked)
    return {
      dataFolder,
      folder,
      isCentral: values.central !== undefined,
      now,
    }
  } catch {
    return undefined
  }
}

async function backUp({ dataFolder, folder, isCentral, now }: Order): Promise<void> {
  const book = isCentral ? servedBookPath(dataFolder) : hostBookPath(dataFolder)
  if (!existsSync(book)) return end(1, { kind: 'failed', words: text.failed.noBook(dataFolder) })
  const own = isCentral ? undefined : ownBookIn(dataFolder)
  try {
    const { path, manifest } = makeCopy({
      sources: isCentral ? sourcesOfCentral(dataFolder) : sourcesOfHost(dataFolder),
      into: folder,
      now: now ?? (own === undefined ? Date.now() : timeOfBook(own)),
      program: programVersion(),
      onStage: (stage) => tell({ kind: 'stage', stage }),
    })
    // Whoever forked this one tells the book itself.
    if (process.send === undefined && own !== undefined) await tellBook(own, manifest)
    await removeOld(folder, manifest.databaseId)
    const size = manifest.files.reduce((sum, file) => sum + file.size, 0)
    if (process.send === undefined) console.log(text.made(path, sizeText(size)))
    if (process.send === undefined) console.log(manifest.verify.summary)
    if (manifest.verify.ok) end(0, { kind: 'made', path })
    else end(1, { kind: 'failed', words: text.red(manifest.verify.summary) })
  } catch (error) {
    end(1, { kind: 'failed', words: backupFailureWords(error, folder) })
  }
}

/** The copy is there all the same: its documents are only kept for longer. */
async function tellBook(book: string, manifest: Manifest): Promise<void> {
  try {
    await tellOwnBook(book, manifest)
  } catch (error) {
    console.error(text.untold(error instanceof Error ? error.message : String(error)))
  }
}

async function removeOld(folder: string, databaseId: string): Promise<void> {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const formats = createFormats({ currency: NO_CURRENCY })
  const copies = await listCopies(folder)
  for (const { path } of copiesToRemove(copies, { databaseId, dayOf: (at) => formats.businessDay(at, zone) }))
    rmSync(path, { recursive: true, force: true })
}

function tell(told: BackupTold): void {
  if (process.send !== undefined) process.send(told)
  else if (told.kind === 'stage') console.error(`${text.stages[told.stage]} ...`)
  else if (told.kind === 'failed') console.error(told.words)
}

function end(code: number, told: BackupTold): void {
  process.exitCode = code
  tell(told)
  if (process.send !== undefined) process.disconnect()
}
