import { parseArgs } from 'node:util'
import { BIG, fillBook, SMALL, type FilledBook } from './big-book.ts'
import { benchApiPosting } from './api-posting.ts'
import { benchCard } from './card.ts'
import { benchFirstSync } from './first-sync.ts'
import { benchFrames } from './frames.ts'
import { benchGatePosting } from './gate-posting.ts'
import { benchGrowing } from './growing.ts'
import { benchLine } from './line.ts'
import type { Figure } from './measure.ts'
import { benchPages } from './pages.ts'
import { benchPosting } from './posting.ts'
import { benchResolving, benchSent, fillOutbox } from './resolving.ts'
import { benchScanToPaint } from './scan-to-paint.ts'
import { benchUndisturbed } from './undisturbed.ts'
import { verifyBook } from '../../core/book/verify/verify-book.ts'
import { openReader } from '../../core/database/reader.ts'

const WAITING = 50_000

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    page: { type: 'string', default: '' },
  },
})
const tell = (line: string): void => console.error(line)

/** What is measured, by name: `--only pages` runs the one, `--page order` of it the pages whose name begins so. Those of the big book share one, which takes a while to fill. */
const PARTS: readonly { readonly names: readonly string[]; readonly run: () => Promise<Figure[]> }[] = [
  { names: ['servers'], run: onServersAndFiles },
  { names: ['gate'], run: onGate },
  { names: ['sync'], run: onReplicas },
  { names: ['card'], run: onCard },
  { names: ['line'], run: onLine },
  { names: ['screen'], run: onScreen },
  { names: ['scans', 'pages', 'growing'], run: onBigBook },
]
const isAsked = (name: string): boolean => values.only === '' || values.only === name

const figures: Figure[] = []
for (const part of PARTS) if (part.names.some(isAsked)) figures.push(...(await part.run()))
if (values.json) console.log(JSON.stringify(figures, null, 2))
else printTable(figures)
process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1

async function onServersAndFiles(): Promise<Figure[]> {
  tell('Frames of the server’s log ...')
  const frames = await benchFrames()
  tell('Posting against batches by hand ...')
  const posting = await benchPosting()
  tell('Posting through the API ...')
  return [...frames, ...posting, ...(await benchApiPosting())]
}

async function onGate(): Promise<Figure[]> {
  tell('A backlog through the gate ...')
  return await benchGatePosting()
}

async function onReplicas(): Promise<Figure[]> {
  tell('A first sync ...')
  return await benchFirstSync()
}

async function onCard(): Promise<Figure[]> {
  tell('What a station writes to its card ...')
  return await benchCard()
}

async function onLine(): Promise<Figure[]> {
  tell('Scans while the line to central does what it likes ...')
  return await benchLine()
}

async function onScreen(): Promise<Figure[]> {
  tell('Scans on a screen, while documents post ...')
  return await benchScanToPaint()
}

async function onBigBook(): Promise<Figure[]> {
  let told = 0
  const big = await fillBook(BIG, (part) => {
    if (part < told) return
    tell(`Filling a book of ${BIG.moves.toLocaleString('en')} moves: ${Math.round(part * 100)} %`)
    told += 0.2
  })
  const small = await fillBook(SMALL, () => undefined)
  try {
    tell('Verifying it ...')
    assertGreen(big.path)
    return [
      ...(isAsked('pages') ? await onPages(big, small) : []),
      ...(isAsked('scans') ? await onScans(big) : []),
      ...(isAsked('growing') ? await benchGrowing(big, small) : []),
    ]
  } finally {
    big.remove()
    small.remove()
  }
}

async function onPages(big: FilledBook, small: FilledBook): Promise<Figure[]> {
  tell('Every page on it ...')
  return await benchPages(big, small, values.page)
}

async function onScans(big: FilledBook): Promise<Figure[]> {
  tell(`Scans on it, with ${WAITING.toLocaleString('en')} documents waiting ...`)
  const outboxPath = fillOutbox(big, WAITING)
  const still = [...(await benchResolving(big, outboxPath)), ...(await benchUndisturbed(big, outboxPath))]
  return [...still, ...(await benchSent(big, outboxPath))]
}

function assertGreen(path: string): void {
  const reader = openReader(path)
  const verdict = verifyBook(reader)
  reader.close()
  if (!verdict.ok) throw new Error(`the bench's own book is not in order: ${verdict.firstBad?.words}`)
}

function printTable(rows: readonly Figure[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length))
  for (const { name, value, unit, limit, ok } of rows)
    console.log(
      `${ok ? ' ok ' : 'FAIL'}  ${name.padEnd(width)}  ${`${value} ${unit}`.padStart(14)}  ${limit}`,
    )
}
