import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { createItems } from './create-item.ts'
import { typedWords } from './item-words.ts'
import { readItemList } from './read-item-list.ts'
import { searchItems } from './search-items.ts'
import { rarestRange } from './word-conditions.ts'

const MANY = 2_600
const RARER_FROM = 1_400

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
  const made = {
    kind: 'external',
    unit: { base: 'each', name: 'each', factor: 1 },
    isMeasured: false,
    barcodes: [],
  } as const
  await createItems(
    bakery.central,
    // Both words are common, and none of the first 1,400 items has both.
    Array.from({ length: MANY }, (_, n) => ({
      ...made,
      code: `C-${n}`,
      name: `Plain tin${n >= RARER_FROM ? ' oblong' : ''} ${String(n).padStart(4, '0')}`,
    })),
  )
})
afterAll(() => bakery.close())

const ASKED = {
  kind: 'all',
  whose: 'all',
  isRetired: false,
  isBare: false,
  among: undefined,
  sort: 'name',
  after: undefined,
  limit: 50,
} as const

describe('a search by several words that very many items have', () => {
  it.each(['plain oblong', 'oblong plain', 'tin plain oblong'])(
    'fills its page from the rarer one: %j',
    (text) => {
      const { entries, lookedThrough } = readItemList(bakery.reader, { ...ASKED, text })
      expect(entries).toHaveLength(50)
      expect(lookedThrough).toBeUndefined()
      expect(searchItems(bakery.reader, text, 20)).toHaveLength(20)
    },
  )

  it('is led by the longer one where both are as common', () => {
    const [plain, tin] = typedWords('plain tin').words
    expect(rarestRange(bakery.reader, [tin!, plain!])).toEqual({ range: plain, isCommon: true })
    expect(rarestRange(bakery.reader, [plain!, tin!])).toEqual({ range: plain, isCommon: true })
  })
})
