import { createHash } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { BookRefusal, CentralUnavailable, type Central } from '../database/central.ts'
import { openCentralFile } from '../database/central-file.ts'
import { openCentralHttp, type CentralAddress } from '../database/central-http.ts'
import { writeMaster } from '../database/write-master.ts'
import { BYTE_ORDER_MARK, csvText } from '../data-out/csv-text.ts'
import { adminData } from '../words/en/admin-data.ts'
import { moneyFactorOf } from './amount-text.ts'
import { checkTable, type CheckedTable, type TableFacts } from './check-table.ts'
import { ITEM_KINDS } from './importers/items.ts'
import type { Authority, CheckContext, ImportName, RowNote, RowResult } from './importer.ts'
import { importerFor } from './importers.ts'
import { openingParts } from './opening-documents.ts'
import { problem, type RowProblem } from './problem.ts'

/** What is done with an upload, in a process of its own. */
export interface ImportJob {
  readonly mode: 'check' | 'write'
  /** Where the upload lies. */
  readonly folder: string
  readonly bookPath: string
  /** Where the book is written to, when it does not lie here. */
  readonly central?: CentralAddress | undefined
  readonly name: ImportName
  readonly authority: Authority
  /** Milliseconds since 1970. */
  readonly now: number
  /** What the file came in: a form with fields beside it. */
  readonly contentType: string
  /** What was shown to who accepts it; '' while it is checked. */
  readonly digest: string
}

/** What is shown of a check: all its counts, and as many rows as a page holds. */
export interface CheckSummary {
  readonly fileName: string
  /** SHA-256 of the table. */
  readonly fileHash: string
  readonly facts: TableFacts | undefined
  readonly digest: string
  readonly counts: Readonly<Record<'new' | 'changed' | 'unchanged' | 'problems' | 'notes', number>>
  readonly rows: readonly RowResult[]
  readonly problems: readonly RowProblem[]
  readonly notes: readonly RowNote[]
}

export type ImportAnswer =
  | { readonly kind: 'checked'; readonly summary: CheckSummary }
  /** The book is another one than when it was shown: nothing was written, and this is what it would do now. */
  | { readonly kind: 'differs'; readonly summary: CheckSummary }
  /** Written; documents of opening stock are still to be taken on, from {@link FILES}.openings. */
  | { readonly kind: 'written'; readonly summary: CheckSummary }

/** What whoever runs an import hears of it, and is asked. */
export interface ImportSide {
  readonly onProgress: (done: number, of: number) => void
  /** It is about to write: resolves when nobody else writes any more, until there is an answer. */
  readonly beforeWriting: () => Promise<void>
}
export type RunImport = (job: ImportJob, side: ImportSide) => Promise<ImportAnswer>

/** What lies in the folder of an upload. */
export const FILES = {
  sent: 'sent',
  table: 'table.csv',
  fields: 'fields.json',
  problems: 'problems.csv',
  openings: 'openings.ndjson',
  state: 'state.json',
} as const

export const FILE_MAX_BYTES = 10 * 1024 * 1024
const SHOWN_ROWS = 100
const SECRET_FILE = { mode: 0o600 }

/**
 * Checks an upload, or checks it again and writes it: all of it or nothing. Others write on while it is checked; what
 * they wrote until they were held back is seen, since then the book's number is another one and it is checked once more.
 */
export const runImport: RunImport = async (job, { onProgress, beforeWriting }) => {
  const readers = openScopedReaders(job.bookPath)
  try {
    const fields = await readFields(job)
    const bytes = readFileSync(join(job.folder, FILES.table))
    const fileHash = createHash('sha256').update(bytes).digest('hex')
    const look = () => {
      const seen = seqOf(readers)
      const checked = check(job, bytes, fields, readers, onProgress)
      writeProblems(job.folder, checked)
      const isShown = checked.digest === job.digest && checked.problems.length === 0
      return { seen, checked, isShown, summary: summaryOf(checked, fields.fileName, fileHash) }
    }
    let found = look()
    if (job.mode === 'check') return { kind: 'checked', summary: found.summary }
    if (found.isShown && found.checked.statements.length > 0) {
      await beforeWriting()
      if (seqOf(readers) !== found.seen) found = look()
    }
    const { checked, isShown, summary } = found
    if (!isShown) return { kind: 'differs', summary }
    writeOpenings(job.folder, checked)
    if (checked.statements.length === 0) return { kind: 'written', summary }
    const central = job.central === undefined ? openCentralFile(job.bookPath) : openCentralHttp(job.central)
    try {
      return (await isWritten(central, checked)) ? { kind: 'written', summary } : { kind: 'differs', summary }
    } finally {
      central.close()
    }
  } finally {
    readers.close()
  }
}

/** Goes up with every write: what was read before and is read after, with the same number, is the same. */
const seqOf = ({ whole }: ScopedReaders): number => Number(whole.get('SELECT seq FROM meta')?.[0])

function check(
  job: ImportJob,
  bytes: Uint8Array,
  { decimals, mayLeaveOut, defaultKind, isMissing }: Fields,
  readers: ScopedReaders,
  onProgress: ImportSide['onProgress'],
): CheckedTable {
  const importer = importerFor(job.name, job.authority)
  if (importer === undefined) throw new Error(`${job.name} is not for ${job.authority.role}`)
  const [currency] = readers.whole.get('SELECT currency FROM meta') ?? []
  const context: CheckContext = {
    reader: readers.of(job.authority.branch === null ? ALL_BRANCHES : onlyBranch(job.authority.branch)),
    whole: readers.whole,
    authority: job.authority,
    now: job.now,
    currency: String(currency),
    moneyFactor: moneyFactorOf(String(currency)),
    defaultKind,
  }
  const wrong = isMissing ? problem('no_file') : tooLarge(bytes)
  // One state of the book for all its tables, however long the check takes.
  return context.reader.snapshot(() =>
    checkTable(importer, bytes, { decimals, mayLeaveOut }, context, { onProgress, ...(wrong && { wrong }) }),
  )
}

const tooLarge = ({ length }: Uint8Array) =>
  length > FILE_MAX_BYTES
    ? problem('too_large', adminData.megabytes(FILE_MAX_BYTES / 1024 / 1024))
    : undefined

/** One atomic batch. False: somebody was faster, and the book says no to one of the statements. */
async function isWritten(central: Central, { statements }: CheckedTable): Promise<boolean> {
  try {
    await writeMaster(central, statements)
    return true
  } catch (error) {
    const isClash = error instanceof CentralUnavailable && /constraint/i.test(error.message)
    if (isClash || error instanceof BookRefusal) return false
    throw error
  }
}

function summaryOf(checked: CheckedTable, fileName: string, fileHash: string): CheckSummary {
  const { results, problems, notes, facts, digest } = checked
  const countOf = (state: RowResult['state']) => results.filter((result) => result.state === state).length
  return {
    fileName,
    fileHash,
    facts,
    digest,
    counts: {
      new: countOf('new'),
      changed: countOf('changed'),
      unchanged: countOf('unchanged'),
      problems: problems.length,
      notes: notes.length,
    },
    rows: results
      .filter(({ state }) => state !== 'unchanged')
      .toSorted((one, other) => one.line - other.line)
      .slice(0, SHOWN_ROWS),
    problems: problems.slice(0, SHOWN_ROWS),
    notes: notes.slice(0, SHOWN_ROWS),
  }
}

/** Every problem, as a table that is corrected beside the file. */
function writeProblems(folder: string, { problems, notes }: CheckedTable): void {
  const { headings } = adminData.problemFile
  const rows = [
    ...problems.map(({ line, column, wrong, remedy }) => ({ line, cells: [column, wrong, remedy] })),
    ...notes.map(({ line, note }) => ({ line, cells: ['', note, ''] })),
  ].toSorted((one, other) => one.line - other.line)
  const text = csvText([headings, ...rows.map(({ line, cells }) => [line, ...cells])])
  writeFileSync(join(folder, FILES.problems), BYTE_ORDER_MARK + text, SECRET_FILE)
}

/** One line of JSON for each document, so that whoever takes them on reads one at a time. */
function writeOpenings(folder: string, { openings }: CheckedTable): void {
  if (openings.length === 0) return
  const lines = openingParts(openings).map((part) => `${JSON.stringify(part)}\n`)
  writeFileSync(join(folder, FILES.openings), lines.join(''), SECRET_FILE)
}

const fieldsSchema = z.object({
  fileName: z.string(),
  decimals: z.enum(['.', ',']).optional(),
  mayLeaveOut: z.boolean(),
  defaultKind: z.enum(ITEM_KINDS).optional(),
  isMissing: z.boolean(),
})
type Fields = z.infer<typeof fieldsSchema>

const NAME_MAX = 100

/** Takes the form apart at the first check, here and not in the process that scans: ten megabytes take their time. */
async function readFields({ folder, contentType }: ImportJob): Promise<Fields> {
  const path = join(folder, FILES.fields)
  const known = readIfThere(path)
  if (known !== undefined) return fieldsSchema.parse(JSON.parse(known.toString('utf8')))
  const sent = readFileSync(join(folder, FILES.sent))
  const form = await new Response(sent, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => new FormData())
  const file = form.get('file')
  const table = file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array()
  const textOf = (name: string): string | undefined => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const [decimals, kind] = [textOf('decimals'), textOf('kind')]
  const fields: Fields = {
    fileName: fileNameOf(file),
    ...(decimals === '.' || decimals === ',' ? { decimals } : {}),
    mayLeaveOut: textOf('leave_out') === 'yes',
    defaultKind: ITEM_KINDS.find((each) => each === kind),
    isMissing: !(file instanceof Blob) || (file.size === 0 && fileNameOf(file) === ''),
  }
  writeFileSync(join(folder, FILES.table), table, SECRET_FILE)
  writeFileSync(path, JSON.stringify(fields), SECRET_FILE)
  rmSync(join(folder, FILES.sent))
  return fields
}

/** Only to show whose table it is; it names no file here. */
function fileNameOf(file: ReturnType<FormData['get']>): string {
  if (!(file instanceof File)) return ''
  return file.name
    .replace(/[\p{C}/\\]/gu, ' ')
    .trim()
    .slice(0, NAME_MAX)
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
