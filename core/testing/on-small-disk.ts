import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openCentralHttp } from '../database/central-http.ts'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { freeBytesAt } from '../kernel/disk-room.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openOutbox } from '../outbox/outbox.ts'
import { startSync } from '../sync/start-sync.ts'
import type { SyncState } from '../sync/sync-state.ts'
import { compareTables } from '../sync/table-sums.ts'

/** What a test tells the program, one at a time. */
export type SmallDiskOrder =
  /** Opens nothing of the replica: a reader keeps its log from being begun anew, and that grows. */
  | { readonly kind: 'look' }
  | { readonly kind: 'read' }
  /** Fills the disk with something else, but for so many bytes. */
  | { readonly kind: 'leave'; readonly bytes: number }
  /** Takes that away. */
  | { readonly kind: 'make_room' }
  | { readonly kind: 'accept'; readonly documents: number }
  /** Compares all that the replica has with central, which stands still. */
  | { readonly kind: 'compare' }

/** The answer to each. */
export interface SmallDiskNews {
  readonly state: SyncState
  readonly generation: string | undefined
  readonly seq: number | undefined
  /** How many writes central had, when last asked, that are not here. */
  readonly lag: number | undefined
  readonly freeBytes: number
  /** Documents in the outbox, all of them whole and in one chain. */
  readonly documents: number
  /** How long the replica's file is, and its log. */
  readonly fileBytes: number
  readonly logBytes: number
  /** Read or compared: whether the pages hang together, and how many rows of `filling` there are. */
  readonly integrity?: unknown
  readonly rows?: unknown
  readonly isSame: boolean | undefined
  readonly error: string | null
}

const WRITER = 'BRA-K1'
const BLOCK = 64 * 1024

/**
 * A program: `on-small-disk FOLDER URL TOKEN ENTRY`, for a folder on a disk of its own: a station's outbox, and the
 * process that keeps its replica (ENTRY) beside it. Does what it is sent, and answers how all of it is.
 */
const [folder = '', url = '', token = '', entry = ''] = process.argv.slice(2)
const outbox = openOutbox(join(folder, 'outbox.db'))
const filler = join(folder, 'filler')
const sync = startSync({
  folder: join(folder, 'replica'),
  central: { url, token },
  clock: systemClock,
  noise: () => {},
  report: (error) => console.error(error),
  entry,
  times: { everyMs: 200 },
})
process.on('disconnect', () => process.exit())
process.on('message', (order) => void answer(order as SmallDiskOrder))

async function answer(order: SmallDiskOrder): Promise<void> {
  let error: string | null = null
  let isSame: boolean | undefined
  let read: object | undefined
  try {
    if (order.kind === 'leave') fillUpTo(order.bytes)
    if (order.kind === 'make_room') rmSync(filler, { force: true })
    if (order.kind === 'accept') for (let n = 0; n < order.documents; n++) accept()
    if (order.kind === 'compare') isSame = await isSameAsCentral()
    if (order.kind === 'read' || order.kind === 'compare') read = readReplica()
  } catch (caught) {
    error = String(caught)
  }
  const news: SmallDiskNews = {
    state: sync.state(),
    generation: sync.replica()?.name,
    seq: sync.seq(),
    lag: sync.lag(),
    freeBytes: freeBytesAt(folder),
    documents: countChain(),
    fileBytes: bytesOf(''),
    logBytes: bytesOf('-wal'),
    ...read,
    isSame,
    error,
  }
  // A test that is over takes no answer.
  process.send?.(news, undefined, undefined, () => {})
}

function fillUpTo(bytes: number): void {
  const file = openSync(filler, 'a')
  const block = Buffer.alloc(BLOCK)
  while (freeBytesAt(folder) > bytes) writeSync(file, block)
  closeSync(file)
}

function accept(): void {
  const line = { item: 1, from: 1, to: 2, quantity: 1, take: { by: 'cost' } } as const
  outbox.accept({
    writer: WRITER,
    draft: {
      id: newDocumentId(),
      event: 'sale',
      branch: 1,
      acceptedAt: systemClock.now(),
      acceptedBy: 1,
      lines: [line],
    },
  })
}

function countChain(): number {
  let count = 0
  let previous = ''
  for (const { content, hash } of outbox.waiting(WRITER, 100_000)) {
    count += 1
    if (content.seq !== count || content.previous !== previous)
      throw new Error(`the chain breaks at ${content.seq}`)
    previous = hash
  }
  return count
}

function bytesOf(part: '' | '-wal'): number {
  return statSync(`${sync.replica()?.path}${part}`, { throwIfNoEntry: false })?.size ?? 0
}

function readReplica(): Required<Pick<SmallDiskNews, 'integrity' | 'rows'>> {
  const reader = openReader(sync.replica()?.path ?? '')
  try {
    const [integrity] = reader.get('PRAGMA integrity_check') ?? []
    const [rows] = reader.get('SELECT count(*) FROM filling') ?? []
    return { integrity, rows }
  } finally {
    reader.close()
  }
}

async function isSameAsCentral(): Promise<boolean> {
  const central = openCentralHttp({ url, token, timeoutMs: 30_000 })
  const reader = openReader(sync.replica()?.path ?? '')
  try {
    return (await compareTables({ central, reader, catchUp: () => Promise.resolve() })).kind === 'same'
  } finally {
    reader.close()
    central.close()
  }
}
