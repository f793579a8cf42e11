import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Draft } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { newDocumentId, type DocumentId, type Position } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { NEVER_STOCK } from './expected-changes.ts'
import { openOutbox, type Outbox } from './outbox.ts'

const writer = 'BRA-K1'
let bakery: Bakery
let outbox: Outbox
beforeEach(async () => {
  bakery = await openBakery()
  outbox = openOutbox(join(bakery.folder, 'outbox.db'))
})
afterEach(() => {
  outbox.close()
  bakery.close()
})

function accept(quantity: number, event: 'sale' | 'restock' = 'sale'): DocumentId {
  const { coke, place, bra, thandi, order } = bakery
  const ends =
    event === 'sale'
      ? { from: place('retail'), to: place('customer') }
      : { from: place('stockroom'), to: place('retail') }
  const draft: Draft = {
    id: newDocumentId(),
    event,
    branch: bra,
    acceptedAt: TEST_NOW,
    acceptedBy: thandi,
    ...(event === 'sale' ? { salesOrder: order } : {}),
    lines: [{ item: coke, ...ends, quantity, take: { by: 'cost' } }],
  }
  outbox.accept({ writer, draft })
  return draft.id as DocumentId
}

function settle(...ids: readonly DocumentId[]): void {
  const outcomeOf = (id: DocumentId): Outcome => ({
    state: 'posted',
    id,
    position: 1 as Position,
    series: 'SAL',
    number: 1,
    postingDate: '2026-11-20',
    total: 0,
  })
  outbox.settle(ids.map(outcomeOf), TEST_NOW)
}

/** Every total that is kept, as another process reads it. */
function totals() {
  const database = new Database(join(bakery.folder, 'outbox.db'))
  const places = new Map([
    [bakery.place('retail'), 'retail'],
    [bakery.place('stockroom'), 'stockroom'],
    [bakery.place('customer'), 'customer'],
  ])
  const read = (sql: string) => database.prepare(sql).raw().all([]) as [number, number, number][]
  const stock = read('SELECT location, item, quantity FROM unposted')
    .map(([place, item, quantity]) => [places.get(place as never), item === bakery.coke, quantity] as const)
    .toSorted(([, , one], [, , other]) => one - other)
  const logged = read('SELECT context_id, item, quantity FROM unposted_logged').map(
    ([order, , quantity]) => [order === bakery.order, quantity] as const,
  )
  database.close()
  return { stock, logged }
}

describe('what waiting documents will change', () => {
  it('is one total for each item at each place with stock, and on its order', () => {
    accept(2)
    accept(3)
    accept(4, 'restock')
    expect(totals()).toEqual({
      stock: [
        ['stockroom', true, -4],
        ['retail', true, -1],
      ],
      logged: [[true, 5]],
    })
  })

  it('gets less with every document that is settled, and with none of them twice', () => {
    const first = accept(2)
    const second = accept(3)
    accept(4)
    settle(first)
    settle(first, second, second)
    expect(totals()).toEqual({ stock: [['retail', true, -4]], logged: [[true, 4]] })
  })

  it('stays at zero while others wait, and nothing is kept once nothing waits', () => {
    const sold = accept(2)
    const moved = accept(2, 'restock')
    settle(sold)
    expect(totals()).toEqual({
      stock: [
        ['stockroom', true, -2],
        ['retail', true, 2],
      ],
      logged: [[true, 0]],
    })
    settle(moved)
    expect(totals()).toEqual({ stock: [], logged: [] })
    accept(7)
    expect(totals()).toEqual({ stock: [['retail', true, -7]], logged: [[true, 7]] })
  })

  it('leaves out only sides that hold no stock in any way the book knows of that event', () => {
    const kinds = Object.entries(NEVER_STOCK).flatMap(([event, side]) =>
      bakery.reader
        .all(
          `SELECT DISTINCT k.kind, k.holds_stock FROM event_rule r CROSS JOIN location_kind k ON k.kind = r.${side}_kind
           WHERE r.event = ?1 AND r.value_only = 0`,
          event,
        )
        .map(([kind, holdsStock]) => [event, kind, holdsStock]),
    )
    expect(new Set(kinds.map(([event]) => event))).toEqual(new Set(Object.keys(NEVER_STOCK)))
    expect(kinds.filter(([, , holdsStock]) => holdsStock !== 0)).toEqual([])
  })
})
