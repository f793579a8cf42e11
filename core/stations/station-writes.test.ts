import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readStations } from '../branches/read-stations.ts'
import { ALL_BRANCHES } from '../branches/scope.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { readLastContact } from './last-contact.ts'
import { isOpenWriter, readLatestOf, suggestStationName } from './read-station-work.ts'
import { writeStations, type StationWrites } from './station-writes.ts'

let bakery: Bakery
let writes: StationWrites
beforeEach(async () => {
  bakery = await openBakery()
  writes = writeStations(bakery.central)
})
afterEach(() => bakery.close())

const stations = () => readStations(ALL_BRANCHES, bakery.reader).map(({ name, writer }) => [name, writer])
const buy = (writer: string) =>
  bakery.post(
    {
      event: 'purchase_invoice',
      lines: [
        {
          item: bakery.coke,
          from: bakery.place('supplier'),
          to: bakery.place('retail'),
          quantity: 1,
          take: { by: 'stated', amount: 10 },
        },
      ],
    },
    writer,
  )

describe('a station', () => {
  it('is enrolled once under a name, and posts at once', async () => {
    const { bra, reader } = bakery
    expect(suggestStationName(reader, 'BRA')).toBe('BRA-K2')
    expect(await writes.add({ name: 'BRA-K2', branch: bra })).toBe('added')
    expect(await writes.add({ name: 'BRA-K2', branch: bra })).toBe('name_taken')
    expect(await writes.add({ name: 'HQ-A1', branch: bra })).toBe('name_taken')
    expect(await buy('BRA-K2')).toMatchObject({ state: 'posted' })
    expect(suggestStationName(reader, 'BRA')).toBe('BRA-K3')
  })

  it('is retired, and its name begins anew with numbers of its own', async () => {
    const { bra, reader } = bakery
    await buy('BRA-K1')
    expect(await writes.retire('BRA-K1')).toBe(true)
    expect(await writes.retire('BRA-K1')).toBe(false)
    expect(isOpenWriter(reader, 'BRA-K1')).toBe(false)
    await expect(buy('BRA-K1')).rejects.toThrow('E_WRITER_CLOSED')
    expect(await writes.add({ name: 'BRA-K1', branch: bra })).toBe('added')
    expect(stations()).toEqual([
      ['BRA-K1', 'BRA-K1b'],
      ['BRB-K1', 'BRB-K1'],
    ])
    expect(await buy('BRA-K1b')).toMatchObject({ state: 'posted' })
    expect(readLatestOf(reader, 'BRA-K1b', 5)).toMatchObject([{ reference: 'BRA-K1b-000001' }])
  })

  it('is not retired when it is the last one, nor is the office', async () => {
    expect(await writes.retire('HQ-A1')).toBe(false)
    expect(await writes.retire('BRA-K1')).toBe(true)
    expect(await writes.retire('BRB-K1')).toBe(false)
    expect(stations()).toEqual([['BRB-K1', 'BRB-K1']])
  })

  it('was last heard of by its last document or note', async () => {
    const { bra, reader, central } = bakery
    const station = { name: 'BRA-K1', writer: 'BRA-K1', branch: bra }
    expect(readLastContact(reader, station)).toBeUndefined()
    await buy('BRA-K1')
    await buy('BRA-K1')
    expect(readLatestOf(reader, 'BRA-K1', 5).map(({ reference }) => reference)).toEqual([
      'BRA-K1-000002',
      'BRA-K1-000001',
    ])
    expect(readLastContact(reader, station)).toBe(TEST_NOW)
    await central.batch([
      {
        sql: uncatalogued(`INSERT INTO station_note (id, station, branch, kind, at, content)
          VALUES ('01936f9c-0000-7000-8000-000000000000', 'BRA-K1', ?1, 'unknown_scan', ?2, '{}')`),
        args: [bra, TEST_NOW + 60_000],
      },
    ])
    expect(readLastContact(reader, station)).toBe(TEST_NOW + 60_000)
  })
})
