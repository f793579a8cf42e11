import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { addingPartner, changingPartner, writePartners, type PartnerFacts } from './partner-writes.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const MILL: PartnerFacts = {
  name: 'Golden Mills',
  isCustomer: false,
  isSupplier: true,
  phone: '011 555 0101',
  email: 'orders@mills.example',
  branch: null,
}
const rowOf = (id: number) =>
  bakery.reader.get(
    'SELECT name, is_customer, is_supplier, phone, email, branch, is_retired FROM partner WHERE id = ?1',
    id,
  )
const add = async (partner = MILL): Promise<number> => {
  const added = await writePartners(bakery.central).add(partner)
  if (typeof added === 'string') throw new Error(added)
  return added.id
}
const count = () => bakery.reader.get('SELECT count(*) FROM partner')?.[0]

describe('a partner', () => {
  it('is added once under a name, in whatever case', async () => {
    const id = await add()
    expect(rowOf(id)).toEqual(['Golden Mills', 0, 1, '011 555 0101', 'orders@mills.example', null, 0])
    const writes = writePartners(bakery.central)
    expect(await writes.add({ ...MILL, name: 'GOLDEN mills' })).toBe('name_taken')
    expect(count()).toBe(2)
  })

  it('is changed, and may keep its own name', async () => {
    const writes = writePartners(bakery.central)
    const id = await add()
    expect(
      await writes.change(id, { ...MILL, name: 'golden mills', phone: null, isCustomer: true }),
    ).toBeUndefined()
    expect(rowOf(id)).toEqual(['golden mills', 1, 1, null, 'orders@mills.example', null, 0])
    expect(await writes.change(id, { ...MILL, name: 'corner CAFé' })).toBe('name_taken')
    expect(rowOf(id)?.[0]).toBe('golden mills')
  })

  it('becomes one branch’s own only while no other branch has orders of it', async () => {
    const { bra, brb, cafe } = bakery
    const writes = writePartners(bakery.central)
    const facts = { ...MILL, name: 'Corner Café', isCustomer: true }
    expect(await writes.change(cafe, { ...facts, branch: brb })).toBe('elsewhere')
    expect(rowOf(cafe)?.[5]).toBeNull()
    expect(await writes.change(cafe, { ...facts, branch: bra })).toBeUndefined()
    expect(await writes.change(cafe, { ...facts, branch: null })).toBeUndefined()
  })

  it('is retired and used again, twice alike', async () => {
    const writes = writePartners(bakery.central)
    const id = await add()
    for (const isRetired of [true, true, false, false]) {
      await writes.setRetired(id, isRetired)
      expect(rowOf(id)?.[6]).toBe(isRetired ? 1 : 0)
    }
  })

  it('is not added at all where a batch holds a name twice', async () => {
    const batch = [addingPartner(MILL), changingPartner(bakery.cafe, MILL)]
    await expect(bakery.central.batch(batch)).rejects.toThrow('UNIQUE')
    expect(count()).toBe(1)
  })

  it('bumps the book’s sequence with every write', async () => {
    const seq = () => Number(bakery.reader.get('SELECT seq FROM meta')?.[0])
    const before = seq()
    const id = await add()
    await writePartners(bakery.central).setRetired(id, true)
    expect(seq()).toBe(before + 2)
  })
})
