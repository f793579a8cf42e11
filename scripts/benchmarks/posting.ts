import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SealedDocument } from '../../core/book/content.ts'
import { postDocuments } from '../../core/book/post.ts'
import { openCentralHttp } from '../../core/database/central-http.ts'
import { startSqld } from '../../core/testing/sqld.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import type { Write, WriteText } from '../../core/database/catalogue.ts'
import type { Central, Row } from '../../core/database/central.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { furnishBench, salesAmong, type BenchBook } from './bench-book.ts'
import { atLeast, median, timed, type Figure } from './measure.ts'

const HOT_ITEMS = 200
const MOVE_COLUMNS = `id, document, item, from_location, to_location, quantity, amount, debit_account, credit_account,
  answers, mirrors, from_previous, to_previous, debit_previous, credit_previous`
const DOCUMENT_COLUMNS = `position, id, writer, seq, state, event, branch, series, number, posting_date, accepted_at,
  posted_at, clock_doubtful, accepted_by, first_move, line_count, total, sales_order, run, transfer, answers, reverses,
  settles, content, content_hash, refusal`

/** Throughput of the posting function ÷ that of the same rows in hand-written batches with the same triggers. */
export async function benchPosting(): Promise<Figure[]> {
  return [...(await onFiles()), ...(await onServers())]
}

async function onFiles(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'scanbook-bench-post-'))
  const ours = openCentralFile(join(folder, 'ours.db'))
  const byHand = openCentralFile(join(folder, 'by-hand.db'))
  try {
    return await compare('file', ours, byHand)
  } finally {
    ours.close()
    byHand.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onServers(): Promise<Figure[]> {
  const servers = [await startSqld(), await startSqld()] as const
  const ours = openCentralHttp({ ...servers[0], timeoutMs: 60_000 })
  const byHand = openCentralHttp({ ...servers[1], timeoutMs: 60_000 })
  try {
    return await compare('sqld', ours, byHand)
  } finally {
    ours.close()
    byHand.close()
    for (const server of servers) await server.stop()
  }
}

async function compare(where: string, ours: Central, byHand: Central): Promise<Figure[]> {
  const book = await furnishBench(ours, HOT_ITEMS)
  await furnishBench(byHand, HOT_ITEMS)
  const single = await ratioOf({ ours, byHand, book, size: 1, rounds: 300 })
  const grouped = await ratioOf({ ours, byHand, book, size: 200, rounds: 15 })
  return [
    atLeast(`post singly on ${where}, against by hand`, single, 0.7, '×'),
    atLeast(`post in groups of 200 on ${where}, against by hand`, grouped, 0.7, '×'),
  ]
}

interface Comparison {
  readonly ours: Central
  readonly byHand: Central
  readonly book: BenchBook
  readonly size: number
  readonly rounds: number
}

/** Posts each group in ours, reads the rows it made, and writes exactly those into the twin; median of the ratios. */
async function ratioOf({ ours, byHand, book, size, rounds }: Comparison): Promise<number> {
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const documents = salesAmong(book, HOT_ITEMS, size)
    const oursMs = await timed(() => postDocuments(ours, documents, book.context))
    const statements = await statementsByHand(ours, documents)
    const byHandMs = await timed(() => byHand.batch(statements))
    if (round > 0) ratios.push(byHandMs / oursMs)
  }
  return median(ratios)
}

async function statementsByHand(central: Central, documents: readonly SealedDocument[]): Promise<Write[]> {
  const ids = JSON.stringify(documents.map(({ content }) => content.id))
  const headers = await central.all({
    sql: `SELECT ${DOCUMENT_COLUMNS} FROM document WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY position`,
    args: [ids],
  })
  const first = Number(headers[0]?.[0])
  const start = await central.all({
    sql: 'SELECT first_move FROM document WHERE position = ?1',
    args: [first],
  })
  const moves = await central.all({
    sql: `SELECT ${MOVE_COLUMNS} FROM move WHERE id >= ?1 ORDER BY id`,
    args: [Number(start[0]?.[0])],
  })
  return inOrder(headers, moves)
}

function inOrder(headers: readonly Row[], moves: readonly Row[]): Write[] {
  const insertMove = insertInto('move', MOVE_COLUMNS)
  const insertDocument = insertInto('document', DOCUMENT_COLUMNS)
  return headers.flatMap((header) => [
    ...moves.filter((move) => move[1] === header[0]).map((args) => ({ sql: insertMove, args })),
    { sql: insertDocument, args: header },
  ])
}

function insertInto(table: string, columns: string): WriteText {
  const parameters = columns.split(',').map((_, index) => `?${index + 1}`)
  return uncatalogued(`INSERT INTO ${table} (${columns}) VALUES (${parameters.join(', ')})`)
}
