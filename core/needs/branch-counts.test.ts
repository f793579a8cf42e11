import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { createItems, type NewItem } from '../items/create-item.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import { createSalesOrder } from '../orders/create-sales-order.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { quietFacts } from '../testing/need-facts.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createFormats } from '../words/format.ts'
import { countBranch } from './branch-counts.ts'
import { followCounts, type CountsFollower } from './follow-counts.ts'
import { readNeeds } from './needs.ts'

const DAY_MS = 86_400_000

let bakery: Bakery
let readers: ScopedReaders
let follower: CountsFollower
beforeEach(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  follower = followCounts({
    readers,
    clock: { now: () => TEST_NOW },
    report: (error) => {
      throw error
    },
  })
})
afterEach(async () => {
  await follower.stop()
  readers.close()
  bakery.close()
})

async function countsOf(branch: BranchId) {
  await follower.caughtUp()
  const counts = follower.of(branch)
  if (counts === undefined) throw new Error('not counted')
  return counts
}

function needs(branch: BranchId | undefined, now = TEST_NOW) {
  const scope = branch === undefined ? ALL_BRANCHES : onlyBranch(branch)
  return readNeeds({
    scope,
    reader: readers.of(scope),
    isSuperAdmin: branch === undefined,
    formats: createFormats({ currency: 'ZAR' }),
    now,
    facts: quietFacts({ counts: follower }),
  })
}

const bun: NewItem = {
  code: 'BUN',
  name: 'Bun',
  kind: 'external',
  unit: { base: 'each', name: 'each', factor: 1 },
  isMeasured: false,
  barcodes: [],
}

const create = async (...items: Partial<NewItem>[]): Promise<ItemId[]> =>
  await createItems(
    bakery.central,
    items.map((item, index) => ({ ...bun, code: `NEW-${index}`, ...item })),
  )

function have(item: ItemId, quantity: number, branch = bakery.bra, kind: 'retail' | 'stockroom' = 'retail') {
  return bakery.post(
    {
      event: 'opening',
      branch,
      lines: [
        {
          item,
          from: bakery.place('opening', branch),
          to: bakery.place(kind, branch),
          quantity,
          take: { by: 'stated', amount: quantity * 10 },
        },
      ],
    },
    'HQ-A1',
  )
}

const run = (sql: string, ...args: (string | number | null)[]) =>
  bakery.central.batch([{ sql: uncatalogued(sql), args }, BUMP])
const BUMP = { sql: uncatalogued('UPDATE meta SET seq = seq + 1'), args: [] }

describe('items without a barcode that scans', () => {
  it.each([
    ['has none', {}, 1],
    ['has one', { barcodes: [{ code: '06001000000032' }] }, 0],
    ['has a code of our own', { barcodes: [{ code: 'BUN-1' }] }, 0],
    ['has one with a wrong check digit', { barcodes: [{ code: '06001000000033' }] }, 1],
    ['has a wrong and a right one', { barcodes: [{ code: '06001000000033' }, { code: 'BUN-1' }] }, 0],
    ['is weighed, and named by a scale label, a tile or the search', { isMeasured: true }, 0],
  ])('an item that %s', async (_, item, expected) => {
    const [id = 0 as ItemId] = await create(item)
    await have(id, 5)
    const { withoutBarcode } = await countsOf(bakery.bra)
    expect(withoutBarcode.filter((found) => found === id)).toHaveLength(expected)
    expect((await countsOf(bakery.brb)).withoutBarcode).not.toContain(id)
  })

  it('are in use: there is some, or it is planned', async () => {
    expect((await countsOf(bakery.bra)).withoutBarcode).toEqual([bakery.bread])
    await run(`UPDATE sales_order SET state = 'closed'`)
    expect((await countsOf(bakery.bra)).withoutBarcode).toEqual([])
    await have(bakery.bread, 3)
    expect((await countsOf(bakery.bra)).withoutBarcode).toEqual([bakery.bread])
    await run('UPDATE item SET is_retired = 1 WHERE id = ?1', bakery.bread)
    expect((await countsOf(bakery.bra)).withoutBarcode).toEqual([])
  })

  it('are on no tile of a station of this branch', async () => {
    await have(bakery.bread, 3, bakery.brb)
    await run(`INSERT INTO station_tile (station, item, rank) VALUES ('BRA-K1', ?1, 1)`, bakery.bread)
    expect((await countsOf(bakery.bra)).withoutBarcode).toEqual([])
    expect((await countsOf(bakery.brb)).withoutBarcode).toEqual([bakery.bread])
  })

  it('are counted once for all branches together', async () => {
    await have(bakery.bread, 3, bakery.brb)
    await follower.caughtUp()
    const found = needs(undefined).needs.find(({ kind }) => kind === 'items_without_barcode')
    expect(found).toMatchObject({ count: 1, title: '1 item in use without a barcode that scans' })
    expect(found?.details.at(-1)).toEqual({ subject: 'White bread', to: { page: 'item', id: bakery.bread } })
  })
})

describe('planned items without a stock record', () => {
  it('are those that never were where they are taken from', async () => {
    const { bra, brb, bread, coke, flour, butter, salt, cafe } = bakery
    expect((await countsOf(bra)).withoutStock.toSorted(byNumber)).toEqual(
      [flour, butter, salt, coke, bread].toSorted(byNumber),
    )
    await have(coke, 1, bra, 'stockroom')
    await have(flour, 1, bra, 'stockroom')
    await have(bread, 1)
    expect((await countsOf(bra)).withoutStock.toSorted(byNumber)).toEqual(
      [butter, salt, coke].toSorted(byNumber),
    )
    expect((await countsOf(brb)).withoutStock).toEqual([])
    const dates = { orderedOn: '2026-11-20', dueOn: '2026-11-21' }
    const line = { item: bread, quantity: 1, price: 1 }
    await createSalesOrder(bakery.central, { branch: brb, partner: cafe, ...dates, lines: [line] })
    expect((await countsOf(brb)).withoutStock).toEqual([bread])
  })
})

describe('items below their reorder point', () => {
  it('have less on the shelves and in the stockroom together, in each branch by itself', async () => {
    const { bra, brb, coke } = bakery
    for (const branch of [bra, brb])
      await run('INSERT INTO reorder_point (branch, item, quantity) VALUES (?1, ?2, 10)', branch, coke)
    await have(coke, 6)
    await have(coke, 4, bra, 'stockroom')
    await have(coke, 9, brb)
    expect((await countsOf(bra)).belowReorder).toEqual([])
    expect((await countsOf(brb)).belowReorder).toEqual([coke])
    expect(needs(undefined).needs.find(({ kind }) => kind === 'below_reorder_point')).toMatchObject({
      count: 1,
      details: [{ subject: 'Coke 330 ml', text: 'in BRB: 9 each there, reorder at 10 each' }],
    })
    expect(needs(bra).needs.filter(({ kind }) => kind === 'below_reorder_point')).toEqual([])
  })
})

describe('transfers on the road', () => {
  it('are late after two days, seen at both ends, until all of it arrived', async () => {
    const { bra, brb, coke, place, placeTowards } = bakery
    await have(coke, 30)
    const dispatch = await bakery.post(
      {
        event: 'transfer_dispatch',
        lines: [
          {
            item: coke,
            from: place('retail'),
            to: placeTowards(bra, 'branch_out', brb),
            quantity: 11,
            take: { by: 'cost' },
          },
        ],
      },
      'HQ-A1',
    )
    await follower.caughtUp()
    const late = (branch: BranchId | undefined, now = TEST_NOW + 2 * DAY_MS + 1) =>
      needs(branch, now).needs.find(({ kind }) => kind === 'overdue_transfers')
    expect(late(undefined, TEST_NOW + 2 * DAY_MS)).toBeUndefined()
    const told = { subject: 'BRA-iTrans-00001', text: 'from BRA to BRB, dispatched 2 days ago' }
    const ofSender = { ...told, to: { page: 'document', id: dispatch.id } }
    for (const [branch, detail] of [
      [undefined, ofSender],
      [bra, ofSender],
      [brb, told],
    ] as const)
      expect(late(branch)).toMatchObject({ count: 1, oldestAt: TEST_NOW, details: [detail] })
    expect(late(brb)?.details).toEqual([told])
    const receive = (quantity: number) =>
      bakery.post(
        {
          event: 'transfer_receive',
          branch: brb,
          answers: dispatch.id,
          lines: [
            {
              item: coke,
              from: placeTowards(brb, 'branch_in', bra),
              to: place('retail', brb),
              quantity,
              take: { by: 'answered', document: dispatch.id, move: 0 },
            },
          ],
        },
        'BRB-K1',
      )
    await receive(4)
    await follower.caughtUp()
    expect(late(brb)).toMatchObject({ count: 1 })
    await receive(7)
    await follower.caughtUp()
    expect(late(bra)).toBeUndefined()
  })
})

describe('the follower', () => {
  it('says that it counts until it has, and never shows a branch half counted', async () => {
    const early = followCounts({ readers, clock: { now: () => TEST_NOW }, report: () => undefined })
    const asked = readNeeds({
      scope: ALL_BRANCHES,
      reader: readers.whole,
      isSuperAdmin: true,
      formats: createFormats({ currency: 'ZAR' }),
      now: TEST_NOW,
      facts: quietFacts({ counts: early }),
    })
    expect(asked).toEqual({ needs: [], isCounting: true })
    await early.stop()
  })

  it('reads no more than a slice at a time, however many items there are', async () => {
    const many = await create(...Array.from({ length: 1_800 }, () => ({})))
    const { place } = bakery
    for (let start = 0; start < many.length; start += 400)
      await bakery.post(
        {
          event: 'opening',
          lines: many.slice(start, start + 400).map((item) => ({
            item,
            from: place('opening'),
            to: place('retail'),
            quantity: 1,
            take: { by: 'stated', amount: 1 },
          })),
        },
        'HQ-A1',
      )
    const reader = readers.of(onlyBranch(bakery.bra))
    let most = 0
    const watched = {
      ...reader,
      all: (
        sql: string,
        ...args: Parameters<typeof reader.all> extends [string, ...infer Rest] ? Rest : never
      ) => {
        const rows = reader.all(sql, ...args)
        most = Math.max(most, rows.length)
        return rows
      },
    }
    const counting = countBranch(watched, bakery.bra)
    let slices = 0
    let step = counting.next()
    for (; step.done !== true; step = counting.next()) slices += 1
    expect(step.value.withoutBarcode).toHaveLength(1_801)
    expect(most).toBeLessThanOrEqual(500)
    expect(slices).toBeGreaterThan(6)
  })

  it('stops between two slices, and nobody waits for it any more', async () => {
    const stopped = followCounts({ readers, clock: { now: () => TEST_NOW }, report: () => undefined })
    const waiting = stopped.caughtUp()
    await stopped.stop()
    await waiting
    await stopped.caughtUp()
    expect(stopped.of(bakery.bra)).toBeUndefined()
  })
})

const byNumber = (one: number, other: number): number => one - other
