import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countTheRestore } from '../backup/count-the-restore.ts'
import { copyDatabase } from '../backup/durable-files.ts'
import { COPY_WEEK_MS, recordCopy } from '../backup/record-copy.ts'
import type { Draft } from '../book/content.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { openCentralFile } from '../database/central-file.ts'
import { openReader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { assertInTime } from '../testing/assert-in-time.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { openOutbox } from './outbox.ts'
import { createPosting } from './post-group.ts'

const RUNS = Number(process.env.SCANBOOK_RUNS ?? 60)
const RUNS_MS = Number(process.env.SCANBOOK_RUNS_MS ?? 20_000)
const DAY_MS = 86_400_000
const WRITERS = ['BRA-K1', 'HQ-A1'] as const

type Step =
  | { readonly do: 'accept'; readonly writer: string; readonly quantities: readonly number[] }
  | { readonly do: 'reverse'; readonly writer: string; readonly pick: number }
  | { readonly do: 'work'; readonly rounds: number }
  | { readonly do: 'copy'; readonly days: number }
  | { readonly do: 'restore'; readonly pick: number }
  | { readonly do: 'losePower' }

const writer = fc.constantFrom(...WRITERS)
// More than there is: refused.
const quantities = fc.array(fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constant(90_000)), {
  minLength: 1,
  maxLength: 5,
})
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('accept' as const), writer, quantities }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reverse' as const), writer, pick: fc.nat(3) }) },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('work' as const), rounds: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('copy' as const), days: fc.integer({ min: -1, max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restore' as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('losePower' as const) }) },
)

let bakery: Bakery
let origin: string
beforeAll(async () => {
  bakery = await openBakery()
  const { coke, place } = bakery
  const take = { by: 'stated', amount: 10_000 } as const
  await bakery.post(
    {
      event: 'opening',
      lines: [{ item: coke, from: place('opening'), to: place('retail'), quantity: 9_000, take }],
    },
    'HQ-A2',
  )
  origin = join(bakery.folder, 'origin.db')
  copyDatabase(bakery.path, origin)
})
afterAll(() => bakery.close())

/** A central whose book is copied and put back, and one process that writes into it. */
class World {
  readonly accepted: string[] = []
  #folder = mkdtempSync(join(bakery.folder, 'world-'))
  #files = 0
  #now = TEST_NOW
  #copies: { readonly path: string; readonly madeAt: number }[] = []
  #book = this.#openBook(origin)
  #outboxPath = join(this.#folder, 'outbox.db')
  #outbox = openOutbox(this.#outboxPath)

  accept(writer: string, draft: Pick<Draft, 'event' | 'lines' | 'reverses'>): void {
    const { bra: branch, thandi: acceptedBy } = bakery
    const id = newDocumentId()
    this.#outbox.accept({ writer, draft: { id, branch, acceptedAt: this.#now, acceptedBy, ...draft } })
    this.accepted.push(id)
  }

  sell(writer: string, quantity: number): void {
    const { coke, place } = bakery
    const line = { item: coke, from: place('retail'), to: place('customer'), quantity } as const
    this.accept(writer, {
      event: 'write_off',
      lines: [{ ...line, to: place('write_off'), take: { by: 'cost' } }],
    })
  }

  reverse(writer: string, pick: number): void {
    const original = this.#outbox.recent(writer, pick + 1).at(-1)?.document.content
    if (original === undefined || original.event === 'reversal') return
    this.accept(writer, { event: 'reversal', reverses: { document: original.id, moves: 1 }, lines: [] })
  }

  /** Rounds of the poster, which makes sure of the book anew in each. */
  async work(rounds: number): Promise<void> {
    const { path } = this.#book
    for (let round = 0; round < rounds; round++) {
      const central = openCentralFile(path)
      const parts = { outbox: this.#outbox, clock: { now: () => this.#now }, zoneOf: () => ZONE }
      const contacts = {
        host: 'pi',
        release: '1',
        knownAt: () => undefined,
        clockOffsetMs: () => undefined,
        freeBytes: () => 3_000_000_000,
        writers: () => WRITERS,
      }
      const posting = createPosting(
        { ...parts, contacts, centralOf: () => central, onOutcomes: () => {} },
        () => {},
      )
      for (const task of posting.tasks()) await task()
      central.close()
    }
  }

  async copy(days: number): Promise<void> {
    this.#now += days * DAY_MS
    const path = this.#newFile()
    copyDatabase(this.#book.path, path)
    const reader = openReader(path)
    const [databaseId, epoch] = reader.get('SELECT database_id, epoch FROM meta') ?? []
    const [lastPosition] = reader.get('SELECT max(position) FROM document') ?? []
    const verify = { ok: verifyBook(reader).ok }
    reader.close()
    this.#copies.push({ path, madeAt: this.#now })
    await recordCopy(this.#book.central, {
      madeAt: this.#now,
      databaseId: String(databaseId),
      epoch: Number(epoch),
      lastPosition: Number(lastPosition),
      verify,
    })
  }

  /** The copies that may be put back: none a week older than the newest. */
  covered() {
    const newest = Math.max(...this.#copies.map(({ madeAt }) => madeAt))
    return this.#copies.filter(({ madeAt }) => madeAt >= newest - COPY_WEEK_MS)
  }

  async restore(pick: number): Promise<void> {
    const copies = this.covered()
    const copy = copies[pick % Math.max(1, copies.length)]
    if (copy === undefined) return
    const [[epoch] = []] = await this.#book.central.all({ sql: 'SELECT epoch FROM meta', args: [] })
    this.#book.central.close()
    this.#book = this.#openBook(copy.path)
    await countTheRestore(this.#book.central, Number(epoch))
  }

  /** Lets go what may go, and has it back by a power cut. */
  async losePower(): Promise<void> {
    const before = this.#newFile()
    for (const end of ['', '-wal'])
      if (existsSync(`${this.#outboxPath}${end}`))
        copyFileSync(`${this.#outboxPath}${end}`, `${before}${end}`)
    while (this.#outbox.letGoSome() > 0);
    this.#outbox.close()
    this.#outboxPath = before
    this.#outbox = openOutbox(before)
    await this.work(1)
  }

  async drain(): Promise<void> {
    do await this.work(1)
    while (this.#outbox.waitingTotal().documents > 0)
  }

  idsInBook(): string[] {
    const reader = openReader(this.#book.path)
    const ids = reader.all(
      `SELECT d.id FROM document d JOIN writer w ON w.id = d.writer WHERE w.incarnation <> 'HQ-A2'`,
    )
    const { ok } = verifyBook(reader)
    reader.close()
    if (!ok) throw new Error('the book is not in order')
    return ids.map(([id]) => String(id))
  }

  kept(): number {
    return this.accepted.filter((id) => this.#outbox.find(id) !== undefined).length
  }

  close(): void {
    this.#outbox.close()
    this.#book.central.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #newFile(): string {
    return join(this.#folder, `${++this.#files}.db`)
  }

  #openBook(from: string) {
    const path = this.#newFile()
    copyFileSync(from, path)
    return { path, central: openCentralFile(path) }
  }
}

async function take(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'accept':
      for (const quantity of step.quantities) world.sell(step.writer, quantity)
      return
    case 'reverse':
      return world.reverse(step.writer, step.pick)
    case 'work':
      return await world.work(step.rounds)
    case 'copy':
      return await world.copy(step.days)
    case 'restore':
      return await world.restore(step.pick)
    case 'losePower':
      return await world.losePower()
  }
}

const seen = { runs: 0, accepted: 0, letGo: 0 }

it(
  'whatever is accepted is in the books at last, whichever copy of the last week is put back, however often',
  async () => {
    const anySteps = fc.array(anyStep, { minLength: 5, maxLength: 40, size: 'max' })
    await assertInTime({ runs: RUNS, withinMs: RUNS_MS }, anySteps, async (steps) => {
      const world = new World()
      try {
        for (const step of steps) await take(world, step)
        await world.drain()
        expect(world.idsInBook().toSorted()).toEqual(world.accepted.toSorted())
        seen.runs++
        seen.accepted += world.accepted.length
        seen.letGo += world.accepted.length - world.kept()
      } finally {
        world.close()
      }
    })
    // Documents did go.
    expect(seen.letGo).toBeGreaterThan(seen.runs / 10)
    if (process.env.SCANBOOK_RUNS !== undefined) console.log(seen)
  },
  RUNS_MS + 60_000,
)
