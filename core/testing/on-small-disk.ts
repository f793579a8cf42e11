import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
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
  | { readonly kind: 'look' }
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
  /** The file that readers see is whole, and how many rows of `filling` it has. */
  readonly integrity: unknown
  readonly rows: unknown
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
  try {
    if (order.kind === 'leave') fillUpTo(order.bytes)
    if (order.kind === 'make_room') rmSync(filler, { force: true })
    if (order.kind === 'accept') for (let n = 0; n < order.documents; n++) accept()
    if (order.kind === 'compare') isSame = await isSameAsCentral()
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
    ...readReplica(),
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

function readReplica(): Pick<SmallDiskNews, 'integrity' | 'rows'> {
  const path = sync.replica()?.path
  if (path === undefined) return { integrity: undefined, rows: undefined }
  const reader = openReader(path)
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
