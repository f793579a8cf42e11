import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setSalesOrderState } from '../orders/create-sales-order.ts'
import { openBakery, ZONE, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { hindrancesOf } from './branch-hindrances.ts'
import { NOTHING_LOCKED, writeBranches, type BranchWrites } from './branch-writes.ts'
import { liveBranch, readBranch } from './read-branches.ts'

let bakery: Bakery
let writes: BranchWrites
beforeEach(async () => {
  bakery = await openBakery()
  writes = writeBranches(bakery.central)
})
afterEach(() => bakery.close())

const buy = () =>
  bakery.post({
    event: 'purchase_invoice',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('supplier'),
        to: bakery.place('retail'),
        quantity: 10,
        take: { by: 'stated', amount: 1000 },
      },
    ],
  })

describe('a branch', () => {
  it('is opened once under a prefix, with its accounts and places, and those of the others towards it', async () => {
    const { reader } = bakery
    const brc = { prefix: 'BRC', name: 'Cosmo City', timeZone: 'Africa/Lagos' }
    const id = await writes.add(brc)
    expect(id === 'prefix_taken' ? undefined : readBranch(reader, id)).toMatchObject(brc)
    expect(await writes.add({ ...brc, name: 'Another' })).toBe('prefix_taken')
    expect(reader.get('SELECT count(*) FROM branch')).toEqual([3])
    expect(reader.get('SELECT count(*) FROM location WHERE counterpart = ?1', Number(id))).toEqual([4])
  })

  it('is called something else at any time, and counts its days in another zone until something is posted', async () => {
    const { bra, reader } = bakery
    const zoned = { name: 'Braamfontein', timeZone: 'Africa/Lagos' }
    expect(await writes.rename(bra, zoned)).toBeUndefined()
    expect(readBranch(reader, bra)).toMatchObject(zoned)
    await writes.rename(bra, { name: 'Braam', timeZone: ZONE })
    await buy()
    expect(await writes.rename(bra, zoned)).toBe('zone_fixed')
    expect(readBranch(reader, bra)).toMatchObject({ name: 'Braam', timeZone: ZONE })
    expect(await writes.rename(bra, { ...zoned, timeZone: ZONE })).toBeUndefined()
    expect(readBranch(reader, bra)?.name).toBe('Braamfontein')
  })

  it('keeps a period locked, and opens it again only for who may', async () => {
    const { bra, reader } = bakery
    const until = () => readBranch(reader, bra)?.lockedUntil
    expect(await writes.lock(bra, '2026-11-19', false)).toBeUndefined()
    expect(await writes.lock(bra, '2026-11-19', false)).toBeUndefined()
    expect(await writes.lock(bra, '2026-11-18', false)).toBe('earlier')
    expect(until()).toBe('2026-11-19')
    expect(await writes.lock(bra, NOTHING_LOCKED, true)).toBeUndefined()
    expect(until()).toBe(NOTHING_LOCKED)
  })

  it('dates what is accepted in a locked period on the first open day', async () => {
    await writes.lock(bakery.bra, '2026-11-20', false)
    expect(await buy()).toMatchObject({ state: 'posted', postingDate: '2026-11-21' })
  })

  it('is seen as it is now by who looked at it before', async () => {
    const { bra, reader } = bakery
    const live = liveBranch(reader, bra)
    expect([live.usageTolerance, live.expiryWarningDays, live.issuesShortfall]).toEqual([5, 2, true])
    await writes.setNumbers(bra, { issuesShortfall: false, usageTolerance: 12, expiryWarningDays: 0 })
    expect([live.usageTolerance, live.expiryWarningDays, live.issuesShortfall]).toEqual([12, 0, false])
  })
})

describe('retiring a branch', () => {
  it('waits until nothing is in the way, and names what is', async () => {
    const { bra, brb, reader, coke, place, placeTowards } = bakery
    await buy()
    const line = (quantity: number) => ({
      item: coke,
      from: place('retail'),
      quantity,
      take: { by: 'cost' } as const,
    })
    const road = placeTowards(bra, 'branch_out', brb)
    await bakery.post({ event: 'transfer_dispatch', lines: [{ ...line(4), to: road }] })
    await bakery.post({ event: 'write_off', lines: [{ ...line(999), to: place('write_off') }] })
    expect(await writes.setRetired(bra, true)).toBe(false)
    expect(readBranch(reader, bra)?.isRetired).toBe(false)
    const all = ['stock', 'on_the_road', 'refusals', 'orders', 'runs', 'stations', 'people']
    expect(hindrancesOf(reader, bra)).toEqual(all)
    expect(hindrancesOf(reader, brb)).toEqual(['on_the_road', 'stations', 'people'])
  })

  it('is done once what is in the way is gone, one after the other, and is taken back', async () => {
    const { bra, central, reader, order } = bakery
    const gone = async (sql: string) => {
      await central.batch([{ sql: uncatalogued(sql), args: [bra] }])
      return [await writes.setRetired(bra, true), hindrancesOf(reader, bra)]
    }
    await setSalesOrderState(central, order, 'closed')
    expect(await gone(`UPDATE production_run SET state = 'closed' WHERE branch = ?1`)).toEqual([
      false,
      ['stations', 'people'],
    ])
    expect(await gone(`UPDATE writer SET state = 'closed' WHERE branch = ?1`)).toEqual([false, ['people']])
    expect(await gone('UPDATE person SET is_active = 0 WHERE branch = ?1')).toEqual([true, []])
    expect(readBranch(reader, bra)?.isRetired).toBe(true)
    expect(await writes.setRetired(bra, false)).toBe(true)
    expect(readBranch(reader, bra)?.isRetired).toBe(false)
  })
})
