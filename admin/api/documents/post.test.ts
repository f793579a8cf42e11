import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyBook } from '../../../core/book/verify/verify-book.ts'
import { openApi, textOf, type CallerName, type OpenApiBakery } from '../../testing/open-api.ts'
import { uncatalogued } from '../../../core/testing/uncatalogued.ts'

let api: OpenApiBakery
beforeEach(async () => {
  api = await openApi()
  await fillShelves()
})
afterEach(async () => {
  await api.close()
})

const INVOICE = {
  event: 'purchase_invoice',
  paper: 'INV 17',
  lines: [
    { item: 'FLOUR', quantity: '100', amount: '799.99' },
    { item: 'BUTTER', base_quantity: 9000, amount: '1000.03' },
    { item: 'SALT', quantity: '5.000', amount: '11.11' },
    { item: 'COKE', quantity: '48', amount: '400', to: 'retail' },
    { amount: '123.45', to: 'tax' },
  ],
} as const

async function fillShelves(): Promise<void> {
  const answer = await api.post('managerBra', '/documents', INVOICE, 'shelves')
  expect([answer.status, answer.text]).toEqual([201, expect.stringContaining('BRA-INV-00001')])
}

const sale = (quantity: string) => ({ event: 'sale', lines: [{ item: 'COKE', quantity }] })
const countDocuments = (): number => Number(api.bakery.reader.get('SELECT count(*) FROM document')?.[0])

describe('a document that is posted', () => {
  it('becomes moves and bookkeeping, by the name of the system that sent it', async () => {
    const { bakery } = api
    expect(bakery.stock(bakery.place('stockroom'), bakery.flour)).toEqual([100_000, 79_999])
    expect(bakery.stock(bakery.place('retail'), bakery.coke)).toEqual([48, 40_000])
    expect(bakery.account('accounts_payable')).toBe(-(79_999 + 100_003 + 1_111 + 40_000 + 12_345))
    const answer = await api.post('operatorBra', '/documents', sale('6'), 'sale-1')
    expect(answer).toMatchObject({
      status: 201,
      json: { state: 'posted', number: 'BRA-SAL-00001', reference: 'HQ-A1-000002' },
    })
    expect(answer.headers.get('location')).toBe(textOf(answer.json, 'address'))
    const read = await api.get('managerBra', textOf(answer.json, 'address'))
    expect(read.json).toMatchObject({
      event: 'sale',
      accepted_by: 'System operator',
      total: { amount: '50.00', currency: 'ZAR' },
      moves: [
        {
          quantity: { amount: '6', unit: 'each', base: 6, base_unit: 'each' },
          from: { kind: 'retail' },
          to: { kind: 'customer' },
          amount: { amount: '50.00', currency: 'ZAR' },
        },
      ],
    })
    expect(verifyBook(bakery.reader)).toMatchObject({ ok: true })
  })

  it.each([
    ['a key of my own', /^[0-9a-f]{8}-[0-9a-f]{4}-8/],
    ['0193f7a0-0000-7000-8000-00000000ABCD', /^0193f7a0-0000-7000-8000-00000000abcd$/],
  ])('is one document, however often it is sent with the key %s', async (key, id) => {
    const before = countDocuments()
    const first = await api.post('managerBra', '/documents', sale('2'), key)
    const again = await api.post('managerBra', '/documents', sale('2'), key)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.json).toEqual(first.json)
    expect(countDocuments()).toBe(before + 1)
    expect(first.json['id']).toMatch(id)
  })

  it('is one document when it is sent twenty times at the same time', async () => {
    const before = countDocuments()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('managerBra', '/documents', sale('1'), 'together')),
    )
    expect(new Set(answers.map(({ json }) => json['id'])).size).toBe(1)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(countDocuments()).toBe(before + 1)
  })

  it('is the first one where another is sent with its key at the same time', async () => {
    const before = countDocuments()
    const answers = await Promise.all(
      ['1', '2', '1'].map((quantity) => api.post('managerBra', '/documents', sale(quantity), 'both')),
    )
    expect(answers.map(({ status }) => status)).toEqual([201, 409, 200])
    expect(answers[1]?.json).toMatchObject({ error: { code: 'idempotency_mismatch' } })
    expect(countDocuments()).toBe(before + 1)
  })

  it('is the same document after a restart, and when its own outbox has forgotten it', async () => {
    const first = await api.post('managerBra', '/documents', sale('2'), 'before')
    for (const forgetting of [false, true]) {
      await api.restart({ forgetting })
      const after = await api.post('managerBra', '/documents', sale('2'), 'before')
      expect([after.status, after.json]).toEqual([200, first.json])
      const other = await api.post('managerBra', '/documents', sale('3'), 'before')
      expect(other.status).toBe(409)
    }
  })

  it.each([
    ['another quantity', sale('3')],
    ['another item', { event: 'sale', lines: [{ item: 'BREAD', quantity: '2' }] }],
    [
      'another event',
      { event: 'write_off', reason: 'Broken', lines: [{ item: 'COKE', quantity: '2', from: 'retail' }] },
    ],
    ['another paper', { ...sale('2'), paper: 'other' }],
  ])('is refused with the same key and %s', async (_, body) => {
    await api.post('managerBra', '/documents', sale('2'), 'mine')
    const before = countDocuments()
    const other = await api.post('managerBra', '/documents', body, 'mine')
    expect(other).toMatchObject({ status: 409, json: { error: { code: 'idempotency_mismatch' } } })
    expect(countDocuments()).toBe(before)
  })

  it('is nobody else’s by the same UUID, and another one by the same words', async () => {
    const uuid = '0193f7a0-0000-7000-8000-000000000001'
    await api.post('managerBra', '/documents', sale('1'), uuid)
    for (const other of ['operatorBra', 'managerBrb', 'superAdmin'] as const) {
      const body = other === 'superAdmin' ? { ...sale('1'), branch: 'BRA' } : sale('1')
      const answer = await api.post(other, '/documents', body, uuid)
      expect(answer).toMatchObject({ status: 409, json: { error: { code: 'idempotency_mismatch' } } })
    }
    const mine = await api.post('managerBra', '/documents', sale('1'), 'the same words')
    const theirs = await api.post('operatorBra', '/documents', sale('1'), 'the same words')
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.json['id']).not.toBe(mine.json['id'])
  })

  it('keeps its answer although its item was retired in the meantime', async () => {
    const first = await api.post('managerBra', '/documents', sale('1'), 'then')
    await api.bakery.central.batch([
      { sql: uncatalogued('UPDATE item SET is_retired = 1 WHERE id = ?1'), args: [api.bakery.coke] },
    ])
    expect(await api.post('managerBra', '/documents', sale('1'), 'then')).toMatchObject({
      status: 200,
      json: first.json,
    })
    const fresh = await api.post('managerBra', '/documents', sale('1'), 'now')
    expect(fresh).toMatchObject({
      status: 422,
      json: { error: { details: { problems: [{ path: 'body.lines.0.item', code: 'retired' }] } } },
    })
  })

  it('says whether the clock was in doubt by which it was accepted, in lists as well', async () => {
    const { bakery } = api
    const [from, to] = [bakery.place('retail'), bakery.place('customer')]
    const line = { item: bakery.coke, from, to, quantity: 1, take: { by: 'cost' } } as const
    const { id } = await bakery.post({ event: 'sale', clockDoubtful: true, lines: [line] })
    const other = await bakery.post({ event: 'sale', lines: [line] })
    const saidOf = async (one: string) =>
      (await api.get('operatorBra', `/documents/${one}`)).json['clock_in_doubt']
    expect([await saidOf(id), await saidOf(other.id)]).toEqual([true, false])
    const { json } = await api.get('managerBra', '/documents?limit=2')
    const listed = json['data'] as { id: string; clock_in_doubt: boolean }[]
    expect(listed.map((one) => [one.id, one.clock_in_doubt])).toEqual([
      [other.id, false],
      [id, true],
    ])
    // What waits says it too: this host's own clock was never in doubt.
    await api.stopPosting()
    const waiting = await api.post('managerBra', '/documents', sale('1'), 'in-doubt')
    expect(waiting.status).toBe(202)
    expect(await saidOf(textOf(waiting.json, 'id'))).toBe(false)
  })

  it('waits on disk where the book does not answer, and is posted when it does', async () => {
    await api.stopPosting()
    const started = api.post('managerBra', '/documents', sale('1'), 'waiting')
    const taken = await started
    expect(taken).toMatchObject({ status: 202, json: { state: 'waiting', number: null } })
    const address = textOf(taken.json, 'address')
    expect((await api.get('managerBra', address)).json).toMatchObject({ state: 'waiting', moves: [] })
    expect((await api.get('managerBrb', address)).status).toBe(404)
    await api.restart()
    const again = await api.post('managerBra', '/documents', sale('1'), 'waiting')
    expect(again).toMatchObject({ status: 200, json: { state: 'posted', id: taken.json['id'] } })
    expect((await api.get('managerBra', address)).json).toMatchObject({ state: 'posted' })
  })
})

describe('a document that the books refuse', () => {
  it('is answered with their own code, in words, and stays for a person', async () => {
    const answer = await api.post('operatorBra', '/documents', sale('5000'), 'too many')
    expect(answer).toMatchObject({
      status: 422,
      json: {
        error: {
          code: 'E_BELOW_ZERO',
          message: 'Coke 330 ml: 5,000 asked, 48 there in the shop.',
          details: { line: 0 },
        },
      },
    })
    const again = await api.post('operatorBra', '/documents', sale('5000'), 'too many')
    expect(again.json['error']).toMatchObject({ code: 'E_BELOW_ZERO' })
    const { details } = answer.json['error'] as { details: { refusal: string } }
    const refusal = await api.get('operatorBra', details.refusal)
    expect(refusal).toMatchObject({
      status: 200,
      json: { is_open: true, lines: [{ item: { code: 'COKE' }, quantity: { amount: '5000' } }] },
    })
    expect((await api.get('managerBrb', details.refusal)).status).toBe(404)
    expect((await api.get('managerBra', '/refusals')).json['data']).toHaveLength(1)
  })

  it('says which of the lines that were sent it was, where one became two', async () => {
    const run = { event: 'usage', run: 'BRA-PR-00001' }
    const lines = [
      { item: 'FLOUR', quantity: '1' },
      { item: 'BUTTER', quantity: '900' },
    ]
    const answer = await api.post('operatorBra', '/documents', { ...run, lines }, 'usage')
    expect(answer).toMatchObject({ status: 422, json: { error: { details: { line: 1 } } } })
  })
})

describe('every event', () => {
  const steps: readonly (readonly [string, CallerName, Record<string, unknown>])[] = [
    [
      'opening',
      'managerBra',
      { lines: [{ item: 'FLOUR', quantity: '20', amount: '160.01', to: 'stockroom' }] },
    ],
    [
      'purchase_invoice',
      'managerBra',
      { lines: [{ item: 'COKE', quantity: '30', amount: '250', to: 'stockroom' }] },
    ],
    ['restock', 'operatorBra', { lines: [{ item: 'COKE', quantity: '20' }] }],
    ['issue', 'operatorBra', { lines: [{ item: 'FLOUR', quantity: '7.003' }] }],
    ['issue_return', 'operatorBra', { lines: [{ item: 'FLOUR', quantity: '1.001' }] }],
    [
      'usage',
      'operatorBra',
      {
        run: 'BRA-PR-00001',
        lines: [
          { item: 'FLOUR', quantity: '50', lot: 'L1', expires_on: '2027-01-01' },
          { item: 'BUTTER', base_quantity: 1_007 },
        ],
      },
    ],
    ['usage_return', 'operatorBra', { run: 'BRA-PR-00001', lines: [{ item: 'BUTTER', base_quantity: 7 }] }],
    ['build', 'operatorBra', { run: 'BRA-PR-00001', lines: [{ quantity: '37' }] }],
    ['run_close', 'managerBra', { run: 'BRA-PR-00001', reason: 'Fell on the floor', lines: [] }],
    ['sale', 'operatorBra', { sales_order: 'BRA-SO-00001', lines: [{ item: 'BREAD', quantity: '4' }] }],
    [
      'write_off',
      'managerBra',
      { reason: 'STALE', lines: [{ item: 'BREAD', quantity: '2', from: 'retail' }] },
    ],
    [
      'adjustment',
      'managerBra',
      {
        reason: 'COUNT-MORE',
        lines: [
          { item: 'FLOUR', base_quantity: 250, from: 'gain', to: 'stockroom' },
          { item: 'COKE', quantity: '1', from: 'stockroom', to: 'loss' },
          { item: 'DOUGH', quantity: '2', from: 'gain', to: 'retail', amount: '12' },
        ],
      },
    ],
    [
      'transfer_dispatch',
      'operatorBra',
      { counterpart: 'BRB', lines: [{ item: 'COKE', quantity: '9', from: 'retail' }] },
    ],
    ['supplier_return', 'managerBra', { lines: [{ item: 'FLOUR', quantity: '4', amount: '50' }] }],
    [
      'price_confirmation',
      'managerBra',
      { lines: [{ item: 'FLOUR', quantity: '100', amount: '12.37', to: 'stockroom' }] },
    ],
    [
      'price_confirmation',
      'managerBra',
      { lines: [{ item: 'SALT', quantity: '5', amount: '1', from: 'stockroom' }] },
    ],
  ]

  it('posts in business words, as its own rows of the table say', async () => {
    const posted = new Map<string, string>()
    for (const [index, [event, caller, more]] of steps.entries()) {
      const answer = await api.post(caller, '/documents', { event, ...more }, `step ${index}`)
      expect([event, answer.status, answer.text]).toEqual([event, 201, expect.any(String)])
      posted.set(event, textOf(answer.json, 'id'))
    }
    const back = { answers: posted.get('sale'), lines: [{ item: 'BREAD', quantity: '1', to: 'retail' }] }
    const dispatch = posted.get('transfer_dispatch')
    const drawn = (more: Record<string, unknown>, branch: string) => ({
      answers: dispatch,
      counterpart: branch,
      lines: [{ item: 'COKE', move: 0, ...more }],
    })
    for (const [event, caller, more] of [
      ['customer_return', 'operatorBra', back],
      ['transfer_receive', 'operatorBrb', drawn({ quantity: '5', to: 'retail' }, 'BRA')],
      [
        'transfer_settlement',
        'managerBra',
        { ...drawn({ quantity: '1', from: 'branch_out' }, 'BRB'), reason: 'SHORT' },
      ],
      ['transfer_recall', 'managerBra', drawn({ quantity: '2', to: 'retail' }, 'BRB')],
    ] as const) {
      const answer = await api.post(caller, '/documents', { event, ...more }, event)
      expect([event, answer.status, answer.text]).toEqual([event, 201, expect.any(String)])
    }
    expect(verifyBook(api.bakery.reader)).toMatchObject({ ok: true })
  })
})
