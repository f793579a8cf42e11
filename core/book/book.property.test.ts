import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createBom } from '../boms/create-bom.ts'
import { CentralUnavailable, type Central } from '../database/central.ts'
import { openCentralFile } from '../database/central-file.ts'
import { systemClock } from '../kernel/clock.ts'
import { createSalesOrder, setSalesOrderState } from '../orders/create-sales-order.ts'
import { createRun } from '../runs/create-run.ts'
import { verifyBook } from './verify/verify-book.ts'
import { openBakery, TEST_NOW, ZONE, type Bakery } from '../testing/bakery.ts'
import { readBook, summaryOf, worldOf } from '../testing/model-view.ts'
import { draftOf } from '../testing/random-documents.ts'
import { intents, type Intent } from '../testing/random-intents.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import type { SealedDocument } from './content.ts'
import { apply, emptyBook, type Book, type ModelOutcome, type World } from './model.ts'
import { recordRefusal } from './model/refusals.ts'
import { stockAt } from './model/state.ts'
import type { Outcome } from './outcome.ts'
import { postDocuments } from './post.ts'

/** For a soak: SCANBOOK_RUNS=100000 SCANBOOK_RUNS_MS=600000; it then also prints what it has seen. */
const RUNS = Number(process.env.SCANBOOK_RUNS ?? 60)
const RUNS_MS = Number(process.env.SCANBOOK_RUNS_MS ?? 20_000)
const DAY_MS = 86_400_000

type Step =
  | {
      do: 'post'
      writer: number
      intents: Intent[]
      cut: { at: number; when: 'before' | 'after' } | null
      repeat: number[]
    }
  | { do: 'both'; intents: Intent[]; others: Intent[] }
  | { do: 'lock'; daysAgo: number }
  | { do: 'order'; state: 'open' | 'closed' }

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant('post' as const),
      writer: fc.nat(1),
      intents: fc.array(intents, { minLength: 1, maxLength: 7 }),
      cut: fc.option(
        fc.record({ at: fc.nat(4), when: fc.constantFrom('before' as const, 'after' as const) }),
        { freq: 2 },
      ),
      repeat: fc.array(fc.nat(50), { maxLength: 2 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('both' as const),
      intents: fc.array(intents, { minLength: 1, maxLength: 5 }),
      others: fc.array(intents, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lock' as const), daysAgo: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('order' as const),
      state: fc.constantFrom('open' as const, 'open' as const, 'closed' as const),
    }),
  },
)

/** What every plan begins with: stock of everything in both branches, so that more than refusals happens. */
const STOCKED: Step = {
  do: 'post',
  writer: 0,
  intents: [0, 1].flatMap((branch) =>
    [0, 1, 2, 3, 4, 5].map((item) => ({
      scene: 'opening' as const,
      branch,
      item,
      place: 0,
      quantity: 5_000,
      amount: 10_001 * (item + 1),
      pick: 0,
      measure: 'some' as const,
      twist: 50,
      hoursAgo: 48,
      isClockDoubtful: false,
      who: 0,
      approval: null,
    })),
  ),
  cut: null,
  repeat: [],
}

/** How many documents were posted and refused, over all runs; printed, so that a lame generator shows. */
const seen = {
  plans: 0,
  posted: 0,
  refused: 0,
  codes: new Map<string, number>(),
  /** What reversals moved beside what they took back, and whether anything of the item was left there. */
  differences: new Map<string, number>(),
  series: new Map<string, number>(),
}

it('keeps exactly the balances of the model, whatever is posted, refused, repeated, cut or interleaved', async () => {
  const deadline = systemClock.now() + RUNS_MS
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 24, size: 'max' }), async (plan) => {
      // On a busy machine, and while shrinking: what is left is not tried, and nothing is cut off half way.
      if (systemClock.now() > deadline) return
      seen.plans++
      const harness = await openHarness()
      try {
        await harness.take(STOCKED)
        for (const step of plan) await harness.take(step)
        expect(harness.firstBad()).toBeUndefined()
      } finally {
        harness.close()
      }
    }),
    { numRuns: RUNS },
  )
  if (process.env.SCANBOOK_RUNS !== undefined)
    console.log(
      JSON.stringify({
        ...seen,
        codes: Object.fromEntries(seen.codes),
        differences: Object.fromEntries(seen.differences),
        series: Object.fromEntries(seen.series),
      }),
    )
  expect(seen.posted).toBeGreaterThan(seen.refused / 4)
}, 3_600_000)

async function openHarness() {
  const bakery = await furnish()
  const centrals = [bakery.central, openCentralFile(bakery.path)] as const
  const world = worldOf(bakery.reader)
  const sent: SealedDocument[] = []
  let book = emptyBook()

  /** Writes down what the writer accepts, each document knowing those before it. */
  const accept = (wanted: readonly Intent[], writer: string): SealedDocument[] => {
    let ahead = book
    return wanted.flatMap((intent) => {
      const draft = draftOf(world, ahead, intent)
      if (draft === undefined) return []
      const sealed = bakery.sealNext(draft, writer)
      ahead = apply(ahead, sealed.content, { world, now: TEST_NOW, zone: ZONE }).state
      return [sealed]
    })
  }
  const check = (): void => expect(readBook(bakery.reader)).toEqual(summaryOf(book))

  const post = async ({ writer, intents: wanted, cut, repeat }: Step & { do: 'post' }): Promise<void> => {
    const fresh = accept(wanted, writer === 0 ? 'HQ-A1' : 'HQ-A2')
    const known = repeat.flatMap((pick) => sent[pick % sent.length] ?? [])
    const group = [...known.slice(0, 1), ...fresh, ...known.slice(1)]
    const central = centrals[writer] ?? bakery.central
    let outcomes: readonly Outcome[] | undefined
    if (cut !== null) outcomes = await postCut(cutting(central, cut), group, bakery.context)
    outcomes ??= await postDocuments(central, group, bakery.context)
    for (const [index, document] of group.entries()) book = follow(world, [book], document, outcomes[index])
    sent.push(...fresh)
  }
  const postBoth = async (step: Step & { do: 'both' }): Promise<void> => {
    const groups = [accept(step.intents, 'HQ-A1'), accept(step.others, 'HQ-A2')] as const
    // All settled: the driver aborts the whole process when a closed database is still used.
    const settled = await Promise.allSettled(
      groups.map((group, index) => postDocuments(centrals[index] ?? bakery.central, group, bakery.context)),
    )
    const outcomes = settled.map((result) => {
      if (result.status === 'rejected') throw result.reason
      return result.value
    })
    const told = groups.flatMap((group, index) =>
      group.map((document, at) => ({ document, outcome: outcomes[index]?.[at] })),
    )
    // The book's order is the position. A refusal may have been decided at any moment since the step began.
    const states = [book]
    for (const { document, outcome } of told.toSorted((a, b) => positionOf(a) - positionOf(b)))
      states.push(follow(world, states, document, outcome))
    book = states.at(-1) ?? book
    sent.push(...groups.flat())
  }

  return {
    async take(step: Step): Promise<void> {
      if (step.do === 'post') await post(step)
      else if (step.do === 'both') await postBoth(step)
      else if (step.do === 'lock') book = await lock(bakery, book, step.daysAgo)
      else book = await setOrder(bakery, book, step.state)
      check()
    },
    /** What verify has to say of the book as it stands. */
    firstBad: () => verifyBook(bakery.reader).firstBad,
    close() {
      centrals[1].close()
      bakery.close()
    },
  }
}

async function furnish(): Promise<Bakery> {
  const bakery = await openBakery()
  const { central, bra, brb, bom, dough, flour, coke, cafe } = bakery
  const day = '2026-11-20'
  const dates = { issueOn: day, dueOn: day }
  const doughBom = await createBom(central, {
    item: dough,
    output: 10,
    lines: [
      { item: flour, quantity: 7 },
      { item: coke, quantity: 3, backflush: true },
    ],
  })
  await createRun(central, { branch: bra, bom: doughBom, planned: 7, ...dates })
  await createRun(central, { branch: brb, bom, planned: 33, ...dates })
  await createSalesOrder(central, { branch: brb, partner: cafe, orderedOn: day, dueOn: day, lines: [] })
  return bakery
}

const positionOf = ({ outcome }: { outcome: Outcome | undefined }): number => outcome?.position ?? 0

/** Posts through a central whose answer is lost once; undefined when that happened. */
async function postCut(
  ...[central, group, context]: Parameters<typeof postDocuments>
): Promise<readonly Outcome[] | undefined> {
  try {
    return await postDocuments(central, group, context)
  } catch (error) {
    if (error instanceof CentralUnavailable) return undefined
    throw error
  }
}

function cutting(central: Central, { at, when }: { at: number; when: 'before' | 'after' }): Central {
  let batches = 0
  return {
    ...central,
    async batch(statements) {
      const isCut = batches++ === at
      if (isCut && when === 'before') throw new CentralUnavailable('cut before')
      const rows = await central.batch(statements)
      if (isCut) throw new CentralUnavailable('cut after')
      return rows
    },
  }
}

/** Lets the model post the same document and compares what became of it. */
function follow(
  world: World,
  states: readonly Book[],
  { content }: SealedDocument,
  real: Outcome | undefined,
): Book {
  const context = { world, now: TEST_NOW, zone: ZONE }
  const latest = states.at(-1) ?? emptyBook()
  const { state, outcome } = apply(latest, content, context)
  if (real?.state === 'posted') {
    count(seen.series, real.series)
    seen.posted++
    const { series, number, postingDate: date, total } = real
    expect({ state: 'posted', series, number, date, total }, describeDocument(content)).toEqual(outcome)
    if (series === 'REV') countDifferences(world, state)
    return state
  }
  seen.refused++
  count(seen.codes, real?.refusal.code ?? '')
  const agrees = (told: ModelOutcome): boolean =>
    told.state === 'refused' &&
    told.codes.includes(real?.refusal.code ?? '') &&
    told.line === real?.refusal.line
  if (agrees(outcome)) return state
  const before = states.map((book) => apply(book, content, context).outcome).find(agrees)
  expect(before, `${describeDocument(content)}\n${JSON.stringify({ real, model: outcome })}`).toBeDefined()
  return before === undefined ? state : recordRefusal(world, latest, content, before)
}

const describeDocument = (content: SealedDocument['content']): string => JSON.stringify(content)
const count = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1)

function countDifferences(world: World, book: Book): void {
  for (const { document, item, from, to, mirrors } of book.moves.slice(-20))
    if (document === book.papers.length && mirrors === undefined) {
      const isGain = world.places.get(from)?.kind === 'gain'
      const left = stockAt(book, isGain ? to : from, item).quantity > 0 ? 'some' : 'nothing'
      count(seen.differences, `${isGain ? 'gain' : 'loss'}, ${left} left`)
    }
}

async function lock({ central, bra }: Bakery, book: Book, daysAgo: number): Promise<Book> {
  const day = new Date(TEST_NOW - daysAgo * DAY_MS).toISOString().slice(0, 10)
  await central.batch([
    { sql: uncatalogued('UPDATE branch SET locked_until = ?2 WHERE id = ?1'), args: [bra, day] },
  ])
  return { ...book, lockedUntil: new Map(book.lockedUntil).set(bra, day) }
}

async function setOrder({ central, order }: Bakery, book: Book, state: 'open' | 'closed'): Promise<Book> {
  await setSalesOrderState(central, order, state)
  return { ...book, closedOrders: new Set(state === 'closed' ? [order] : []) }
}
