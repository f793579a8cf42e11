import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import { chooseStations } from './choose-stations.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const chosen = (named: readonly string[]): string[] =>
  chooseStations(bakery.reader, { named }).map(({ name, branch }) => `${name} of ${branch.name}`)

it('hosts all stations of the book that are open, and no office', () => {
  expect(chosen([])).toEqual(['BRA-K1 of Braam', 'BRB-K1 of Brixton'])
})

it('hosts those that are named, in that order', () => {
  expect(chosen(['BRB-K1', 'BRA-K1'])).toEqual(['BRB-K1 of Brixton', 'BRA-K1 of Braam'])
  expect(chosen(['BRB-K1'])).toEqual(['BRB-K1 of Brixton'])
})

it('does not host a retired one, nor starts with none', async () => {
  await bakery.central.all({ sql: `UPDATE writer SET state = 'closed' WHERE name = 'BRA-K1'`, args: [] })
  expect(chosen([])).toEqual(['BRB-K1 of Brixton'])
  await bakery.central.all({ sql: `UPDATE writer SET state = 'closed'`, args: [] })
  expect(() => chosen([])).toThrow('The book has no station.')
})

it.each(['BRA-K2', 'HQ-A1'])('names what there is when there is no station %s', (name) => {
  expect(() => chosen([name])).toThrow(`no station ${name}. Set SCANBOOK_STATIONS to one of: BRA-K1, BRB-K1`)
})

it('hosts them in their branch as it is set from then on', async () => {
  const [station] = chooseStations(bakery.reader, { named: ['BRA-K1'] })
  await bakery.central.all({ sql: 'UPDATE branch SET usage_tolerance = 33', args: [] })
  expect(station?.branch.usageTolerance).toBe(33)
})
