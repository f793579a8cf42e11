import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../../core/testing/bakery.ts'
import { chooseStations } from './choose-stations.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const chosen = (named: readonly string[], isDemo = false): string[] =>
  chooseStations(bakery.reader, { named, isDemo }).map(({ name, branch }) => `${name} of ${branch.name}`)

it('hosts all stations of the demo, and no office', () => {
  expect(chosen([], true)).toEqual(['BRA-K1 of Braam', 'BRB-K1 of Brixton'])
})

it('hosts those that are named, in that order', () => {
  expect(chosen(['BRB-K1', 'BRA-K1'])).toEqual(['BRB-K1 of Brixton', 'BRA-K1 of Braam'])
  expect(chosen(['BRB-K1'], true)).toEqual(['BRB-K1 of Brixton'])
})

it('wants a name where the book has several, and hosts the only one', async () => {
  expect(() => chosen([])).toThrow('Set SCANBOOK_STATIONS to one of: BRA-K1, BRB-K1')
  await bakery.central.all({ sql: `UPDATE writer SET state = 'closed' WHERE name = 'BRA-K1'`, args: [] })
  expect(chosen([])).toEqual(['BRB-K1 of Brixton'])
})

it.each(['BRA-K2', 'HQ-A1'])('names what there is when there is no station %s', (name) => {
  expect(() => chosen([name])).toThrow(`no station ${name}. Set SCANBOOK_STATIONS to one of: BRA-K1, BRB-K1`)
})
