import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReader, type Reader } from '../database/reader.ts'
import { openOutbox } from '../outbox/outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createItemResolver, type ItemKey } from './resolve-item.ts'

let bakery: Bakery
let reader: Reader
/** Every statement that the resolver prepared. */
const prepared: string[] = []
beforeAll(async () => {
  bakery = await openBakery()
  const path = join(bakery.folder, 'outbox.db')
  const outbox = openOutbox(path)
  const note = {
    id: '01936f9c-0000-7000-8000-000000000009',
    station: 'BRA-K1',
    branch: bakery.bra,
    at: TEST_NOW,
    person: bakery.thandi,
  }
  const content = { item: bakery.coke, quantity: 6, packName: 'Six', allowedBy: bakery.palesa }
  outbox.tell({
    notes: [{ ...note, content: { kind: 'barcode_attached', code: 'SIX', ...content } }],
    now: TEST_NOW,
  })
  outbox.close()
  reader = openReader(bakery.path, { outbox: path })
})
afterAll(() => {
  reader.close()
  bakery.close()
})

function resolver(branch = bakery.bra) {
  return createItemResolver(
    {
      ...reader,
      prepare(sql) {
        prepared.push(sql)
        return reader.prepare(sql)
      },
    },
    branch,
  )
}
const onOrder = (what: ItemKey) =>
  resolver().onOrder(what, { retail: bakery.place('retail'), salesOrder: bakery.order })
const onRun = (what: ItemKey) =>
  resolver().onRun(what, { pool: bakery.place('manufacturing'), stockroom: undefined, run: bakery.run })

describe('an item on an order or a run', () => {
  it('is found by a barcode of the book, by one attached here, and by itself', () => {
    const coke = { item: bakery.coke, name: 'Coke 330 ml', planned: { quantity: 12, logged: 0 } }
    expect(onOrder({ code: '06001000000025' })).toMatchObject({ ...coke, packQuantity: undefined })
    expect(onOrder({ code: 'SIX' })).toMatchObject({ ...coke, packQuantity: 6, packName: 'Six' })
    expect(onOrder({ item: bakery.coke })).toMatchObject({ ...coke, packQuantity: undefined })
    expect(onRun({ item: bakery.flour })).toMatchObject({ planned: { quantity: 50_000, logged: 0 } })
  })

  it.each([{ code: 'NOBODY' }, { code: '' }, { item: 999_999 }, { code: "' OR 1 --" }])(
    'is not found by %j',
    (what) => {
      expect(onOrder(what)).toBeUndefined()
      expect(onRun(what)).toBeUndefined()
    },
  )

  it('is nothing to a station of another branch when it is one branch’s own, however it is asked for', async () => {
    const give = (branch: number | null) =>
      bakery.central.batch([
        {
          sql: uncatalogued(`UPDATE item SET branch = ?1 WHERE id IN (?2, ?3)`),
          args: [branch, bakery.coke, bakery.flour],
        },
      ])
    const { coke, flour } = bakery
    const seenBy = (branch: typeof bakery.bra) => {
      const order = { retail: bakery.place('retail', branch), salesOrder: bakery.order }
      const run = { pool: bakery.place('manufacturing', branch), stockroom: undefined, run: bakery.run }
      const asked = [{ code: '06001000000025' }, { code: 'SIX' }, { item: coke }, { item: flour }]
      return asked.flatMap((what) => [
        resolver(branch).onOrder(what, order) !== undefined,
        resolver(branch).onRun(what, run) !== undefined,
      ])
    }
    await give(bakery.bra)
    expect(new Set(seenBy(bakery.bra))).toEqual(new Set([true]))
    expect(new Set(seenBy(bakery.brb))).toEqual(new Set([false]))
    await give(null)
    expect(new Set(seenBy(bakery.brb))).toEqual(new Set([true]))
  })

  it('is looked up by keys only, however it is asked for', () => {
    onOrder({ code: 'SIX' })
    for (const sql of new Set(prepared)) {
      const steps = reader.all(
        `EXPLAIN QUERY PLAN ${sql}`,
        ...Array.from({ length: sql.includes('?5') ? 5 : 4 }, () => 1),
      )
      // `s`: of what was sent, one row a writer.
      expect(steps.map(String).filter((step) => /SCAN (?!s$)|TEMP/.test(step))).toEqual([])
    }
    expect(new Set(prepared).size).toBe(6)
  })
})
