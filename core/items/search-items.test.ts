import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectFile } from '../kernel/project-root.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { createItems } from './create-item.ts'
import { PICTURES, setPictures, toPicture } from './pictures.ts'
import { readItemInUse, searchItems } from './search-items.ts'

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
  const each = { base: 'each', name: 'each', factor: 1 } as const
  const made = { kind: 'manufactured', unit: each, isMeasured: false, barcodes: [] } as const
  await createItems(bakery.central, [
    { ...made, code: 'BREAD-BROWN', name: 'Brown bread 700 g' },
    { ...made, code: 'CREME', name: 'Crème brûlée' },
    { ...made, code: 'ODD', name: '100% rye_loaf (half)' },
    { ...made, code: 'BACK', name: 'Back\\slash' },
    { ...made, code: 'GONE', name: 'Old bread' },
  ])
  await bakery.central.batch([{ sql: `UPDATE item SET is_retired = 1 WHERE code = 'GONE'`, args: [] }])
})
afterAll(() => bakery.close())

const find = (text: string, limit = 20) => searchItems(bakery.reader, text, limit).map(({ code }) => code)

describe('looking for an item', () => {
  it.each([
    ['bread', ['BREAD', 'BREAD-BROWN']],
    ['BREAD', ['BREAD', 'BREAD-BROWN']],
    ['bre', ['BREAD-BROWN', 'BREAD']],
    ['bro', ['BREAD-BROWN']],
    ['bread bro', ['BREAD-BROWN']],
    ['bro bre', ['BREAD-BROWN']],
    ['bread-brown', ['BREAD-BROWN']],
    ['cok', ['COKE']],
    ['330', ['COKE']],
    ['read', []],
    ['old', []],
    ['crème', ['CREME']],
    ['CRÈME', ['CREME']],
    ['cre\u0300me', ['CREME']],
    ['creme', ['CREME']],
    ['half', ['ODD']],
    ['(half)', ['ODD']],
    ['100%', ['ODD']],
    ['%', []],
    ['_', []],
    ['b%d', []],
    ['rye_', ['ODD']],
    ['ryex', []],
    ['back\\', ['BACK']],
    ['\\', []],
    ["' OR 1=1 --", []],
  ])('%j finds %j', (text, codes) => {
    expect(find(text)).toEqual(codes)
  })

  it('shows all that are in use where nothing is typed, so many at the most', () => {
    for (const nothing of ['', '  ', '-', '\u0000']) expect(find(nothing)).toHaveLength(10)
    expect(find('', 3)).toHaveLength(3)
    expect(find('bread', 1)).toEqual(['BREAD'])
  })

  it('takes any length of text', () => {
    expect(find('bread '.repeat(5_000))).toEqual(['BREAD-BROWN', 'BREAD'])
    expect(find('x'.repeat(50_000))).toEqual([])
  })

  it('tells how an item is counted and drawn', async () => {
    await setPictures(bakery.central, [{ item: bakery.coke, picture: 'cup-soda' }])
    expect(searchItems(bakery.reader, 'coke', 1)).toMatchObject([
      { name: 'Coke 330 ml', isMeasured: false, picture: 'cup-soda', unit: { name: 'each' } },
    ])
    expect(readItemInUse(bakery.reader, bakery.flour)).toMatchObject({ isMeasured: true, picture: 'package' })
    const [gone] = bakery.reader.get(`SELECT id FROM item WHERE code = 'GONE'`) ?? []
    expect(readItemInUse(bakery.reader, Number(gone) as typeof bakery.coke)).toBeUndefined()
  })
})

describe('a picture', () => {
  it.each(PICTURES)('%s is drawn', (name) => {
    expect(existsSync(projectFile('node_modules', 'lucide-static', 'icons', `${name}.svg`))).toBe(true)
  })

  it('that is none of ours is the plain one', () => {
    for (const stored of [null, undefined, '', '../secret', 'Croissant'])
      expect(toPicture(stored)).toBe('package')
    expect(toPicture('croissant')).toBe('croissant')
  })
})
