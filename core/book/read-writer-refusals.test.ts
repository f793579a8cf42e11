import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { countWriterRefusals, readWriterRefusals } from './read-writer-refusals.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

/** A sale of what is not there. */
const refusedSale = (writer: string, quantity: number) =>
  bakery.post(
    {
      event: 'sale',
      salesOrder: bakery.order,
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('retail'),
          to: bakery.place('customer'),
          quantity,
          take: { by: 'cost' },
        },
      ],
    },
    writer,
  )

it('lists the open refusals of one writer, newest first, and counts all of them', async () => {
  const first = await refusedSale('BRA-K1', 1)
  const second = await refusedSale('BRA-K1', 2)
  await refusedSale('HQ-A1', 3)
  const { reader, bra } = bakery
  expect(readWriterRefusals(reader, bra, 'BRA-K1', 10).map(({ id }) => id)).toEqual([second.id, first.id])
  expect(readWriterRefusals(reader, bra, 'BRA-K1', 1).map(({ id }) => id)).toEqual([second.id])
  expect(countWriterRefusals(reader, bra, 'BRA-K1')).toBe(2)
})

it('knows nothing of another branch', async () => {
  await refusedSale('BRA-K1', 1)
  const { reader, brb } = bakery
  expect(countWriterRefusals(reader, brb, 'BRA-K1')).toBe(0)
})

it('finds those of a writer under its later names too', async () => {
  const refused = await refusedSale('BRA-K1', 1)
  const { reader, bra, central } = bakery
  await central.batch([
    { sql: uncatalogued(`UPDATE writer SET state = 'closed' WHERE incarnation = 'BRA-K1'`), args: [] },
    {
      sql: uncatalogued(
        `INSERT INTO writer (name, incarnation, branch, state) VALUES ('BRA-K1', 'BRA-K1b', ?1, 'open')`,
      ),
      args: [bra],
    },
  ])
  expect(readWriterRefusals(reader, bra, 'BRA-K1b', 10).map(({ id }) => id)).toEqual([refused.id])
})

it('forgets what a manager has settled', async () => {
  const refused = await refusedSale('BRA-K1', 1)
  await bakery.post(
    { event: 'void', settles: refused.id, reason: 'scanned twice', acceptedBy: bakery.palesa, lines: [] },
    'HQ-A1',
  )
  expect(countWriterRefusals(bakery.reader, bakery.bra, 'BRA-K1')).toBe(0)
})
