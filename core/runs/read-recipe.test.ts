import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openReader, type Reader } from '../database/reader.ts'
import { newDocumentId } from '../kernel/ids.ts'
import { openOutbox, type Outbox } from '../outbox/outbox.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { readRecipe } from './read-recipe.ts'

let bakery: Bakery
let outbox: Outbox
let reader: Reader
beforeEach(async () => {
  bakery = await openBakery()
  const path = join(bakery.folder, 'outbox.db')
  outbox = openOutbox(path)
  reader = openReader(bakery.path, { outbox: path })
})
afterEach(() => {
  reader.close()
  outbox.close()
  bakery.close()
})

const use = (item: number, quantity: number) => ({
  item,
  from: bakery.place('manufacturing'),
  to: bakery.placeOfRun(bakery.run),
  quantity,
  take: { by: 'cost' } as const,
})

it('says what a run needs, by name, and what the build takes by itself', () => {
  const lines = readRecipe(reader, bakery.run).map(({ item, needed, used, isBackflushed }) => [
    item.name,
    needed,
    used,
    isBackflushed,
  ])
  expect(lines).toEqual([
    ['Butter', 1_000, 0, false],
    ['Cake flour', 50_000, 0, false],
    ['Salt', 900, 0, true],
  ])
})

it('lays over it what was accepted here and is not posted yet', () => {
  outbox.accept({
    writer: 'BRA-K1',
    draft: {
      id: newDocumentId(),
      event: 'usage',
      branch: bakery.bra,
      acceptedAt: TEST_NOW,
      acceptedBy: bakery.thandi,
      run: bakery.run,
      lines: [use(bakery.flour, 3_200)],
    },
  })
  expect(readRecipe(reader, bakery.run).map(({ used }) => used)).toEqual([0, 3_200, 0])
})

it('leaves out what was used beside the recipe', async () => {
  const { dough, place } = bakery
  const to = place('retail')
  await bakery.post({
    event: 'opening',
    lines: [{ item: dough, from: place('opening'), to, quantity: 500, take: { by: 'stated', amount: 100 } }],
  })
  await bakery.post({
    event: 'issue',
    lines: [{ item: dough, from: to, to: place('manufacturing'), quantity: 500, take: { by: 'cost' } }],
  })
  await bakery.post({ event: 'usage', run: bakery.run, lines: [use(dough, 500)] })
  expect(bakery.stock(bakery.placeOfRun(bakery.run), dough)[0]).toBe(500)
  expect(readRecipe(reader, bakery.run)).toHaveLength(3)
})
