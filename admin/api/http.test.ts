import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { workADay } from '../testing/busy-bakery.ts'
import { openApi, textOf, type ApiSent, type Json, type OpenApiBakery } from '../testing/open-api.ts'

let api: OpenApiBakery
let day: Awaited<ReturnType<typeof workADay>>
beforeAll(async () => {
  api = await openApi()
  day = await workADay(api.bakery)
})
afterAll(() => api.close())

const errorOf = (json: Json): Json => json['error'] as Json
const SALE = { event: 'sale', lines: [{ item: 'COKE', quantity: '1' }] }

describe('who asks', () => {
  it.each([
    ['no token', {}, 'token_missing'],
    ['a made-up token', { authorization: `Bearer scb_${'a'.repeat(43)}` }, 'token_unknown'],
    ['another scheme', { authorization: 'Basic YTpi' }, 'token_unknown'],
    ['a cookie', { cookie: 'scanbook=1' }, 'token_missing'],
  ])('is nobody with %s', async (_, headers, code) => {
    const answer = await api.send(undefined, '/stock', { headers })
    expect([answer.status, errorOf(answer.json)['code']]).toEqual([401, code])
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(answer.headers.get('set-cookie')).toBeNull()
  })

  it('is kept from what another role does', async () => {
    for (const [path, body] of [
      ['/sales-orders', {}],
      ['/runs', {}],
      ['/documents', { event: 'adjustment', reason: 'x', lines: [] }],
    ] as const) {
      const answer = await api.post('operatorBra', path, body, `role ${path}`)
      expect([path, answer.status, errorOf(answer.json)['code']]).toEqual([path, 403, 'role_forbidden'])
    }
    expect((await api.get('operatorBra', '/accounts')).status).toBe(403)
  })

  it('lets no page of another origin in', async () => {
    const asked = { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }
    const answer = await api.send('managerBra', '/stock', asked)
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('GET')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('hostile input', () => {
  const line = (changed: object) => ({ event: 'sale', lines: [{ item: 'COKE', quantity: '1', ...changed }] })
  const sent = (body: unknown, more: Partial<ApiSent> = {}): ApiSent => ({
    method: 'POST',
    key: 'hostile',
    body,
    ...more,
  })
  it.each([
    ['no key', { method: 'POST', body: SALE }, 400, 'idempotency_key', undefined],
    ['a key with a line break’s code', sent(SALE, { key: 'a\tb' }), 400, 'idempotency_key', undefined],
    ['a key too long', sent(SALE, { key: 'k'.repeat(201) }), 400, 'idempotency_key', undefined],
    ['no JSON', sent('{'), 400, 'json_unreadable', undefined],
    [
      'another type',
      sent('x=1', { headers: { 'content-type': 'text/plain' } }),
      415,
      'media_type',
      undefined,
    ],
    ['too much', sent('x'.repeat(1024 * 1024 + 1)), 413, 'body_too_large', undefined],
    ['a list', sent([]), 422, 'request_invalid', 'body'],
    ['null', sent('null'), 422, 'request_invalid', 'body'],
    ['an unknown field', sent({ ...SALE, total: '0' }), 422, 'request_invalid', 'body.total'],
    [
      'a prototype',
      sent('{"event":"sale","lines":[],"__proto__":{"x":1}}'),
      422,
      'request_invalid',
      undefined,
    ],
    ['a float', sent(line({ quantity: 1.5 })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['an exponent', sent(line({ quantity: '1e3' })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['less than nothing', sent(line({ quantity: '-1' })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['nothing', sent(line({ quantity: '0' })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['half a piece', sent(line({ quantity: '0.5' })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['too many', sent(line({ quantity: '2000000001' })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['both', sent(line({ base_quantity: 1 })), 422, 'request_invalid', 'body.lines.0.quantity'],
    ['SQL', sent(line({ item: `COKE' OR 1=1 --` })), 422, 'request_invalid', 'body.lines.0.item'],
    ['a control character', sent(line({ item: 'CO\u0000KE' })), 422, 'request_invalid', 'body.lines.0.item'],
    ['a stated cost', sent(line({ amount: '1' })), 422, 'request_invalid', 'body.lines.0.amount'],
    ['a raw material sold', sent(line({ item: 'FLOUR' })), 422, 'request_invalid', 'body.lines.0.from'],
    ['an event of its own', sent({ event: 'reversal', lines: [] }), 422, 'request_invalid', 'body.event'],
    ['no lines', sent({ event: 'sale', lines: [] }), 422, 'request_invalid', 'body.lines'],
    ['a run for a sale', sent({ ...SALE, run: 'BRA-PR-00001' }), 422, 'request_invalid', 'body.run'],
    ['no run', sent({ event: 'usage', lines: [] }), 422, 'request_invalid', 'body.run'],
  ] as const)(
    '%s is answered with its place, and nothing happens',
    async (_, request, status, code, path) => {
      const answer = await api.send('managerBra', '/documents', request)
      expect([answer.status, errorOf(answer.json)['code']]).toEqual([status, code])
      const { problems } = (errorOf(answer.json)['details'] ?? { problems: [] }) as { problems: Json[] }
      const places = [undefined, ...problems.map((each) => each['path'])]
      expect(places).toContain(path)
      expect(errorOf(answer.json)['request_id']).toBe(answer.headers.get('x-request-id'))
      expect(api.outbox().waitingTotal().documents).toBe(0)
      expect(api.reported).toEqual([])
    },
  )

  it.each([
    ['/stock?limit=0', 'query.limit'],
    ['/stock?limit=201', 'query.limit'],
    ['/stock?limit=1&limit=2', 'query.limit'],
    ['/stock?colour=red', 'query.colour'],
    ['/stock?place=moon', 'query.place'],
  ])('%s is refused at %s', async (path, at) => {
    const answer = await api.get('managerBra', path)
    expect([answer.status, JSON.stringify(errorOf(answer.json)['details'])]).toEqual([
      422,
      expect.stringContaining(`"${at}"`),
    ])
  })

  it.each(['/items/0', '/items/x', '/documents/1', '/nothing', '/items/1/2', '/accounts/1e3/moves'])(
    '%s is not there',
    async (path) => {
      const answer = await api.get('managerBra', path)
      expect([answer.status, errorOf(answer.json)['code']]).toEqual([404, 'not_found'])
    },
  )

  it('takes a cursor for the list it was written for alone', async () => {
    const { json } = await api.get('superAdmin', '/documents?limit=1')
    const cursor = textOf(json, 'next')
    for (const path of [
      `/refusals?cursor=${cursor}`,
      `/documents?cursor=${cursor.slice(2)}`,
      '/documents?cursor=x',
    ]) {
      const answer = await api.get('superAdmin', path)
      expect([path, answer.status, errorOf(answer.json)['code']]).toEqual([path, 422, 'cursor_unknown'])
    }
  })
})

describe('orders and runs', () => {
  const order = () => ({
    partner: api.bakery.cafe,
    due_on: '2026-12-01',
    lines: [{ item: 'BREAD', quantity: '20', price: '18.50' }],
  })

  it('are opened once for a key', async () => {
    const first = await api.post('managerBra', '/sales-orders', order(), 'order-1')
    const again = await api.post('managerBra', '/sales-orders', order(), 'order-1')
    expect([first.status, again.status, again.json]).toEqual([201, 200, first.json])
    expect(first.json).toMatchObject({ number: 'BRA-SO-00002', state: 'open', ordered_on: '2026-11-20' })
    const other = await api.post(
      'managerBra',
      '/sales-orders',
      { ...order(), due_on: '2026-12-02' },
      'order-1',
    )
    expect([other.status, errorOf(other.json)['code']]).toEqual([409, 'idempotency_mismatch'])
    const run = { product: 'BREAD', quantity: '50', due_on: '2026-12-01' }
    const made = await api.post('managerBra', '/runs', run, 'run-1')
    expect([made.status, (await api.post('managerBra', '/runs', run, 'run-1')).json]).toEqual([
      201,
      made.json,
    ])
  })

  it('are closed and opened again, and nothing of another branch is', async () => {
    const path = `/sales-orders/${api.bakery.order}`
    const patch = (caller: 'managerBra' | 'managerBrb', state: string) =>
      api.send(caller, path, { method: 'PATCH', body: { state } })
    expect((await patch('managerBra', 'closed')).json['state']).toBe('closed')
    expect((await patch('managerBra', 'closed')).json['state']).toBe('closed')
    expect((await patch('managerBrb', 'open')).status).toBe(404)
    expect((await patch('managerBra', 'open')).json['state']).toBe('open')
  })
})

describe('a reversal', () => {
  it('is made once for a key, by a manager; an operator takes back their own latest alone', async () => {
    const body = { reason: 'Wrong' }
    const path = `/documents/${day.sale.id}/reverse`
    expect((await api.post('operatorBra', path, body, 'back')).status).toBe(403)
    const first = await api.post('managerBra', path, body, 'back')
    const again = await api.post('managerBra', path, body, 'back')
    expect([first.status, again.status, again.json]).toEqual([201, 200, first.json])
    const other = await api.post('managerBra', path, body, 'back again')
    expect([other.status, errorOf(other.json)]).toEqual([
      409,
      expect.objectContaining({ code: 'reversal_impossible', details: { why: 'reversed_before' } }),
    ])
    const older = await api.post('operatorBra', '/documents', SALE, 'older')
    const latest = await api.post('operatorBra', '/documents', SALE, 'latest')
    const undo = (json: Json, key: string) =>
      api.post('operatorBra', `/documents/${textOf(json, 'id')}/reverse`, body, key)
    expect((await undo(older.json, 'undo older')).status).toBe(403)
    expect((await undo(latest.json, 'undo latest')).status).toBe(201)
  })
})

describe('a token that asks too often', () => {
  it('waits, and nobody else does', async () => {
    const slow = await openApi({ rate: { burst: 3, perSecond: 1 } })
    for (let time = 0; time < 3; time++) expect((await slow.get('managerBra', '/token')).status).toBe(200)
    const answer = await slow.get('managerBra', '/token')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await slow.get('operatorBra', '/token')).status).toBe(200)
    slow.clock.at += 1000
    expect((await slow.get('managerBra', '/token')).status).toBe(200)
    await slow.close()
  })
})
