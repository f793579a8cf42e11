import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { BranchId } from '../../core/kernel/ids.ts'
import { TEST_NOW } from '../../core/testing/bakery.ts'
import { allEntries } from '../../core/database/catalogue.ts'
import { listenGate } from './listen-gate.ts'
import { openGateBefore } from './testing/served-gate.ts'

const READY = { kind: 'ready', since: TEST_NOW, why: '', starts: 1 } as const
/** A write that every writer may send. */
const BUMP = allEntries().find(({ name }) => name === 'meta.bumped')?.sql ?? ''
/** What the real server says of a write of one statement that it took. */
const COMMITTED = JSON.stringify({
  baton: null,
  base_url: null,
  results: [{ type: 'ok', response: { type: 'batch', result: { step_results: [{}, {}, {}, null] } } }],
})

const QUESTION = JSON.stringify({
  requests: [{ type: 'execute', stmt: { sql: 'SELECT 1' } }, { type: 'close' }],
})

/** For a server that answers: nobody waits so long, however busy the machine is. */
const PATIENT = { turnMs: 30_000, answerMs: 30_000 }
/** For one that does not. */
const HASTY = { turnMs: 200, answerMs: 300 }

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A server that takes every connection and answers nothing until it is told to. */
async function openSilentServer() {
  let sockets: Socket[] = []
  let heard = 0
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('data', () => heard++)
    socket.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  ends.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${port}`,
    heard: () => heard,
    sockets: () => sockets.length,
    answer(body = COMMITTED): void {
      for (const socket of sockets)
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        )
    },
    /** As when it is killed and started again. */
    restart(): void {
      for (const socket of sockets) socket.destroy()
      sockets = []
    },
  }
}

/** `patience` may be changed for what is asked from then on. */
async function openGateBeforeSilence(patience: typeof PATIENT = PATIENT) {
  const silent = await openSilentServer()
  const limits = { ...patience, atOnce: 2, waiting: 1 }
  const gate = await openGateBefore(
    { url: silent.url, readToken: () => 'ro', writeToken: () => 'rw', state: () => READY },
    { writes: limits, reads: limits },
  )
  ends.unshift(() => gate.stop())
  const enrol = (station: string): string => {
    const order = { station, kind: 'office', branch: 1 as BranchId, expiresAt: null } as const
    const made = gate.file.enrolments.add(order, [], TEST_NOW)
    if (made.state !== 'enrolled') throw new Error(made.state)
    return made.tokens.write
  }
  const write = JSON.stringify({
    requests: [
      {
        type: 'batch',
        batch: {
          steps: [
            { stmt: { sql: 'BEGIN IMMEDIATE' } },
            { condition: { type: 'ok', step: 0 }, stmt: { sql: BUMP } },
            { condition: { type: 'ok', step: 1 }, stmt: { sql: 'COMMIT' } },
            { condition: { type: 'not', cond: { type: 'ok', step: 2 } }, stmt: { sql: 'ROLLBACK' } },
          ],
        },
      },
      { type: 'close' },
    ],
  })
  const send = (token: string, body: string, signal?: AbortSignal) =>
    gate.send('/v2/pipeline', { method: 'POST', token, body, ...(signal === undefined ? {} : { signal }) })
  return {
    ...gate,
    silent,
    limits,
    enrol,
    writeAs: (token: string, signal?: AbortSignal) => send(token, write, signal),
    send,
  }
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(5)
}

/** So many writes wait for their turn, as the gate itself tells. */
async function untilWaiting(gate: Awaited<ReturnType<typeof openGateBeforeSilence>>, writes: number) {
  const isSo = async (): Promise<boolean> =>
    (await (await fetch(`${gate.url}/metrics`)).text()).includes(`\nscanbook_gate_waiting_writes ${writes}\n`)
  while (!(await isSo())) await sleep(5)
}

describe('a server that takes a write and never answers', () => {
  it('keeps the place until it is restarted: whoever asked hears that nobody knows, the next that it was too long', async () => {
    const gate = await openGateBeforeSilence(HASTY)
    const [first, second] = [gate.enrol('HQ-A1'), gate.enrol('HQ-A2')]
    const asked = gate.writeAs(first)
    await until(() => gate.silent.heard() > 0)
    const [one, two] = await Promise.all([asked, gate.writeAs(second)])
    expect([one.status, one.code]).toEqual([504, 'GATE_NO_ANSWER'])
    expect([two.status, two.code]).toEqual([503, 'GATE_BUSY'])
    expect(two.headers.get('retry-after')).toBe('2')
    expect(gate.silent.sockets()).toBe(1)
    gate.later(1_000)
    expect(gate.gate.health()).toBe('stuck')
    gate.silent.restart()
    await until(() => gate.gate.health() === 'ok')
    Object.assign(gate.limits, PATIENT)
    const before = gate.silent.heard()
    const third = gate.writeAs(second)
    await until(() => gate.silent.heard() > before)
    expect(gate.silent.sockets()).toBe(1)
    gate.silent.answer()
    expect((await third).status).toBe(200)
  })

  it('keeps the place when whoever asked goes away, and drops a write that only waits', async () => {
    const gate = await openGateBeforeSilence()
    const [first, second, third] = [gate.enrol('HQ-A1'), gate.enrol('HQ-A2'), gate.enrol('HQ-A3')]
    const leaving = [new AbortController(), new AbortController()] as const
    const gone = [gate.writeAs(first, leaving[0].signal).catch(() => 'gone')]
    await until(() => gate.silent.heard() > 0)
    gone.push(gate.writeAs(second, leaving[1].signal).catch(() => 'gone'))
    await untilWaiting(gate, 1)
    for (const one of leaving) one.abort()
    expect(await Promise.all(gone)).toEqual(['gone', 'gone'])
    await untilWaiting(gate, 0)
    const asked = gate.writeAs(third)
    await untilWaiting(gate, 1)
    // The server has the first one alone: neither the second nor the third was sent.
    expect(gate.silent.sockets()).toBe(1)
    expect(gate.silent.heard()).toBe(1)
    gate.silent.answer()
    await until(() => gate.silent.heard() > 1)
    gate.silent.answer()
    expect((await asked).status).toBe(200)
  })

  it('answers what was late without anybody there to hear it, and the gate goes on', async () => {
    const gate = await openGateBeforeSilence(HASTY)
    const token = gate.enrol('HQ-A1')
    expect((await gate.writeAs(token)).code).toBe('GATE_NO_ANSWER')
    Object.assign(gate.limits, PATIENT)
    gate.silent.answer()
    await until(() => gate.gate.lastWriteAt() !== undefined)
    const again = gate.writeAs(token)
    await until(() => gate.silent.heard() > 1)
    gate.silent.answer()
    expect((await again).status).toBe(200)
  })

  it('has so many questions at once; one more waits, and the next is sent away', async () => {
    const gate = await openGateBeforeSilence()
    const token = gate.enrol('HQ-A1')
    const ask = () => gate.send(token, QUESTION)
    const asked = [ask(), ask(), ask(), ask()]
    // Whichever of them came last: it hears so while the others are still asked.
    expect((await Promise.race(asked)).code).toBe('GATE_BUSY')
    await until(() => gate.silent.heard() === 2)
    gate.silent.answer()
    await until(() => gate.silent.heard() === 3)
    gate.silent.answer()
    const said = (await Promise.all(asked)).map(({ status }) => status)
    expect(said.toSorted((a, b) => a - b)).toEqual([200, 200, 200, 503])
  })

  it('is not waited for with a question: who asked hears that none came', async () => {
    const gate = await openGateBeforeSilence(HASTY)
    const token = gate.enrol('HQ-A1')
    expect((await gate.send(token, QUESTION)).code).toBe('GATE_NO_ANSWER')
    expect((await gate.send(token, QUESTION)).code).toBe('GATE_NO_ANSWER')
  })

  it('is heard no more when its answer would keep a stream open, or is no answer', async () => {
    const gate = await openGateBeforeSilence()
    const token = gate.enrol('HQ-A1')
    for (const body of [COMMITTED.replace('null', '"hold"'), 'gone', '']) {
      const asked = gate.writeAs(token)
      const before = gate.silent.heard()
      await until(() => gate.silent.heard() > before)
      gate.silent.answer(body)
      expect((await asked).code).toBe('GATE_NO_ANSWER')
    }
  })
})

describe('what is too much', () => {
  it('is cut off: a body of more than 10 MB, whether it says so or not', async () => {
    const gate = await openGateBeforeSilence()
    const token = gate.enrol('HQ-A1')
    const large = 'x'.repeat(11 * 1024 * 1024)
    const told = await gate.send(token, large)
    expect([told.status, told.code]).toEqual([413, 'GATE_TOO_LARGE'])
    const untold = await fetch(`${gate.url}/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: new Blob([large]).stream(),
      duplex: 'half',
    })
    expect([untold.status, await untold.json()]).toMatchObject([413, { code: 'GATE_TOO_LARGE' }])
    expect(gate.lines.join('')).not.toContain('the gate failed')
    expect(gate.silent.heard()).toBe(0)
  })

  it('is not even read from who has no token', async () => {
    const gate = await openGateBeforeSilence()
    const answer = await gate.send(`sbw_${'x'.repeat(43)}`, 'x'.repeat(1_000))
    expect(answer.code).toBe('GATE_TOKEN_UNKNOWN')
  })

  it.each([
    ['a head', 'POST /v2/pipeline HTTP/1.1\r\nhost: a\r\n'],
    ['a body', 'POST /v2/pipeline HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{'],
  ])('is waiting for %s that never ends', async (_, start) => {
    const { gate } = await openGateBeforeSilence()
    const slowest = { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 50 }
    const listening = await listenGate(gate, { port: 0, host: '127.0.0.1', tls: undefined }, slowest)
    ends.unshift(() => listening.close())
    const socket = connect(listening.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.resume()
    socket.write(start)
    await once(socket, 'close')
    expect(socket.destroyed).toBe(true)
  })
})

describe('what the gate has no door for', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/dump'],
    ['GET', '/info'],
    ['GET', '/v3-protobuf'],
    ['POST', '/v3-protobuf/pipeline'],
    ['POST', '/v2/cursor'],
    ['POST', '/v3/cursor'],
    ['POST', '/v1/execute'],
    ['POST', '/v1/namespaces/default/create'],
    ['POST', '/proxy.Proxy/Execute'],
    ['POST', '/wal_log.ReplicationLog/Drop'],
    ['POST', '/wal_log.ReplicationLog/../proxy.Proxy/Execute'],
    ['POST', '//v2/pipeline'],
    ['GET', '/v2/pipeline'],
    ['DELETE', '/v2/pipeline'],
  ])('%s %s', async (method, path) => {
    const gate = await openGateBeforeSilence()
    const answer = await gate.gate.fetch(new Request(`http://a${path}`, { method }), {})
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'GATE_NOT_OFFERED' })
  })

  it('a WebSocket', async () => {
    const gate = await openGateBeforeSilence()
    const socket = connect(Number(new URL(gate.url).port), '127.0.0.1')
    socket.write(
      'GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    )
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /)
    socket.destroy()
  })

  it('but that a version of the protocol is spoken anybody may know', async () => {
    const gate = await openGateBeforeSilence()
    for (const path of ['/v2', '/v3'])
      expect((await gate.gate.fetch(new Request(`http://a${path}`))).status).toBe(200)
  })
})

it('says in one word how it is, whoever asks', async () => {
  const words: string[] = []
  for (const kind of ['starting', 'down', 'stopped', 'ready'] as const) {
    const gate = await openGateBefore({
      url: '',
      readToken: () => '',
      writeToken: () => '',
      state: () => ({ ...READY, kind }),
    })
    const { status, text } = await gate.send('/health')
    words.push(`${status} ${text}`)
    await gate.stop()
  }
  expect(words).toEqual([
    '503 {"status":"starting"}',
    '503 {"status":"down"}',
    '503 {"status":"stopped"}',
    '200 {"status":"ok"}',
  ])
})
