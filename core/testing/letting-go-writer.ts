import { existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { copyDatabase } from '../backup/durable-files.ts'
import { COPY_WEEK_MS, recordCopy } from '../backup/record-copy.ts'
import type { Draft } from '../book/content.ts'
import { openCentralFile } from '../database/central-file.ts'
import { openReader } from '../database/reader.ts'
import { systemClock } from '../kernel/clock.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { askMayGo } from '../outbox/may-go.ts'
import { openOutbox } from '../outbox/outbox.ts'
import { startPoster } from '../outbox/poster.ts'
import { LETTING_GO_FILES, type LettingGoOrder } from './letting-go-files.ts'

/** Several times as many as one write lets go. */
const AT_ONCE = 120
const ONE_BY_ONE = 20
const PACK = 6
const MORE_THAN_THERE_IS = 1_000_000

/**
 * A process that accepts documents, posts them to the book beside it, copies that and lets go what lies in a copy, for
 * a test that kills it: `letting-go-writer ORDER`, forked. Tells its parent when more are about to go; ends after
 * the round in which it is told that it is enough.
 */
const order = JSON.parse(process.argv[2] ?? '{}') as LettingGoOrder
const { writer, branch, person, item, places } = order
const file = (name: string): string => join(order.folder, name)
const outbox = openOutbox(file(LETTING_GO_FILES.outbox))
const central = openCentralFile(file(LETTING_GO_FILES.book))
const accepted = openSync(file(LETTING_GO_FILES.accepted), 'a')
const isLettingGo = openSync(file(LETTING_GO_FILES.isLettingGo), 'r+')

const poster = startPoster({
  centralOf: () => central,
  outbox: { ...outbox, letGoSome },
  clock: systemClock,
  zoneOf: () => 'Africa/Johannesburg',
  onOutcomes: () => {},
})

let gone = 0
let isEnough = false
process.once('message', () => (isEnough = true))
process.once('disconnect', () => process.exit())
do {
  accept(Array.from({ length: AT_ONCE / 3 }, inThrees).flat())
  await poster.drained()
  await copy()
  for (let one = 0; one < ONE_BY_ONE; one++) {
    accept([bought()])
    poster.wake()
    await sleep(1)
  }
} while (!isEnough)
await poster.drained()
await poster.stop()
central.close()
outbox.close()
process.disconnect()

function letGoSome(): number {
  writeSync(isLettingGo, 'in', 0)
  // Told before it happens: where some went, more will, and the parent is in time.
  if (gone > 0) process.send?.(gone)
  gone = outbox.letGoSome()
  writeSync(isLettingGo, 'no', 0)
  return gone
}

function accept(drafts: readonly Draft[]): void {
  const taken = outbox.write(
    { outcomes: [], now: 0 },
    drafts.map((draft) => ({ writer, draft })),
  )
  for (const { document } of taken) writeSync(accepted, `${document.content.seq} ${document.content.id}\n`)
}

/** What is bought, what is thrown away of it, and that taken back; now and then what the book refuses. */
function inThrees(_: unknown, n: number): Draft[] {
  const thrown = thrownAway(n % 10 === 0 ? MORE_THAN_THERE_IS : 1)
  const back: Draft = {
    ...draft(),
    event: 'reversal',
    reverses: { document: thrown.id, moves: 1 },
    lines: [],
  }
  return [bought(), thrown, n % 10 === 0 ? thrownAway(1) : back]
}

function bought(): Draft {
  const { supplier: from, retail: to } = places
  const line = { item, from, to, quantity: PACK, take: { by: 'stated', amount: 599 } } as const
  return { ...draft(), event: 'purchase_invoice', lines: [line] }
}

function thrownAway(quantity: number): Draft {
  const { retail: from, write_off: to } = places
  return { ...draft(), event: 'write_off', lines: [{ item, from, to, quantity, take: { by: 'cost' } }] }
}

function draft() {
  return { id: newDocumentId(), branch, acceptedAt: systemClock.now(), acceptedBy: person }
}

/** Copies the book, and says so at once and again when that copy is a week old: what is in it may go. */
async function copy(): Promise<void> {
  const unfinished = file('copy.new')
  rmSync(unfinished, { force: true })
  copyDatabase(file(LETTING_GO_FILES.book), unfinished)
  const reader = openReader(unfinished)
  const [databaseId, epoch] = reader.get('SELECT database_id, epoch FROM meta') ?? []
  const lastPosition = Number(reader.get('SELECT max(position) FROM document')?.[0])
  const madeAt = Number(reader.get('SELECT coalesce(max(made_at), 0) FROM verified_copy')?.[0])
  reader.close()
  const path = file(LETTING_GO_FILES.copy(lastPosition))
  if (!existsSync(path)) renameSync(unfinished, path)
  const made = { databaseId: String(databaseId), epoch: Number(epoch), lastPosition, verify: { ok: true } }
  for (const weeks of [1, 2]) await recordCopy(central, { ...made, madeAt: madeAt + weeks * COPY_WEEK_MS })
  outbox.mayGo(await askMayGo(central, outbox.writers()))
  poster.wake()
}
