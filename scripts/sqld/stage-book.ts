import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { countTheRestore } from '../../core/backup/count-the-restore.ts'
import { copyDatabase, syncPath, writeWhole } from '../../core/backup/durable-files.ts'
import { clearStage } from '../../core/backup/switch-files.ts'
import type { Verdict } from '../../core/book/verify/verdict.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { readWriterHeads, type WriterHead } from '../../core/book/writer-heads.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { migrate, SchemaIsNewer } from '../../core/database/migrate.ts'
import { openReader } from '../../core/database/reader.ts'
import { DATABASE_FOLDER } from './bring-up.ts'
import { lookAt } from './candidates.ts'
import { BOOK_IN_DATABASE, ENROLMENT_NAME, servedBookPath } from './served-files.ts'

/** The highest epoch that was ever served from this folder: the book that would tell may be the one that was lost. */
const EPOCH_NAME = 'epoch'

export interface StageOrder {
  /** Central's data folder. Whoever calls holds its lock. */
  readonly folder: string
  /** The folder of a copy, or a station's replica.db. */
  readonly source: string
  /** The highest epoch that anybody is known to have seen: of other copies, of stations; 0 where nobody is known. */
  readonly epochSeen: number
  /** Over another company's book, one that cannot be read, or although `verify` is red or the source is damaged. */
  readonly force: boolean
}

/** A book that is ready beside, and becomes the served one by one switch. */
export interface StagedBook {
  readonly kind: 'staged'
  readonly company: string
  readonly databaseId: string
  /** Of the book as it will be served. */
  readonly epoch: number
  readonly seq: number
  readonly heads: readonly WriterHead[]
  readonly verdict: Verdict
  /** The enrolments that are here go on; only where there are none, those of a copy come with it. */
  readonly enrolment: 'kept' | 'copied' | 'none'
}

/** Why nothing was staged; nothing changed. */
export type NotStaged =
  | { readonly kind: 'no_book'; readonly reason: string }
  | { readonly kind: 'damaged'; readonly reason: string }
  | { readonly kind: 'other_company'; readonly company: string; readonly here: string }
  | { readonly kind: 'unknown_company' }
  | { readonly kind: 'newer_program' }
  | { readonly kind: 'red'; readonly verdict: Verdict }

/**
 * Makes a book ready beside the one that is served, in a fresh folder without the server's log, as whose continuation
 * replicas would take it: with this release's schema, an epoch of its own, and verified. The server may work meanwhile.
 * Blocks for as long as it takes to read the book twice.
 */
export async function stageBook(order: StageOrder): Promise<StagedBook | NotStaged> {
  const { folder, source, epochSeen, force } = order
  const { book, damage } = lookAt(source)
  if (book === undefined) return { kind: 'no_book', reason: damage ?? '' }
  if (damage !== undefined && !force) return { kind: 'damaged', reason: damage }
  const living = lookAt(servedBookPath(folder))
  if (!force && existsSync(servedBookPath(folder)) && !isEmpty(servedBookPath(folder))) {
    if (living.book === undefined) return { kind: 'unknown_company' }
    const here = living.book
    if (here.databaseId !== book.databaseId)
      return { kind: 'other_company', company: book.company, here: here.company }
  }
  const stage = clearStage(folder)
  const work = join(stage, 'book.db')
  copyDatabase(book.file, work)
  try {
    await bringUpToDate(work, Math.max(epochSeen, living.book?.epoch ?? 0, readEpoch(folder)))
  } catch (error) {
    if (error instanceof SchemaIsNewer) return { kind: 'newer_program' }
    throw error
  }
  const staged = describe(work)
  if (!staged.verdict.ok && !force) return { kind: 'red', verdict: staged.verdict }
  putInPlace(work, join(stage, DATABASE_FOLDER))
  const enrolment = bringEnrolments(order, stage)
  writeWhole(folder, join(folder, EPOCH_NAME), String(staged.epoch))
  return { kind: 'staged', ...staged, enrolment }
}

/** Whether a server was started here that was never given a book. */
function isEmpty(path: string): boolean {
  try {
    const reader = openReader(path)
    try {
      return reader.get('SELECT count(*) FROM sqlite_master')?.[0] === 0
    } finally {
      reader.close()
    }
  } catch {
    return false
  }
}

/** The same book for a server: migrated, told from the one that was lost, in WAL mode with its log in the file. */
async function bringUpToDate(path: string, epochSeen: number): Promise<void> {
  const central = openCentralFile(path)
  try {
    await migrate(central)
    await countTheRestore(central, epochSeen)
    await central.script('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    central.close()
  }
}

function describe(path: string) {
  const reader = openReader(path)
  try {
    const [databaseId, company, epoch, seq] =
      reader.get('SELECT database_id, company, epoch, seq FROM meta') ?? []
    return {
      databaseId: String(databaseId),
      company: String(company),
      epoch: Number(epoch),
      seq: Number(seq),
      heads: readWriterHeads(reader),
      verdict: verifyBook(reader),
    }
  } finally {
    reader.close()
  }
}

/**
 * Gives a server the book as a file that this process never opened: SQLite would keep this process's view of its log,
 * which the server does not share, for as long as anything here remembers the file.
 */
function putInPlace(work: string, database: string): void {
  const path = join(database, ...BOOK_IN_DATABASE)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  copyFileSync(work, path)
  for (const part of ['', '-wal', '-shm']) rmSync(`${work}${part}`, { force: true })
  for (let part = path; part !== dirname(database); part = dirname(part)) syncPath(part)
}

function bringEnrolments({ folder, source }: StageOrder, stage: string): StagedBook['enrolment'] {
  if (existsSync(join(folder, ENROLMENT_NAME))) return 'kept'
  const copied = join(source, ENROLMENT_NAME)
  if (!existsSync(copied)) return 'none'
  copyDatabase(copied, join(stage, ENROLMENT_NAME))
  return 'copied'
}

function readEpoch(folder: string): number {
  try {
    return Number(readFileSync(join(folder, EPOCH_NAME), 'utf8'))
  } catch {
    return 0
  }
}
