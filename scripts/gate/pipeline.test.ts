import { createClient } from '@libsql/client/http'
import { describe, expect, it } from 'vitest'
import type { HranaVersion } from './batch-shape.ts'
import { readPipeline } from './pipeline.ts'

const bodies: string[] = []
/** Our own client, whose requests are kept and answered with nothing of use. */
const client = createClient({
  url: 'http://127.0.0.1:1',
  fetch: async (request: Request) => {
    bodies.push(await request.text())
    return new Response('', { status: 500 })
  },
})
async function sent(ask: () => Promise<unknown>): Promise<string> {
  await ask().catch(() => {})
  return bodies.at(-1) ?? ''
}
const INSERT = 'INSERT INTO t VALUES (?1, ?2, ?3)'
const LONG = `${INSERT} /* ${'x'.repeat(6_000)} */`
const write = (...texts: string[]): Promise<string> =>
  sent(() =>
    client.batch(
      texts.map((sql) => ({ sql, args: [7n, 'seven', null] })),
      'write',
    ),
  )

describe('what our client sends', () => {
  it('is read as a write: each text whole, stored ones and long ones, and its values', async () => {
    const read = readPipeline(await write(INSERT, LONG, INSERT), 2)
    expect(read).toMatchObject({
      kind: 'write',
      statements: [INSERT, LONG, INSERT].map((sql) => ({ sql, args: [7, 'seven', null] })),
    })
  })

  it('goes on with the same meaning and nothing else', async () => {
    const body = await write(INSERT, LONG)
    const read = readPipeline(body, 2)
    const onward = typeof read === 'string' ? '' : read.body
    const withoutNames = body.replaceAll('"named_args":[],', '')
    expect(JSON.parse(onward)).toEqual(JSON.parse(withoutNames))
    expect(readPipeline(onward, 2)).toMatchObject({ kind: 'write', body: onward })
  })

  it('is read as a question, one or several', async () => {
    const one = await sent(() => client.execute({ sql: 'SELECT ?1', args: [1n] }))
    expect(readPipeline(one, 2)).toMatchObject({ kind: 'read', texts: ['SELECT ?1'] })
    for (const mode of ['read', 'deferred'] as const) {
      const several = await sent(() => client.batch(['SELECT 1', 'SELECT 2'], mode))
      expect(readPipeline(several, 2)).toMatchObject({ kind: 'read', texts: ['SELECT 1', 'SELECT 2'] })
    }
  })

  it('is committed when the server says that of the commit', async () => {
    const read = readPipeline(await write(INSERT), 2)
    if (typeof read === 'string' || read.kind !== 'write') throw new Error('not a write')
    const answer = (steps: unknown): unknown => ({
      results: [{ type: 'ok' }, { type: 'ok', response: { result: { step_results: steps } } }],
    })
    expect(read.isCommitted(answer([{}, {}, {}, null]))).toBe(true)
    for (const other of [answer([{}, null, null, {}]), answer([]), answer(null), {}, null, { results: [] }])
      expect(read.isCommitted(other)).toBe(false)
  })

  it('is not an interactive transaction, a script, or a migration', async () => {
    const transaction = await sent(async () => (await client.transaction('write')).execute('SELECT 1'))
    const script = await sent(() => client.executeMultiple('SELECT 1; SELECT 2'))
    const migration = await sent(() => client.migrate(['CREATE TABLE t (a)']))
    for (const body of [transaction, script, migration]) expect(readPipeline(body, 2)).toBe('not_offered')
  })
})

const STATEMENT = { sql: 'SELECT 1' }
const CLOSE = { type: 'close' }
const run = { type: 'execute', stmt: STATEMENT }
const stepsOf = (begin: string, commit: string, changed: object = {}): object[] => [
  { stmt: { sql: begin } },
  { condition: { type: 'ok', step: 0 }, stmt: { sql: INSERT, args: [] }, ...changed },
  { condition: { type: 'ok', step: 1 }, stmt: { sql: commit } },
  { condition: { type: 'not', cond: { type: 'ok', step: 2 } }, stmt: { sql: 'ROLLBACK' } },
]
const batch = (steps: object[]): object => ({ requests: [{ type: 'batch', batch: { steps } }, CLOSE] })
const text = (value: unknown): object => ({ requests: [{ type: 'execute', stmt: value }, CLOSE] })

describe('what is no pipeline', () => {
  it.each([
    ['a baton', { baton: 'x', requests: [run, CLOSE] }, 'not_offered'],
    ['no close', { requests: [run] }, 'not_offered'],
    ['a close before the end', { requests: [CLOSE, run] }, 'not_offered'],
    ['nothing but a close', { requests: [CLOSE] }, 'not_offered'],
    ['nothing', { requests: [] }, 'not_offered'],
    ['two statements beside each other', { requests: [run, run, CLOSE] }, 'not_offered'],
    ['a sequence', { requests: [{ type: 'sequence', sql: 'SELECT 1' }, CLOSE] }, 'not_offered'],
    ['a description', { requests: [{ type: 'describe', sql: 'SELECT 1' }, CLOSE] }, 'not_offered'],
    ['a question for the transaction', { requests: [{ type: 'get_autocommit' }, CLOSE] }, 'not_offered'],
    [
      'a text that is stored twice',
      {
        requests: [1, 1]
          .map((sql_id) => ({ type: 'store_sql', sql_id, sql: 'x' }))
          .concat(run as never, CLOSE as never),
      },
      'unreadable',
    ],
    ['a number of no stored text', text({ sql_id: 3 }), 'unreadable'],
    ['a text and a number', text({ sql: 'SELECT 1', sql_id: 0 }), 'unreadable'],
    ['a text that is none', text({ sql: 1 }), 'unreadable'],
    [
      'named parameters',
      text({ sql: 'x', named_args: [{ name: 'a', value: { type: 'null' } }] }),
      'unreadable',
    ],
    ['a value of no type', text({ sql: 'x', args: [{ type: 'date', value: '1' }] }), 'unreadable'],
    ['a number that is none', text({ sql: 'x', args: [{ type: 'integer', value: '1e3' }] }), 'unreadable'],
    ['no object', [], 'unreadable'],
    ['requests that are none', { requests: 'all' }, 'unreadable'],
    ['a request that is none', { requests: [null] }, 'unreadable'],
    ['an exclusive transaction', batch(stepsOf('BEGIN EXCLUSIVE', 'COMMIT')), 'not_offered'],
    [
      'a begin with something behind it',
      batch(stepsOf('BEGIN IMMEDIATE; DROP TABLE t', 'COMMIT')),
      'not_offered',
    ],
    ['no commit', batch(stepsOf('BEGIN IMMEDIATE', 'SELECT 1')), 'not_offered'],
    [
      'a step that runs whatever happens',
      batch(stepsOf('BEGIN IMMEDIATE', 'COMMIT', { condition: undefined })),
      'not_offered',
    ],
    [
      'a step on a condition of its own',
      batch(stepsOf('BEGIN IMMEDIATE', 'COMMIT', { condition: { type: 'error', step: 0 } })),
      'not_offered',
    ],
    ['a batch of nothing', batch([]), 'not_offered'],
    ['a batch that is none', { requests: [{ type: 'batch', batch: null }, CLOSE] }, 'not_offered'],
    [
      'a fraction to be written',
      batch(
        stepsOf('BEGIN IMMEDIATE', 'COMMIT', { stmt: { sql: 'x', args: [{ type: 'float', value: 1.5 }] } }),
      ),
      'unreadable',
    ],
    [
      'a number beyond what is exact',
      batch(
        stepsOf('BEGIN IMMEDIATE', 'COMMIT', {
          stmt: { sql: 'x', args: [{ type: 'integer', value: '9007199254740993' }] },
        }),
      ),
      'unreadable',
    ],
  ] as const)('%s', (_, body, expected) => {
    expect(readPipeline(JSON.stringify(body), 2)).toBe(expected)
  })

  it.each(['', '{', 'null', '"x"', '{"requests":[', `${'['.repeat(200_000)}`])(
    'broken JSON, row %#',
    (body) => {
      expect(readPipeline(body, 2)).toBe('unreadable')
    },
  )

  it('conditions that are nested without end', () => {
    const depth = 100_000
    const nested = `${'{"type":"not","cond":'.repeat(depth)}{}${'}'.repeat(depth)}`
    const body = JSON.stringify(batch(stepsOf('BEGIN IMMEDIATE', 'COMMIT')))
    expect(readPipeline(body.replace('{"type":"ok","step":1}', nested), 2)).toBe('not_offered')
  })

  it('what belongs to the other version of the protocol', () => {
    const and = (step: number): object => ({
      type: 'and',
      conds: [
        { type: 'ok', step },
        { type: 'not', cond: { type: 'is_autocommit' } },
      ],
    })
    const [begin, statement, commit, rollback] = stepsOf('BEGIN IMMEDIATE', 'COMMIT')
    const third = batch([
      begin ?? {},
      { ...statement, condition: and(0) },
      { ...commit, condition: and(1) },
      rollback ?? {},
    ])
    const second = batch(stepsOf('BEGIN IMMEDIATE', 'COMMIT'))
    const kindOf = (body: object, version: HranaVersion): string => {
      const read = readPipeline(JSON.stringify(body), version)
      return typeof read === 'string' ? read : read.kind
    }
    expect([kindOf(third, 3), kindOf(second, 2)]).toEqual(['write', 'write'])
    expect([kindOf(third, 2), kindOf(second, 3)]).toEqual(['not_offered', 'not_offered'])
  })
})
