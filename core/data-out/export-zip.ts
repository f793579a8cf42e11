import { Zip, ZipDeflate } from 'fflate'
import type { Reader } from '../database/reader.ts'
import { moneyFactorOf } from '../data-in/amount-text.ts'
import type { BranchId } from '../kernel/ids.ts'
import { dataOut } from '../words/en/data-out.ts'
import { BYTE_ORDER_MARK, csvText, type Cell } from './csv-text.ts'
import { LEDGER_FILES } from './ledger-files.ts'
import { MASTER_FILES } from './master-files.ts'
import type { ExportSource, TableFile } from './table-file.ts'
import { WORK_FILES } from './work-files.ts'

const ROWS_AT_ONCE = 500

export interface ExportRequest {
  /** As far as the visitor sees. */
  readonly reader: Reader
  /** null: all branches. */
  readonly branch: BranchId | null
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Everything as one zip of CSV files, in pieces: master data and stock of one moment, in the columns of the importers,
 * then the books up to the same moment. No file holds a secret: columns are named, never "all of them".
 */
export function* exportEverything({ reader, branch, now }: ExportRequest): Generator<Uint8Array, void> {
  const { source, company, masters } = reader.snapshot(() => readMoment(reader, branch))
  const chunks: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    chunks.push(chunk)
  })
  const add = function* (path: string, parts: Iterable<string>): Generator<Uint8Array, void> {
    const file = new ZipDeflate(path, { level: 6 })
    file.mtime = now
    zip.add(file)
    for (const part of parts) {
      file.push(Buffer.from(part, 'utf8'))
      yield* chunks.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* chunks.splice(0)
  }
  yield* add(dataOut.readMe, [readMe(company, source, now)])
  for (const [file, rows] of masters) yield* add(file.path, csvParts(file, rows))
  for (const file of [...LEDGER_FILES, ...WORK_FILES])
    yield* add(file.path, csvParts(file, file.rows(source)))
  zip.end()
  yield* chunks.splice(0)
}

/** What must be of one moment: as large as the master data is, not as the history. */
function readMoment(reader: Reader, branch: BranchId | null) {
  const [company, currency] = reader.get('SELECT company, currency FROM meta') ?? []
  const source: ExportSource = {
    reader,
    branch,
    moneyFactor: moneyFactorOf(String(currency)),
    last: Number(reader.get('SELECT max(k.position) FROM main.document k')?.[0] ?? 0),
  }
  const masters = MASTER_FILES.map((file) => [file, [...file.rows(source)]] as const)
  return { source, company: String(company), masters }
}

function* csvParts({ headings }: TableFile, rows: Iterable<readonly Cell[]>): Generator<string, void> {
  yield BYTE_ORDER_MARK + csvText([headings])
  let waiting: (readonly Cell[])[] = []
  for (const row of rows) {
    waiting.push(row)
    if (waiting.length < ROWS_AT_ONCE) continue
    yield csvText(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield csvText(waiting)
}

function readMe(company: string, { reader, branch }: ExportSource, now: number): string {
  const [prefix, name] = reader.get('SELECT prefix, name FROM branch WHERE id = ?1', branch) ?? []
  return dataOut.readMeText({
    company,
    whose: branch === null ? dataOut.allBranches : `${String(prefix)} ${String(name)}`,
    madeAt: new Date(now).toISOString(),
    files: [...MASTER_FILES, ...LEDGER_FILES, ...WORK_FILES].map(({ path, about }) => [path, about]),
  })
}
