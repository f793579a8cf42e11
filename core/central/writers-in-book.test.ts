import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { closeIncarnation, openIncarnation, readWritersInBook } from './writers-in-book.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const ofK1 = async (): Promise<(readonly [string, boolean])[]> =>
  (await readWritersInBook(bakery.central))
    .filter(({ name }) => name === 'BRA-K1')
    .map(({ incarnation, isOpen }) => [incarnation, isOpen] as const)
const open = (incarnation: string): Promise<void> =>
  openIncarnation(bakery.central, { station: 'BRA-K1', incarnation, branch: bakery.bra })

describe('the book’s row of a writer', () => {
  it('opens with its incarnation and closes the one before, once and twice', async () => {
    for (const _ of [1, 2]) {
      await open('BRA-K1b')
      expect(await ofK1()).toEqual([
        ['BRA-K1', false],
        ['BRA-K1b', true],
      ])
    }
  })

  it('stays as it is where the book has it already', async () => {
    await open('BRA-K1')
    expect(await ofK1()).toEqual([['BRA-K1', true]])
  })

  it('comes again after a restore of an older book, which had another incarnation open', async () => {
    await open('BRA-K1b')
    await open('BRA-K1')
    await open('BRA-K1b')
    expect(await ofK1()).toEqual([
      ['BRA-K1', false],
      ['BRA-K1b', true],
    ])
  })

  it('closes, once and twice, and opens again', async () => {
    await closeIncarnation(bakery.central, 'BRA-K1')
    await closeIncarnation(bakery.central, 'BRA-K1')
    await closeIncarnation(bakery.central, 'BRA-K7')
    expect(await ofK1()).toEqual([['BRA-K1', false]])
    await open('BRA-K1')
    expect(await ofK1()).toEqual([['BRA-K1', true]])
  })
})
