import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postDocuments } from '../../core/book/post.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { follow, type Followed } from './testing/follow.ts'
import { openServedGate, type ServedGate } from './testing/served-gate.ts'

let served: ServedGate
let folder: string
let made = 0
const post = (): Promise<unknown> =>
  postDocuments(served.connect(served.tokens.write), [served.book.buy(1)], {
    now: TEST_NOW,
    zoneOf: () => ZONE,
  })
const newPath = (): string => join(folder, `${++made}.db`)
const followBy = (token: string, path = newPath(), write?: string): Promise<Followed> =>
  follow({ path, url: served.url, token, ...(write === undefined ? {} : { write }) })

beforeAll(async () => {
  served = await openServedGate()
  folder = mkdtempSync(join(tmpdir(), 'scanbook-replica-'))
  await post()
  // Some megabytes: a replica fetches them in several requests.
  await served.book.central.batch([
    { sql: uncatalogued('CREATE TABLE ballast (id INTEGER PRIMARY KEY, text TEXT) STRICT'), args: [] },
  ])
  for (let round = 0; round < 12; round++)
    await served.book.central.batch(
      Array.from({ length: 200 }, () => ({
        sql: uncatalogued('INSERT INTO ballast (text) VALUES (hex(randomblob(1600)))'),
        args: [],
      })),
    )
}, 60_000)
afterAll(async () => {
  await served?.stop()
  rmSync(folder, { recursive: true, force: true })
})

// A replica that is turned away tries three times, a second each, before it says so.
describe('a replica behind the gate', { timeout: 180_000 }, () => {
  it('is filled from the beginning, and fetches what is new after that', async () => {
    const path = newPath()
    const { read } = served.tokens
    expect(await followBy(read, path)).toEqual({ documents: 1, error: '' })
    await post()
    expect(await followBy(read, path)).toEqual({ documents: 2, error: '' })
    expect((await served.send('/metrics')).text).toContain('scanbook_gate_full_syncs 0')
  })

  it('writes nothing through itself', async () => {
    const before = await served.book.ask('SELECT seq FROM meta')
    const answer = await followBy(served.tokens.read, newPath(), 'UPDATE meta SET seq = seq + 1')
    expect(answer.documents).toBeUndefined()
    expect(await served.book.ask('SELECT seq FROM meta')).toEqual(before)
  })

  it('gets nothing with a token that posts, that was revoked, or that is the server’s own', async () => {
    const revoked = await served.enrol('BRA-K7')
    served.file.enrolments.revoke('BRA-K7', 'sold', served.clock.now())
    for (const token of [served.tokens.write, revoked.read, served.sqld.readToken, 'none'])
      expect((await followBy(token)).documents).toBeUndefined()
  })

  it('waits for a place while four others are filled, and is filled then', async () => {
    const call = async (name: string, token: string, message: string, session = ''): Promise<Response> =>
      await fetch(`${served.url}/wal_log.ReplicationLog/${name}`, {
        method: 'POST',
        headers: {
          'x-authorization': `Bearer ${token}`,
          'content-type': 'application/grpc-web',
          'x-session-token': session,
        },
        body: Buffer.from(message, 'hex'),
      })
    const begin = async (token: string): Promise<Response> => {
      const hello = await (await call('Hello', token, '00000000020801')).text()
      const session = hello.match(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g)?.at(-1)
      return await call('BatchLogEntries', token, '0000000000', session)
    }
    const others = await Promise.all(
      ['BRA-K11', 'BRA-K12', 'BRA-K13', 'BRA-K14'].map((name) => served.enrol(name)),
    )
    // Each takes its first batch, a full one, and goes silent.
    for (const { read } of others)
      expect((await (await begin(read)).arrayBuffer()).byteLength).toBeGreaterThan(4_000_000)
    const refused = await begin(served.tokens.read)
    expect(refused.headers.get('grpc-status')).toBe('14')
    expect(refused.headers.get('grpc-message')).toContain('GATE_BUSY')
    expect((await followBy(served.tokens.read)).error).toContain('GATE_BUSY: ')
    served.later(30_000)
    expect((await followBy(served.tokens.read)).documents).toBe(2)
  })

  it('is turned away while the gate is closed for it', async () => {
    await served.gate.drained({ because: 'Central is restored.', isReadable: false }, async () => {
      expect((await followBy(served.tokens.read)).documents).toBeUndefined()
    })
    expect((await followBy(served.tokens.read)).documents).toBe(2)
  })
})
