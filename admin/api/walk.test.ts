import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { workADay } from '../testing/busy-bakery.ts'
import { CALLERS, openApi, type ApiAnswer, type CallerName, type OpenApiBakery } from '../testing/open-api.ts'
import { withoutCosts } from './costs.ts'
import { createOpenApi, type Json } from './openapi/document.ts'
import type { Operation } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let api: OpenApiBakery
let day: Awaited<ReturnType<typeof workADay>>
const document = createOpenApi(OPERATIONS)
beforeAll(async () => {
  api = await openApi()
  day = await workADay(api.bakery)
  // What the other branch alone has, with figures that nothing else could make.
  await api.bakery.central.batch([
    {
      sql: uncatalogued(`INSERT INTO item (code, name, kind, base_unit, display_unit, display_factor, is_measured, branch)
        VALUES ('PLANTED', 'Planted bun', 'external', 'each', 'each', 1, 0, ?1)`),
      args: [api.bakery.brb],
    },
    {
      sql: uncatalogued(
        `INSERT INTO partner (name, is_customer, is_supplier, branch) VALUES ('Planted Café', 1, 0, ?1)`,
      ),
      args: [api.bakery.brb],
    },
    {
      sql: uncatalogued(
        `INSERT INTO partner (name, is_customer, is_supplier, branch) VALUES ('Own Café', 1, 0, ?1)`,
      ),
      args: [api.bakery.bra],
    },
  ])
})
afterAll(() => api.close())

const NAMES = Object.keys(CALLERS) as CallerName[]
const roleOf = (caller: CallerName) => CALLERS[caller][0]

/** The address of something of BRA that is there, for each operation with a parameter. */
function addressOf(path: string, refused = false): string {
  const { bakery } = api
  const account = bakery.reader.get(
    `SELECT id FROM account WHERE branch = ?1 AND kind = 'accounts_payable'`,
    bakery.bra,
  )?.[0]
  const document = refused || path.startsWith('/refusals') ? day.refused.id : day.sale.id
  const partner = bakery.reader.get('SELECT id FROM partner WHERE branch = ?1', bakery.bra)?.[0]
  const values = {
    partner,
    item: bakery.coke,
    order: bakery.order,
    run: bakery.run,
    account,
    document,
  } as const
  return path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof values) => String(values[name]))
}

const READS = OPERATIONS.filter(({ method }) => method === 'GET')

describe('the OpenAPI document', () => {
  it('is served to anybody, as it is made', async () => {
    const served = await api.get(undefined, '/openapi.json')
    expect(served.status).toBe(200)
    expect(served.json).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it('has every operation once, with a name, roles, answers and the one shape of error', () => {
    const names = OPERATIONS.map(({ id }) => id)
    expect(new Set(names).size).toBe(names.length)
    for (const { method, path, id } of OPERATIONS) {
      const described = document.paths[path]?.[method.toLowerCase()]
      expect(described).toMatchObject({ operationId: id, summary: expect.any(String) })
      const responses = described?.['responses'] as Record<string, Json>
      for (const status of ['401', '403', '429', '503'])
        expect(JSON.stringify(responses[status])).toContain('#/components/schemas/Error')
    }
  })

  it('names no schema that it does not have, and every parameter of a path', () => {
    const text = JSON.stringify(document)
    expect(text).not.toContain('$defs')
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g))
      expect(Object.keys(document.components.schemas)).toContain(name)
    for (const { method, path, params } of OPERATIONS) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect([method, path, Object.keys(params.shape)]).toEqual([method, path, named])
    }
  })

  it('has examples that its own schemas take', () => {
    for (const { id, body, example } of OPERATIONS)
      expect([id, body?.safeParse(example).error]).toEqual([id, undefined])
  })
})

describe('every read', () => {
  it.each(READS.map((operation) => [operation.id, operation] as const))(
    '%s answers what its schema says, to each role that may ask',
    async (_, operation) => {
      const path = addressOf(operation.path)
      for (const caller of NAMES) {
        const answer = await api.get(caller, path)
        const isOther = caller.endsWith('Brb') && operation.path.includes('{') && operation.tag !== 'items'
        const expected = operation.roles.includes(roleOf(caller)) ? (isOther ? 404 : 200) : 403
        expect([caller, answer.status, answer.text]).toEqual([caller, expected, expect.any(String)])
        expectToFit(operation, caller, answer)
      }
    },
  )

  it('pages through everything once, in pages of one', async () => {
    for (const operation of READS.filter(({ query }) => 'cursor' in query.shape)) {
      const path = addressOf(operation.path)
      const whole = await api.get('superAdmin', `${path}?limit=200`)
      const data = whole.json['data'] as readonly Json[]
      const paged: unknown[] = []
      let next: unknown = ''
      for (let page = 0; next !== null && page <= data.length + 1; page++) {
        const at = next === '' ? '' : `&cursor=${encodeURIComponent(next as string)}`
        const { json } = await api.get('superAdmin', `${path}?limit=1${at}`)
        paged.push(...(json['data'] as readonly Json[]))
        next = json['next']
      }
      expect([operation.id, paged]).toEqual([operation.id, data])
    }
  })
})

/** By the strict schema of its role, and by the published one: two readings of the same table. */
function expectToFit(operation: Operation, caller: CallerName, { status, json }: ApiAnswer): void {
  const described = document.paths[operation.path]?.[operation.method.toLowerCase()]
  const responses = described?.['responses'] as Record<string, Json>
  const response = responses[String(status)] as { content: { 'application/json': { schema: Json } } }
  const whole = { ...response.content['application/json'].schema, $defs: document.components.schemas }
  const standing = JSON.stringify(whole).replaceAll('#/components/schemas/', '#/$defs/')
  const published = z.fromJSONSchema(JSON.parse(standing) as Parameters<typeof z.fromJSONSchema>[0])
  expect([operation.id, caller, published.safeParse(json).error]).toEqual([operation.id, caller, undefined])
  const isOperator = roleOf(caller) === 'operator'
  const own = isOperator ? withoutCosts(operation.answer) : operation.answer
  const kept = status === 200 ? own.safeParse(json).data : json
  expect([operation.id, caller, kept]).toEqual([operation.id, caller, json])
}

describe('an operator’s token', () => {
  it('is told no cost, price, value, margin or total, whatever it reads', async () => {
    for (const operation of READS.filter(({ roles }) => roles.includes('operator')))
      for (const refused of [false, true]) {
        const { text } = await api.get('operatorBra', addressOf(operation.path, refused))
        for (const name of [
          'value',
          'cost',
          'average_cost',
          'price',
          'margin',
          'revenue',
          'total',
          'amount":{',
        ])
          expect([operation.id, text.includes(`"${name}"`)]).toEqual([operation.id, false])
        expect([operation.id, text.includes('"currency":"ZAR"}')]).toEqual([operation.id, false])
      }
  })

  it('is told them by no other branch’s scope: a manager is', async () => {
    const { text } = await api.get('managerBra', '/stock')
    expect(text).toContain('"average_cost"')
  })
})

describe('a token of one branch', () => {
  const PLANTED = [/Planted/, /PLANTED/, /4321|4,321|4332|4,332/, /87,?654\.32/, /1,?987,?654/, /INVOICE-2-/]

  it('finds nothing of another one in any answer', async () => {
    for (const operation of READS)
      for (const caller of ['operatorBra', 'managerBra'] as const) {
        const { text } = await api.get(caller, `${addressOf(operation.path)}`)
        for (const planted of PLANTED)
          expect([operation.id, caller, planted.exec(text)?.[0]]).toEqual([operation.id, caller, undefined])
      }
    const all = await Promise.all(
      ['/stock', '/items', '/documents', '/refusals'].map((path) => api.get('superAdmin', path)),
    )
    const everything = all.map(({ text }) => text).join('')
    for (const planted of [/Planted/, /4332/, /1,987,654/]) expect(everything).toMatch(planted)
  })

  it.each([
    ['a document', () => `/documents/${day.brbInvoice.id}`],
    ['a refusal', () => `/refusals/${day.brbRefused.id}`],
    ['an account', () => `/accounts/${accountOfBrb()}/moves`],
    ['an item', () => `/items/${plantedItem()}`],
  ])('has the same answer for %s of another one as for none', async (_, path) => {
    const theirs = await api.get('managerBra', path())
    const nobodys = await api.get('managerBra', '/items/999999')
    const errorOf = ({ json }: ApiAnswer) => ({ ...(json['error'] as Json), request_id: '' })
    expect([theirs.status, errorOf(theirs)]).toEqual([404, errorOf(nobodys)])
    expect((await api.get('superAdmin', path())).status).toBe(200)
  })

  it.each([
    ['?branch=BRB', '/stock?branch=BRB', '/stock?branch=NONE'],
    ['?item=PLANTED', '/stock?item=PLANTED', '/stock?item=NOTHING'],
  ])('asks for %s as for what is not there', async (_, theirs, nobodys) => {
    const [one, other] = [await api.get('managerBra', theirs), await api.get('managerBra', nobodys)]
    expect([one.status, one.text.replace(/"request_id":"[^"]+"/, '')]).toEqual([
      422,
      other.text.replace(/"request_id":"[^"]+"/, ''),
    ])
  })

  it('can do nothing to it', async () => {
    const sale = { event: 'sale', lines: [{ item: 'PLANTED', quantity: '1' }] }
    const coke = { item: 'COKE', quantity: '1' }
    const foreign = Number(api.bakery.place('retail', api.bakery.brb))
    for (const [path, body, status] of [
      ['/documents', sale, 422],
      ['/documents', { event: 'sale', branch: 'BRB', lines: [coke] }, 422],
      ['/documents', { event: 'sale', lines: [{ ...coke, from: foreign }] }, 422],
      [`/documents/${day.brbInvoice.id}/reverse`, { reason: 'mine' }, 404],
      ['/sales-orders', { partner: plantedPartner(), due_on: '2026-12-01', lines: [coke] }, 422],
    ] as const) {
      const answer = await api.post('managerBra', path, body, `theirs ${path} ${JSON.stringify(body)}`)
      expect([path, answer.status, answer.text]).toEqual([path, status, expect.any(String)])
      for (const planted of PLANTED) expect(answer.text).not.toMatch(planted)
    }
    expect(api.outbox().waitingTotal().documents).toBe(0)
  })
})

const accountOfBrb = () =>
  api.bakery.reader.get(
    `SELECT id FROM account WHERE branch = ?1 AND kind = 'accounts_payable'`,
    api.bakery.brb,
  )?.[0]
const plantedItem = () => api.bakery.reader.get(`SELECT id FROM item WHERE code = 'PLANTED'`)?.[0]
const plantedPartner = () =>
  Number(api.bakery.reader.get(`SELECT id FROM partner WHERE name = 'Planted Café'`)?.[0])
