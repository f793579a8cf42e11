import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { createItems } from './create-item.ts'
import type { AskedItems, ItemCursor } from './asked-items.ts'
import { readItemList, type ItemList } from './read-item-list.ts'

const MANY = 700
const ASKED: AskedItems = {
  text: '',
  kind: 'all',
  whose: 'all',
  isRetired: false,
  isBare: false,
  among: undefined,
  sort: 'name',
  after: undefined,
  limit: 50,
}

let bakery: Bakery
let readers: ScopedReaders
let ids: number[]
beforeAll(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  const made = {
    kind: 'external',
    unit: { base: 'each', name: 'each', factor: 1 },
    isMeasured: false,
  } as const
  ids = await createItems(
    bakery.central,
    Array.from({ length: MANY }, (_, n) => {
      const nth = String(n).padStart(3, '0')
      // Every second is a rusk; one in hundred is Brixton's own, and one in fifty has no barcode.
      const name = n % 2 === 0 ? `Rusk ${nth} of tarts` : `Tart ${nth}`
      const barcodes = n % 50 === 0 ? [] : [{ code: `B-${nth}` }]
      return { ...made, code: `T-${nth}`, name, barcodes, ...(n % 100 === 1 ? { branch: bakery.brb } : {}) }
    }),
  )
  await createItems(bakery.central, [{ ...made, code: 'TART', name: 'A whole one', barcodes: [] }])
})
afterAll(() => {
  readers.close()
  bakery.close()
})

interface Whole {
  readonly names: readonly string[]
  readonly pages: readonly ItemList[]
}

/** All pages of a list, one after the other. */
function everyPage(asked: Partial<AskedItems>, scope = ALL_BRANCHES): Whole {
  const pages: ItemList[] = []
  let after: ItemCursor | undefined
  do {
    const page = readItemList(readers.of(scope), { ...ASKED, ...asked, after })
    pages.push(page)
    after = page.next
  } while (after !== undefined && pages.length < 60)
  return { names: pages.flatMap(({ entries }) => entries.map(({ name }) => name)), pages }
}

describe('a search for what very many have', () => {
  it('finds the code as typed, then names that begin so, then the others, each once', () => {
    const { names, pages } = everyPage({ text: 'tart' })
    expect(names[0]).toBe('A whole one')
    expect(names.slice(1, 351)).toEqual(
      names
        .slice(1, 351)
        .filter((name) => name.startsWith('Tart'))
        .toSorted(),
    )
    expect(names.slice(351).every((name) => name.startsWith('Rusk'))).toBe(true)
    expect(new Set(names).size).toBe(MANY + 1)
    expect(names).toHaveLength(MANY + 1)
    expect(pages.every(({ isSorted, entries }) => !isSorted && entries.length <= 50)).toBe(true)
  })

  it('finds it by any order of the words, and by an item once that has several of them', () => {
    for (const text of ['tarts rusk', 'rusk tarts', 't ta tart'])
      expect([text, new Set(everyPage({ text }).names).size]).toEqual([
        text,
        everyPage({ text }).names.length,
      ])
    expect(everyPage({ text: 'tarts rusk' }).names).toHaveLength(MANY / 2)
  })

  it('finds nothing of another branch', () => {
    const { names } = everyPage({ text: 'tart' }, onlyBranch(bakery.bra))
    expect(names).toHaveLength(MANY + 1 - 7)
    expect(names).not.toContain('Tart 001')
    expect(everyPage({ text: 'tart' }, onlyBranch(bakery.brb)).names).toContain('Tart 001')
  })

  it('takes a cursor of another list for the beginning', () => {
    const first = readItemList(readers.whole, { ...ASKED, text: 'tart' })
    for (const after of [['Tart 100', 7], [9, 'tart', 1], [-1, 'x', 1], ['x'], [0.5, 'tart', 3]])
      expect(readItemList(readers.whole, { ...ASKED, text: 'tart', after }).entries).toEqual(first.entries)
  })
})

describe('a list of few among many', () => {
  it('looks through a bounded number of items for a page, and says so', () => {
    const { names, pages } = everyPage({ isBare: true, limit: 20 })
    expect(names.filter((name) => /^(Rusk|Tart)/.test(name))).toHaveLength(MANY / 50)
    expect(pages[0]?.lookedThrough).toBe(500)
    expect(pages.at(-1)?.lookedThrough).toBeUndefined()
  })

  it.each([
    ['a few', 3],
    ['very many', 600],
  ])('shows %s that somebody counted, and of those what the words say', (_, count) => {
    const [some, others] = [new Set(ids.slice(0, count)), new Set(ids.slice(1, 3))]
    const { names } = everyPage({ among: [some, others] })
    expect(names).toEqual(names.toSorted())
    expect(names).toHaveLength(count)
    expect(everyPage({ among: [some], text: '002' }).names).toEqual(['Rusk 002 of tarts'])
    expect(everyPage({ among: [some], text: 'tart' }).names).toHaveLength(count)
    expect(everyPage({ among: [] }).names).toEqual([])
  })
})
