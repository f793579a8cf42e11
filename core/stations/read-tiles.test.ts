import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { readTiles, setTiles } from './read-tiles.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const tiles = (station = 'BRA-K1') => readTiles(bakery.reader, station).map(({ name }) => name)

it('shows a station’s items in the order they were given, each once, and replaces them whole', async () => {
  const { central, bread, coke, dough } = bakery
  await setTiles(central, 'BRA-K1', [dough, bread, dough, coke])
  await setTiles(central, 'BRB-K1', [coke])
  expect(tiles()).toEqual(['Dough', 'White bread', 'Coke 330 ml'])
  await setTiles(central, 'BRA-K1', [coke, bread])
  expect(tiles()).toEqual(['Coke 330 ml', 'White bread'])
  expect(tiles('BRB-K1')).toEqual(['Coke 330 ml'])
  await setTiles(central, 'BRA-K1', [])
  expect(tiles()).toEqual([])
})

it('leaves out another branch’s own item, and shows its own', async () => {
  const { central, bread, coke, bra, brb } = bakery
  for (const station of ['BRA-K1', 'BRB-K1']) await setTiles(central, station, [bread, coke])
  const own = 'UPDATE item SET branch = ?2 WHERE id = ?1'
  await central.batch([
    { sql: uncatalogued(own), args: [bread, bra] },
    { sql: uncatalogued(own), args: [coke, brb] },
  ])
  expect([tiles(), tiles('BRB-K1')]).toEqual([['White bread'], ['Coke 330 ml']])
})

it('leaves out what is retired', async () => {
  const { central, bread, coke } = bakery
  await setTiles(central, 'BRA-K1', [bread, coke])
  await central.batch([{ sql: uncatalogued('UPDATE item SET is_retired = 1 WHERE id = ?1'), args: [bread] }])
  expect(tiles()).toEqual(['Coke 330 ml'])
})
