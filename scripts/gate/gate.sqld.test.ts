import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postDocuments } from '../../core/book/post.ts'
import { CentralDenied, CentralUnavailable, OtherRelease } from '../../core/database/central.ts'
import { schemaVersion } from '../../core/database/migrate.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { claimOf, openServedGate, type ServedGate } from './testing/served-gate.ts'

const context = { now: TEST_NOW, zoneOf: () => ZONE }
const SEQ = { sql: 'SELECT seq FROM meta', args: [] }
const MINUTE = 60_000

let served: ServedGate
beforeAll(async () => {
  served = await openServedGate()
}, 60_000)
afterAll(() => served?.stop())

describe('a writer at the gate', () => {
  it('posts and is refused as at the server itself, again and again, and what it was told is remembered', async () => {
    const central = served.connect(served.tokens.write)
    const group = [served.book.buy(10), served.book.sell(1, 999), served.book.sell(2)]
    const outcomes = await postDocuments(central, group, context)
    expect(outcomes).toMatchObject([
      { state: 'posted' },
      { state: 'refused', refusal: { code: 'E_BELOW_ZERO', line: 1, asked: 999 } },
      { state: 'posted' },
    ])
    expect(await postDocuments(central, group, context)).toEqual(outcomes)
    expect(await served.book.shelf()).toEqual({ quantity: 8, value: 800, account: 800 })
    expect(served.file.heard.all()).toMatchObject([
      { incarnation: 'BRA-K1', seq: 3, document: group[2]?.content.id },
    ])
    expect(served.gate.lastWriteAt()).toBe(served.clock.now())
  })

  it('reads with either token, and writes with one of them', async () => {
    const reading = served.connect(served.tokens.read)
    expect(await reading.all(SEQ)).toEqual(await served.connect(served.tokens.write).all(SEQ))
    const error = await postDocuments(reading, [served.book.buy(1)], context).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(CentralDenied)
    expect(error).toMatchObject({ code: 'GATE_WRONG_TOKEN' })
  })
})

describe('who is turned away', () => {
  const denial = async (token: string, headers?: Record<string, string>): Promise<unknown> =>
    await served
      .connect(token, headers)
      .all(SEQ)
      .catch((thrown: unknown) => thrown)

  it.each([
    ['none of ours', 'abc', 'GATE_TOKEN_UNKNOWN'],
    ['one that nobody has', `sbw_${'a'.repeat(43)}`, 'GATE_TOKEN_UNKNOWN'],
    ['a token of the server’s own kind', 'eyJhbGciOiJFZERTQSJ9.e30.AA', 'GATE_TOKEN_UNKNOWN'],
  ])('%s', async (_, token, code) => {
    expect(await denial(token)).toMatchObject({ name: 'CentralDenied', code })
  })

  it('an expired and a revoked one, each with what to do', async () => {
    const expired = await served.enrol('BRA-K2', 'station', served.clock.now() + MINUTE)
    const revoked = await served.enrol('BRA-K3')
    served.file.enrolments.revoke('BRA-K3', 'the card was stolen', served.clock.now())
    expect(await denial(expired.write)).toEqual(await served.book.central.all(SEQ))
    served.later(MINUTE)
    expect(await denial(expired.read)).toMatchObject({ code: 'GATE_TOKEN_EXPIRED' })
    expect(await denial(revoked.write)).toMatchObject({
      code: 'GATE_TOKEN_REVOKED',
      message: expect.stringContaining('the card was stolen'),
    })
  })

  it('a writer that names another one', async () => {
    const other = await served.enrol('BRA-K4')
    const before = await served.book.count()
    const posting = postDocuments(served.connect(other.write), [served.book.buy(1)], context)
    await expect(posting).rejects.toMatchObject({ code: 'GATE_NOT_YOURS' })
    expect(await served.book.count()).toBe(before)
  })

  it('a text of nobody’s catalogue, whatever it does', async () => {
    const central = served.connect(served.tokens.write)
    for (const sql of ['UPDATE meta SET seq = seq + 2', 'DROP TABLE move', 'SELECT 1'])
      await expect(central.batch([{ sql: uncatalogued(sql), args: [] }])).rejects.toThrow(OtherRelease)
    await expect(central.script('CREATE TABLE t (a)')).rejects.toMatchObject({ code: 'GATE_NOT_OFFERED' })
  })

  it('a second process under the same identity, until the first one was silent for long enough', async () => {
    const { write } = await served.enrol('BRA-K5')
    expect(await denial(write, claimOf('first'))).toEqual(await served.book.central.all(SEQ))
    expect(await denial(write, claimOf('second'))).toMatchObject({
      code: 'GATE_SECOND_CLAIMANT',
      message: expect.stringMatching(/host-of-first.*BRA-K5.*host-of-second/),
    })
    served.later(10 * MINUTE)
    expect(await denial(write, claimOf('second'))).toEqual(await served.book.central.all(SEQ))
    expect(served.file.claims.history('BRA-K5')).toMatchObject([{ claimant: 'first' }])
  })

  it('a writer with another schema, in both directions: it may still ask', async () => {
    for (const schema of [schemaVersion() - 1, schemaVersion() + 1]) {
      const central = served.connect(served.tokens.write, claimOf('pi', schema))
      expect(await central.all(SEQ)).toHaveLength(1)
      await expect(postDocuments(central, [served.book.buy(1)], context)).rejects.toThrow(OtherRelease)
    }
  })

  it('a writer that does not say who it is', async () => {
    const central = served.connect(served.tokens.write, {})
    const posting = postDocuments(central, [served.book.buy(1)], context)
    await expect(posting).rejects.toMatchObject({ code: 'GATE_UNREADABLE' })
  })
})

describe('the gate', () => {
  it('is closed for writes while work is done, lets questions through where it may, and opens again', async () => {
    const central = served.connect(served.tokens.write)
    const document = served.book.sell(1)
    await served.gate.drained({ because: 'Central is copied.', isReadable: true }, async () => {
      await expect(postDocuments(central, [document], context)).rejects.toThrow('Central is copied.')
      expect(await central.all(SEQ)).toHaveLength(1)
      expect((await served.send('/health')).text).toBe('{"status":"closed"}')
      await served.gate.drained({ because: 'Central is restored.', isReadable: false }, async () => {
        await expect(central.all(SEQ)).rejects.toThrow(CentralUnavailable)
      })
      await expect(postDocuments(central, [document], context)).rejects.toThrow(CentralUnavailable)
    })
    const failing = served.gate.drained({ because: '', isReadable: true }, () =>
      Promise.reject(new Error('no disk')),
    )
    await expect(failing).rejects.toThrow('no disk')
    expect((await served.send('/health')).text).toBe('{"status":"ok"}')
  })

  it('tells its numbers on the machine itself', async () => {
    const { text } = await served.send('/metrics')
    expect(text).toMatch(/scanbook_gate_refusals_total\{code="GATE_WRONG_TOKEN"\} [1-9]/)
    expect(text).toMatch(/scanbook_gate_writes_total\{outcome="committed"\} [1-9]/)
    expect(text).toMatch(/scanbook_gate_last_write_timestamp_seconds \d+/)
  })

  it('logs no token, no parameter and no text', () => {
    const log = served.lines.join('')
    expect(log).toContain('GATE_NOT_YOURS')
    expect(log).not.toMatch(/sb[wr]_|eyJ|SELECT|UPDATE|host-of/)
  })
})
