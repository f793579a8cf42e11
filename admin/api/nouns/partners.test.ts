import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi, type OpenApiBakery } from '../../testing/open-api.ts'
import { uncatalogued } from '../../../core/testing/uncatalogued.ts'

let api: OpenApiBakery
beforeAll(async () => {
  api = await openApi()
  const add = (name: string, own: number | null, isRetired = 0) => ({
    sql: uncatalogued(
      `INSERT INTO partner (name, is_customer, is_supplier, branch, phone, is_retired) VALUES (?1, 0, 1, ?2, ?3, ?4)`,
    ),
    args: [name, own, '011 555 0100', isRetired],
  })
  await api.bakery.central.batch([
    add('Mill One', null),
    add('Mill Two', api.bakery.bra),
    add('Mill Three', api.bakery.brb),
    add('Mill Old', null, 1),
  ])
})
afterAll(() => api.close())

async function namesAt(caller: 'managerBra' | 'managerBrb' | 'superAdmin', path: string): Promise<string[]> {
  const { json } = await api.get(caller, path)
  return (json['data'] as { name: string }[]).map(({ name }) => name)
}

describe('partners', () => {
  it.each([
    ['managerBra', '?text=mill', ['Mill One', 'Mill Two']],
    ['managerBrb', '?text=MILL', ['Mill One', 'Mill Three']],
    ['superAdmin', '?text=mill', ['Mill One', 'Mill Three', 'Mill Two']],
    ['superAdmin', '?text=mill&kind=customers', []],
    ['superAdmin', '?text=mill&retired=true', ['Mill Old']],
  ] as const)('are for %s at %s: %j', async (caller, query, names) => {
    expect(await namesAt(caller, `/partners${query}`)).toEqual(names)
  })

  it('go on where the page before ended, in the same search alone', async () => {
    const first = await api.get('superAdmin', '/partners?text=mill&limit=2')
    const cursor = encodeURIComponent(first.json['next'] as string)
    expect(await namesAt('superAdmin', `/partners?text=mill&limit=2&cursor=${cursor}`)).toEqual(['Mill Two'])
    const other = await api.get('superAdmin', `/partners?limit=2&cursor=${cursor}`)
    expect(other).toMatchObject({ status: 422, json: { error: { code: 'cursor_unknown' } } })
  })

  it('are not there for another branch, one by one either, nor for an operator', async () => {
    const list = await api.get('superAdmin', '/partners?text=three')
    const [{ id }] = list.json['data'] as [{ id: number }]
    expect(await api.get('managerBrb', `/partners/${id}`)).toMatchObject({
      status: 200,
      json: { id, name: 'Mill Three', branch: 'BRB', phone: '011 555 0100', is_supplier: true },
    })
    expect((await api.get('managerBra', `/partners/${id}`)).status).toBe(404)
    expect((await api.get('operatorBrb', `/partners/${id}`)).status).toBe(403)
  })
})
