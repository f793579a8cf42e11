import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SqlValue } from '../database/central.ts'
import { projectFile } from '../kernel/project-root.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
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
  await bakery.central.batch([
    { sql: uncatalogued(`UPDATE item SET is_retired = 1 WHERE code = 'GONE'`), args: [] },
  ])
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

  it('finds another branch’s own item nowhere but there', async () => {
    const { central, bra, brb, dough, reader } = bakery
    await central.batch([
      { sql: uncatalogued('UPDATE item SET branch = ?2 WHERE id = ?1'), args: [dough, brb] },
    ])
    const at = (branch?: typeof bra) => searchItems(reader, 'dough', 9, branch).map(({ code }) => code)
    expect([at(bra), at(brb), at()]).toEqual([[], ['DOUGH'], ['DOUGH']])
    expect(searchItems(reader, '', 99, bra)).toHaveLength(9)
    expect(readItemInUse(reader, dough, bra)).toBeUndefined()
    expect(readItemInUse(reader, dough, brb)).toMatchObject({ code: 'DOUGH' })
    await central.batch([{ sql: uncatalogued('UPDATE item SET branch = NULL WHERE id = ?1'), args: [dough] }])
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

describe('looking for an item among very many of the same words', () => {
  let many: Bakery
  beforeAll(async () => {
    many = await openBakery()
    const each = { base: 'each', name: 'each', factor: 1 } as const
    const made = { kind: 'manufactured', unit: each, isMeasured: false, barcodes: [] } as const
    const rolls = Array.from({ length: 700 }, (_, n) => {
      const nth = String(n).padStart(3, '0')
      return { ...made, code: `R${nth}`, name: `${n % 2 === 0 ? 'Soft roll' : 'Hard roll'} ${nth}` }
    })
    await createItems(many.central, [...rolls, { ...made, code: 'ROLL', name: 'Zebra roll, soft' }])
  })
  afterAll(() => many.close())

  const names = (text: string, limit = 3) => searchItems(many.reader, text, limit).map(({ name }) => name)

  it.each([
    ['roll', ['Zebra roll, soft', 'Hard roll 001', 'Soft roll 000']],
    ['soft roll', ['Soft roll 000', 'Soft roll 002', 'Soft roll 004']],
    ['roll soft', ['Soft roll 000', 'Soft roll 002', 'Soft roll 004']],
    ['ro so', ['Soft roll 000', 'Soft roll 002', 'Soft roll 004']],
    ['roll 699', ['Hard roll 699']],
    ['soft 699', []],
    ['zeb', ['Zebra roll, soft']],
    ['soft zebra', ['Zebra roll, soft']],
    ['', ['Butter', 'Cake flour', 'Coke 330 ml']],
  ])('%j finds the first three: %j', (text, found) => {
    expect(names(text)).toEqual(found)
  })

  it('gives as many as are asked for, each once', () => {
    for (const text of ['', 'roll', 'soft', 'roll so']) expect(new Set(names(text, 200)).size).toBe(200)
    expect(names('soft', 5_000).length).toBeGreaterThan(300)
  })

  it('reads the index of words and looks items up by their key, however many there are', () => {
    const prepared = new Set<string>()
    const spied = {
      ...many.reader,
      all(sql: string, ...args: SqlValue[]) {
        prepared.add(sql)
        return many.reader.all(sql, ...args)
      },
    }
    for (const text of ['', 'roll', 'soft 699', 'roll so']) searchItems(spied, text, 20)
    expect(prepared.size).toBe(3)
    for (const sql of prepared) {
      const args = Array.from(
        {
          length: Number(
            sql
              .match(/\?\d+/g)
              ?.map((n) => n.slice(1))
              .toSorted()
              .at(-1),
          ),
        },
        () => 1,
      )
      const steps = many.reader.all(`EXPLAIN QUERY PLAN ${sql}`, ...args).map(([, , , step]) => String(step))
      expect(steps.filter((step) => /SCAN (?!w$)|TEMP/.test(step))).toEqual([])
    }
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
