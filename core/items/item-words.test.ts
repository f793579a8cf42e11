import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBook } from '../database/create-book.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { typedWords, wordsOfItem } from './item-words.ts'

describe('the words of an item', () => {
  it.each([
    ['Crème brûlée', 'CREME', [' creme brulee', '/creme', 'brulee', 'creme']],
    ['cre\u0300me', 'C', [' creme', '/c', 'c', 'creme']],
    [
      'Brown bread 700 g',
      'BREAD-BROWN',
      [' brown bread 700 g', '/bread-brown', '700', 'bread', 'brown', 'g'],
    ],
    ['½ loaf (half)', 'ODD.1', [' 1⁄2 loaf (half)', '/odd.1', '1', '1⁄2', 'half', 'loaf', 'odd']],
    ['İSTANBUL', 'I', [' istanbul', '/i', 'i', 'istanbul']],
    ['食パン', 'PAN', [' 食ハン', '/pan', 'pan', '食ハン']],
    ['', '-', [' ', '/-']],
  ])('%j, %j', (name, code, words) => {
    expect(wordsOfItem({ name, code }).toSorted()).toEqual(words)
  })

  it('as somebody types them are ranges of what begins so', () => {
    const { words, code, names } = typedWords(' Crème  BRÛ ')
    expect(words.map(([from]) => from)).toEqual(['creme', 'bru'])
    expect([code[0], names[0]]).toEqual(['/creme  bru', ' creme'])
    expect(typedWords('- ( ').words).toEqual([])
    expect(typedWords('a b c d e f g h i j').words).toHaveLength(8)
  })
})

describe('a book from before there were words', () => {
  let bakery: Bakery
  beforeAll(async () => {
    bakery = await openBakery()
  })
  afterAll(() => bakery.close())

  it('has those of all its items after it was opened, and keeps them the next time', async () => {
    const words = () => bakery.reader.all('SELECT word, item FROM item_word ORDER BY 1, 2')
    const company = { company: '', currency: 'ZAR', isDemo: false }
    const written = words()
    await bakery.central.batch([{ sql: uncatalogued('DELETE FROM item_word'), args: [] }])
    await createBook(bakery.central, company)
    expect(words()).toEqual(written)
    const seq = bakery.reader.get('SELECT seq FROM meta')
    await createBook(bakery.central, company)
    expect([words(), bakery.reader.get('SELECT seq FROM meta')]).toEqual([written, seq])
  })
})
