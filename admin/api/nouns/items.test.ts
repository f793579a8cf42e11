import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createItems } from '../../../core/items/create-item.ts'
import { openApi, type OpenApiBakery } from '../../testing/open-api.ts'

const MANY = 330
const EACH = { base: 'each', name: 'each', factor: 1 } as const

let api: OpenApiBakery
beforeAll(async () => {
  api = await openApi()
  const made = { kind: 'external', unit: EACH, isMeasured: false, barcodes: [] } as const
  await createItems(
    api.bakery.central,
    Array.from({ length: MANY }, (_, n) => ({ ...made, code: `TIN ${n}`, name: `Tin of ${n % 7} plums` })),
  )
})
afterAll(() => api.close())

/** The codes of every page of a search. */
async function everyPage(text: string, limit: number): Promise<string[]> {
  const codes: string[] = []
  let next: unknown = ''
  while (next !== null) {
    const at = next === '' ? '' : `&cursor=${encodeURIComponent(next as string)}`
    const { status, json } = await api.get('managerBra', `/items?text=${text}&limit=${limit}${at}`)
    expect(status).toBe(200)
    const page = json['data'] as { code: string }[]
    expect(page.length).toBeLessThanOrEqual(limit)
    codes.push(...page.map(({ code }) => code))
    next = json['next']
  }
  return codes
}

describe('items that are searched', () => {
  it.each([
    ['many', 'tin', MANY],
    ['some', '3%20plums', 48],
    ['none', 'pears', 0],
  ])('come page by page, each once, where there are %s', async (_, text, count) => {
    const codes = await everyPage(text, 40)
    expect(new Set(codes).size).toBe(codes.length)
    expect(codes.length).toBeGreaterThanOrEqual(count)
    expect(codes.every((code) => code.startsWith('TIN'))).toBe(true)
  })

  it('go on in the same search alone', async () => {
    const first = await api.get('managerBra', '/items?text=tin&limit=2')
    const cursor = encodeURIComponent(first.json['next'] as string)
    const other = await api.get('managerBra', `/items?text=plums&limit=2&cursor=${cursor}`)
    expect(other).toMatchObject({ status: 422, json: { error: { code: 'cursor_unknown' } } })
  })
})

describe('an item’s code', () => {
  const body = { name: 'Rye roll', kind: 'manufactured', unit: EACH }
  it.each([
    [' rye  roll ', 'RYE ROLL'],
    ['ROLL/2+', 'ROLL/2+'],
  ])('may be %j, as in a form or a table', async (code, kept) => {
    expect(await api.send('superAdmin', '/items', { method: 'POST', body: { ...body, code } })).toMatchObject(
      {
        status: 201,
        json: { code: kept },
      },
    )
  })
  it.each(['---', 'ROLL,2', 'x'.repeat(41), ' '])('is not %j', async (code) => {
    expect(await api.send('superAdmin', '/items', { method: 'POST', body: { ...body, code } })).toMatchObject(
      { status: 422 },
    )
  })
})
