import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onlyBranch } from '../branches/scope.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { writeMaster } from '../database/write-master.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createPartner } from './create-partner.ts'
import { readOpenOrdersOf, readSupplierPrices } from './partner-business.ts'
import { addingPartner, retiringPartner } from './partner-writes.ts'
import { readPartner, readPartners, type AskedPartners } from './read-partners.ts'

let bakery: Bakery
let readers: ScopedReaders
let ours: number
beforeAll(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  const { central, bra, brb } = bakery
  const both = { isCustomer: true, isSupplier: true }
  ours = await createPartner(central, { ...both, name: 'Église', branch: bra, phone: '011 555 0199' })
  await createPartner(central, { name: 'Planted Brixton', isCustomer: true, isSupplier: false, branch: brb })
  const retired = await createPartner(central, { name: 'Old Mill', isCustomer: false, isSupplier: true })
  await writeMaster(central, [
    retiringPartner(retired, true),
    ...Array.from({ length: 450 }, (_, index) =>
      addingPartner({
        name: `Mill ${String(index).padStart(3, '0')}`,
        isCustomer: false,
        isSupplier: true,
        phone: null,
        email: index % 100 === 7 ? 'seven@mill.example' : null,
        branch: null,
      }),
    ),
  ])
})
afterAll(() => {
  readers.close()
  bakery.close()
})

const ALL: AskedPartners = {
  text: '',
  kind: 'all',
  whose: 'all',
  isRetired: false,
  sort: 'name',
  after: undefined,
  limit: 100,
}
const names = (asked: Partial<AskedPartners>, reader = readers.whole): string[] =>
  readPartners(reader, { ...ALL, ...asked }).entries.map(({ name }) => name)

describe('the list of partners', () => {
  it.each<[string, Partial<AskedPartners>, string[]]>([
    ['words without accents', { text: 'EGLISE' }, ['Église']],
    ['a phone', { text: '0199' }, ['Église']],
    ['an e-mail of rows far apart', { text: 'seven@', limit: 3 }, ['Mill 007', 'Mill 107', 'Mill 207']],
    ['customers', { kind: 'customers' }, ['Corner Café', 'Planted Brixton', 'Église']],
    ['a branch’s own', { whose: 'own' }, ['Planted Brixton', 'Église']],
    ['retired ones', { isRetired: true }, ['Old Mill']],
    ['nothing', { text: 'no such' }, []],
    ['signs that a pattern would understand', { text: '%' }, []],
    ['whose they are', { sort: 'whose', kind: 'customers' }, ['Corner Café', 'Église', 'Planted Brixton']],
  ])('finds by %s', (_, asked, expected) => {
    expect(names(asked)).toEqual(expected)
  })

  it.each(['name', 'whose'] as const)('goes on by %s from page to page, each partner once', (sort) => {
    const seen: string[] = []
    let after: AskedPartners['after']
    do {
      const page = readPartners(readers.whole, { ...ALL, sort, after })
      seen.push(...page.entries.map(({ name }) => name))
      after = page.next
    } while (after !== undefined)
    expect(seen).toHaveLength(453)
    expect(new Set(seen).size).toBe(453)
  })

  it('begins anew where a cursor is of another order', () => {
    expect(names({ after: ['x'], limit: 1 })).toEqual(['Corner Café'])
  })

  it('shows a branch the company’s and its own, and nothing of another', () => {
    const reader = readers.of(onlyBranch(bakery.bra))
    expect(names({ whose: 'own' }, reader)).toEqual(['Église'])
    expect(names({ text: 'planted' }, reader)).toEqual([])
    expect(readPartner(readers.of(onlyBranch(bakery.brb)), ours)).toBeUndefined()
    expect(readPartner(reader, ours)).toMatchObject({ name: 'Église', branchPrefix: 'BRA' })
  })
})

describe('what is done with a partner', () => {
  it('is their open orders, of the branch that asks only', () => {
    const { cafe, bra, brb } = bakery
    const of = (branch: typeof bra) =>
      readOpenOrdersOf(onlyBranch(branch), readers.of(onlyBranch(branch)), { partner: cafe, limit: 5 })
    expect(of(bra)).toMatchObject([{ number: 'BRA-SO-00001', dueOn: '2026-11-20' }])
    expect(of(brb)).toEqual([])
    expect(readOpenOrdersOf(onlyBranch(bra), readers.whole, { partner: ours, limit: 5 })).toEqual([])
  })

  it('is what they ask, a page at a time', async () => {
    const { central, flour, butter, salt } = bakery
    const sql =
      'INSERT INTO supplier_price (partner, item, amount, quantity, supplier_code, noted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)'
    await writeMaster(
      central,
      [flour, butter, salt].map((item) => ({
        sql: uncatalogued(sql),
        args: [ours, item, 25_000, 25_000, null, TEST_NOW],
      })),
    )
    const first = readSupplierPrices(readers.whole, { partner: ours, after: undefined, limit: 2 })
    expect(first.entries.map(({ item }) => item.code)).toEqual(['FLOUR', 'BUTTER'])
    expect(first.entries[0]).toMatchObject({ amount: 25_000, quantity: 25_000, supplierCode: undefined })
    const second = readSupplierPrices(readers.whole, { partner: ours, after: first.next, limit: 2 })
    expect(second).toMatchObject({ entries: [{ item: { code: 'SALT' } }], next: undefined })
  })
})
