import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { copyDatabase } from '../backup/durable-files.ts'
import { seal, type Draft } from '../book/content.ts'
import { postDocuments } from '../book/post.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { readWriterHeads } from '../book/writer-heads.ts'
import { openReader } from '../database/reader.ts'
import { createItemResolver } from '../items/resolve-item.ts'
import { newDocumentId, type LocationId } from '../kernel/ids.ts'
import { readOpenOrdersHere } from '../orders/read-open-orders.ts'
import { readRecipe } from '../runs/read-recipe.ts'
import { assertInTime } from '../testing/assert-in-time.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import type { Line } from '../testing/copied-book.ts'
import { CopiedStation } from '../testing/copied-station.ts'

/** For a soak: SCANBOOK_RUNS=100000 SCANBOOK_RUNS_MS=600000; it then also prints what it has seen. */
const RUNS = Number(process.env.SCANBOOK_RUNS ?? 60)
const RUNS_MS = Number(process.env.SCANBOOK_RUNS_MS ?? 20_000)

const WRITERS = ['BRA-K1', 'HQ-A1'] as const
/** Writes into the same book, but not here. */
const OTHER = 'HQ-A2'
const KINDS = ['sale', 'purchase', 'restock', 'usage'] as const
type Kind = (typeof KINDS)[number]

interface Steps {
  accept: { writer: string; made: { kind: Kind; quantity: number }[] }
  reverse: { writer: string; pick: number }
  send: { writer: string; line: Line }
  sendAndLosePower: { writer: string; line: Line }
  answer: { writer: string; isHeard: boolean }
  advance: { by: number }
  hear: object
  switchTo: { back: number }
  restart: object
  restore: { back: number }
  other: { kind: Kind; quantity: number }
  letGo: { isFresh: boolean }
}
type Step = { [Name in keyof Steps]: { do: Name } & Steps[Name] }[keyof Steps]

const writer = fc.constantFrom(...WRITERS)
const kind = fc.constantFrom(...KINDS)
const quantity = fc.integer({ min: 1, max: 12 })
const when = fc.constantFrom('before' as const, 'after' as const)
const cut = fc.record({ at: fc.nat(2), when })
const line = fc.record({ cut: fc.option(cut, { freq: 2 }), isLate: fc.boolean() })
const made = fc.array(fc.record({ kind, quantity }), { minLength: 1, maxLength: 6 })

const step = <Name extends keyof Steps>(
  weight: number,
  name: Name,
  rest: { [Key in keyof Steps[Name]]: fc.Arbitrary<Steps[Name][Key]> },
) => ({ weight, arbitrary: fc.record({ do: fc.constant(name), ...rest }) as unknown as fc.Arbitrary<Step> })
const anyStep = fc.oneof(
  step(6, 'accept', { writer, made }),
  step(5, 'reverse', { writer, pick: fc.nat(4) }),
  step(8, 'send', { writer, line }),
  step(2, 'sendAndLosePower', { writer, line: fc.record({ cut, isLate: fc.constant(false) }) }),
  step(4, 'answer', { writer, isHeard: fc.boolean() }),
  step(7, 'advance', { by: fc.nat(5) }),
  step(4, 'hear', {}),
  step(2, 'switchTo', { back: fc.nat(6) }),
  step(1, 'restart', {}),
  step(2, 'restore', { back: fc.nat(4) }),
  step(1, 'other', { kind, quantity }),
  step(4, 'letGo', { isFresh: fc.boolean() }),
)

/** Numbers that a station shows: what lies at three places, and what is logged on an order and a run. */
const NAMES = ['retail', 'stockroom', 'pool', 'ordered', 'used'] as const
type Numbers = Readonly<Record<(typeof NAMES)[number], number>>
/** What one unit of each kind of document changes. */
const EFFECTS: Readonly<Record<Kind, Partial<Numbers>>> = {
  sale: { retail: -1, ordered: 1 },
  purchase: { retail: 1 },
  restock: { stockroom: -1, retail: 1 },
  usage: { pool: -1, used: 1 },
}

/** What the model knows of a document of ours: its own words. */
interface Ours {
  readonly id: string
  readonly writer: string
  readonly kind: Kind
  /** Negative in a reversal. */
  readonly quantity: number
  readonly reverses: string | undefined
}

let bakery: Bakery
let origin: string
beforeAll(async () => {
  bakery = await openBakery()
  const { coke, flour, place, post } = bakery
  const open = (item: number, to: LocationId, amount: number) =>
    post(
      {
        event: 'opening',
        lines: [{ item, from: place('opening'), to, quantity: 20, take: { by: 'stated', amount } }],
      },
      OTHER,
    )
  await open(coke, place('retail'), 20_000)
  await open(coke, place('stockroom'), 20_000)
  await open(flour, place('manufacturing'), 20)
  origin = join(bakery.folder, 'origin.db')
  copyDatabase(bakery.path, origin)
})
afterAll(() => bakery.close())

function headOf(): Pick<Draft, 'id' | 'branch' | 'acceptedAt' | 'acceptedBy'> {
  return { id: newDocumentId(), branch: bakery.bra, acceptedAt: TEST_NOW, acceptedBy: bakery.thandi }
}

function draftOf(kind: Kind, quantity: number): Draft {
  const { coke, flour, place, placeOfRun, order, run } = bakery
  const cost = { quantity, take: { by: 'cost' as const } }
  const drafts: Record<Kind, Omit<Draft, 'id' | 'branch' | 'acceptedAt' | 'acceptedBy'>> = {
    sale: {
      event: 'sale',
      salesOrder: order,
      lines: [{ item: coke, from: place('retail'), to: place('customer'), ...cost }],
    },
    purchase: {
      event: 'purchase_invoice',
      lines: [
        {
          item: coke,
          from: place('supplier'),
          to: place('retail'),
          quantity,
          take: { by: 'stated', amount: 1_000 * quantity },
        },
      ],
    },
    restock: {
      event: 'restock',
      lines: [{ item: coke, from: place('stockroom'), to: place('retail'), ...cost }],
    },
    usage: {
      event: 'usage',
      run,
      lines: [{ item: flour, from: place('manufacturing'), to: placeOfRun(run), ...cost }],
    },
  }
  return { ...headOf(), ...drafts[kind] }
}

const reversalOf = (document: string): Draft => ({
  ...headOf(),
  event: 'reversal',
  reverses: { document, moves: 1 },
  lines: [],
})

/** What the station must show: what the copy says, and of ours whatever it lacks and nobody refused, once each. */
function expectedAt({ reader, outbox }: CopiedStation, ours: readonly Ours[]): Numbers {
  const { coke, flour, place, order, run } = bakery
  const number = (sql: string, ...args: readonly number[]): number =>
    Number(reader.get(sql, ...args)?.[0] ?? 0)
  const stock = (location: LocationId, item: number): number =>
    number('SELECT quantity FROM stock_balance WHERE location = ?1 AND item = ?2', location, item)
  const numbers: Record<(typeof NAMES)[number], number> = {
    retail: stock(place('retail'), coke),
    stockroom: stock(place('stockroom'), coke),
    pool: stock(place('manufacturing'), flour),
    ordered: number('SELECT logged FROM sales_order_line WHERE sales_order = ?1 AND item = ?2', order, coke),
    used: number('SELECT used FROM run_ingredient WHERE run = ?1 AND item = ?2', run, flour),
  }
  const inCopy = new Set(reader.all('SELECT id FROM main.document').map(([id]) => String(id)))
  const isRefused = (id: string | undefined): boolean =>
    id !== undefined && outbox.find(id)?.outcome?.state === 'refused'
  for (const { id, kind, quantity, reverses } of ours) {
    if (inCopy.has(id) || isRefused(id) || isRefused(reverses)) continue
    for (const name of NAMES) numbers[name] += quantity * (EFFECTS[kind][name] ?? 0)
  }
  return numbers
}

function shownAt({ reader }: CopiedStation): Numbers {
  const { coke, flour, place, order, run, bra } = bakery
  const resolver = createItemResolver(reader, bra)
  const onOrder = (retail: LocationId) => resolver.onOrder({ item: coke }, { retail, salesOrder: order })
  const onRun = resolver.onRun({ item: flour }, { pool: place('manufacturing'), stockroom: undefined, run })
  const used = readRecipe(reader, run).find(({ item }) => Number(item.id) === Number(flour))?.used
  expect(used).toBe(onRun?.planned?.logged)
  const ordered = onOrder(place('retail'))?.planned
  const [open] = readOpenOrdersHere(reader, bra)
  expect(open?.itemsDone).toBe(ordered !== undefined && ordered.logged >= ordered.quantity ? 1 : 0)
  return {
    retail: onOrder(place('retail'))?.available ?? Number.NaN,
    stockroom: onOrder(place('stockroom'))?.available ?? Number.NaN,
    pool: onRun?.available ?? Number.NaN,
    ordered: ordered?.logged ?? Number.NaN,
    used: used ?? Number.NaN,
  }
}

/** What a soak has seen. */
const seen = { runs: 0, steps: 0, refused: 0, reversals: 0, gone: 0 }

async function take(station: CopiedStation, ours: Ours[], step: Step): Promise<void> {
  const accept = (name: string, draft: Draft, kind: Kind, quantity: number): void => {
    const { id, reverses } = station.accept(name, draft).content
    ours.push({ id, writer: name, kind, quantity, reverses: reverses?.document })
  }
  const back = (by: number): number => Math.max(station.oldest, station.book.commits.length - 1 - by)
  switch (step.do) {
    case 'accept':
      for (const { kind, quantity } of step.made) accept(step.writer, draftOf(kind, quantity), kind, quantity)
      return
    case 'reverse': {
      const undone = new Set(ours.map(({ reverses }) => reverses))
      const open = ours.filter(
        (one) =>
          one.writer === step.writer &&
          one.reverses === undefined &&
          !undone.has(one.id) &&
          // Of what has gone from here, only the book knows what it did.
          station.outbox.find(one.id) !== undefined,
      )
      const original = open.at(-1 - (step.pick % Math.max(1, open.length)))
      if (original === undefined) return
      seen.reversals++
      return accept(step.writer, reversalOf(original.id), original.kind, -original.quantity)
    }
    case 'send':
      return await station.send(step.writer, step.line)
    case 'sendAndLosePower':
      return await station.sendAndLosePower(step.writer, step.line)
    case 'answer':
      return await station.answer(step.writer, step.isHeard)
    case 'advance':
      return station.advance(step.by)
    case 'hear':
      return station.hearOfAdvance()
    case 'switchTo':
      return station.switchTo(back(step.back))
    case 'restart':
      return await station.restart()
    case 'restore':
      return station.restore(back(step.back))
    case 'other':
      return await postByOther(station, draftOf(step.kind, step.quantity))
    case 'letGo':
      await station.copy()
      if (step.isFresh) {
        station.advance(Number.MAX_SAFE_INTEGER)
        station.hearOfAdvance()
      }
      return await station.letGo()
  }
}

async function postByOther({ book }: CopiedStation, draft: Draft): Promise<void> {
  const newest = openReader(book.commits.at(-1) ?? '')
  const head = readWriterHeads(newest).find(({ writer: name }) => name === OTHER)
  newest.close()
  const document = seal({
    v: 1,
    writer: OTHER,
    seq: (head?.seq ?? 0) + 1,
    previous: head?.hash ?? '',
    ...draft,
  })
  await book.write((central) => postDocuments(central, [document], bakery.context))
}

it(
  'a station shows each of its documents once, whatever happens on the way, and in what order',
  async () => {
    const anySteps = fc.array(anyStep, { minLength: 5, maxLength: 30, size: 'max' })
    await assertInTime({ runs: RUNS, withinMs: RUNS_MS }, anySteps, async (steps) => {
      const station = new CopiedStation(bakery.folder, origin)
      const ours: Ours[] = []
      try {
        for (const step of steps) {
          await take(station, ours, step)
          expect(shownAt(station)).toEqual(expectedAt(station, ours))
        }
        await station.finish()
        expect(shownAt(station)).toEqual(expectedAt(station, []))
        for (const table of ['unposted', 'unposted_logged', 'sent_change'])
          expect(station.reader.all(`SELECT * FROM outbox.${table}`)).toEqual([])
        expect(verifyBook(station.reader).ok).toBe(true)
        seen.runs++
        seen.steps += steps.length
        seen.gone += ours.filter(({ id }) => station.outbox.find(id) === undefined).length
        seen.refused += Number(
          station.reader.get(`SELECT count(*) FROM main.document WHERE state = 'refused'`)?.[0],
        )
      } finally {
        await station.remove()
      }
    })
    if (process.env.SCANBOOK_RUNS !== undefined) console.log(seen)
  },
  RUNS_MS + 60_000,
)
