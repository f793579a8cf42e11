import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { createItems } from '../items/create-item.ts'
import { writeItems } from '../items/item-writes.ts'
import { folded } from '../kernel/folded.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import {
  averageCost,
  readStockByLocation,
  STOCK_KINDS,
  type StockFilter,
  type StockKind,
  type StockLine,
} from './stock-by-location.ts'

const MANY = 1_200
const NAMES = ['Ëclair', 'apple', 'Bun', 'bun', 'Čaj']
let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
  const { central, place } = bakery
  const ids = await createItems(
    central,
    Array.from({ length: MANY }, (_, index) => ({
      code: `X${index}`,
      name: `${NAMES[index % NAMES.length]} ${(index * 7919) % 300}`,
      kind: 'external' as const,
      unit: { base: 'each', name: 'each', factor: 1 } as const,
      isMeasured: false,
      barcodes: [],
    })),
  )
  const open = (items: typeof ids, to: number) =>
    bakery.post({
      event: 'opening',
      lines: items.map((item, index) => {
        const take = { by: 'stated', amount: index + 1 } as const
        return { item, from: place('opening'), to, quantity: 2, take }
      }),
    })
  for (let start = 0; start < MANY; start += 400) await open(ids.slice(start, start + 400), place('retail'))
  await open(ids.slice(0, 30), place('stockroom'))
  const { flour, run } = bakery
  await open([flour], place('manufacturing'))
  await bakery.post({
    event: 'usage',
    run,
    lines: [
      {
        item: flour,
        from: place('manufacturing'),
        to: bakery.placeOfRun(run),
        quantity: 1,
        take: { by: 'cost' },
      },
    ],
  })
})
afterAll(() => bakery.close())

const filter: StockFilter = { kinds: STOCK_KINDS, text: '', isEmptyShown: false, limit: 50 }

describe('stock by location', () => {
  it.each(['retail', 'stockroom'] as const)(
    'shows every item of the %s once, by name, page by page',
    (kind) => {
      const lines: StockLine[] = []
      let after: StockFilter['after']
      do {
        const [section] = readStockByLocation(onlyBranch(bakery.bra), bakery.reader, {
          ...filter,
          kinds: [kind],
          after,
          limit: 70,
        })
        lines.push(...section!.lines.entries)
        after = section!.lines.next
      } while (after !== undefined)
      const sql = `SELECT i.id FROM stock_balance b JOIN item i ON i.id = b.item WHERE b.location = ?1 ORDER BY i.name, i.id`
      expect(lines.map(({ item }) => [item.id])).toEqual(bakery.reader.all(sql, bakery.place(kind)))
      expect(lines).toHaveLength(kind === 'retail' ? MANY : 30)
    },
  )

  it('says what each section is worth, and all of them are worth the inventory accounts', () => {
    const sections = readStockByLocation(ALL_BRANCHES, bakery.reader, { ...filter, limit: 5_000 })
    for (const { value, lines } of sections)
      expect(value).toBe(lines.entries.reduce((sum, line) => sum + line.value, 0))
    const ours = sections.filter(({ branch }) => branch.id === bakery.bra)
    expect(ours.map(({ kind }) => kind)).toEqual(STOCK_KINDS)
    const accounts = ['stockroom_inventory', 'manufacturing_inventory', 'finished_goods_inventory']
    expect(ours.reduce((sum, { value }) => sum + value, 0)).toBe(
      accounts.reduce((sum, kind) => sum + bakery.account(kind), 0),
    )
  })

  /** All pages of what is found at one kind of place. */
  function find(text: string, kind: StockKind, limit = 70): StockLine[] {
    const lines: StockLine[] = []
    let after: StockFilter['after']
    do {
      const asked = { ...filter, kinds: [kind], text, after, limit }
      const [section] = readStockByLocation(onlyBranch(bakery.bra), bakery.reader, asked)
      expect(section!.lines.entries.length).toBeLessThanOrEqual(limit)
      lines.push(...section!.lines.entries)
      after = section!.lines.next
    } while (after !== undefined)
    return lines
  }

  // Among very many at one place, among few, and on open runs.
  it.each([
    ['retail', 'x1199', 1],
    ['retail', 'BUN', 480],
    ['retail', '29 eclair', 8],
    ['retail', 'bun 29', 16],
    ['retail', '%', 0],
    ['stockroom', 'bun', 12],
    ['stockroom', 'caj', 6],
    ['stockroom', 'x1199', 0],
    ['run', 'flour cake', 1],
    ['run', 'salt', 0],
  ] as const)(
    'finds in the %s what has words that begin with %j, each once, page by page',
    (kind, text, count) => {
      const found = find(text, kind)
      expect(new Set(found.map(({ item }) => item.id)).size).toBe(found.length)
      const typed = folded(text).split(' ')
      for (const { item, quantity } of found) {
        const own = folded(`${item.name} ${item.code}`).split(' ')
        expect(typed.every((word) => own.some((one) => one.startsWith(word)))).toBe(true)
        expect(quantity).toBeGreaterThan(0)
      }
      expect(found).toHaveLength(count)
    },
  )

  it('finds what is used up and what is retired where it is asked for', async () => {
    const { central, coke, place, post } = bakery
    const [from, to] = [place('opening'), place('retail')]
    const line = { item: coke, quantity: 3 }
    await post({ event: 'opening', lines: [{ ...line, from, to, take: { by: 'stated', amount: 30 } }] })
    expect(find('coke', 'retail')).toHaveLength(1)
    await writeItems(central).retire(coke, true)
    expect(find('coke', 'retail')).toHaveLength(1)
    await post({ event: 'sale', lines: [{ ...line, from: to, to: place('customer'), take: { by: 'cost' } }] })
    expect(find('coke', 'retail')).toHaveLength(0)
    const asked = { ...filter, kinds: ['retail'], text: 'coke', isEmptyShown: true } as const
    const [section] = readStockByLocation(onlyBranch(bakery.bra), bakery.reader, asked)
    expect(section?.lines.entries.map((entry) => Number(entry.quantity))).toEqual([0])
  })

  it.each([
    [{ value: 1, held: 3, factor: 1 }, 0],
    [{ value: 3, held: 2, factor: 1 }, 2],
    [{ value: 10_000_000_000_000, held: 3, factor: 1_000_000 }, undefined],
    [{ value: 0, held: 0, factor: 1 }, undefined],
  ])('averages %o', ({ value, held, factor }, average) => {
    expect(averageCost({ value, held, factor })).toBe(average)
  })
})
