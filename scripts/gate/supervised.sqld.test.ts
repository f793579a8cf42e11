import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { postDocuments } from '../../core/book/post.ts'
import type { SealedDocument } from '../../core/book/content.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { CentralUnavailable, type Central, type Row } from '../../core/database/central.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { openServedBook } from '../../core/testing/served-book.ts'
import { startServer, type SqldServer } from '../sqld/supervise.ts'
import { openGateBefore } from './testing/served-gate.ts'

/** A server that ends again and again is started after a while that doubles from 0.1 s. */
const KILLS = 6

const context = { now: TEST_NOW, zoneOf: () => ZONE }

let folder: string
let server: SqldServer
let gate: Awaited<ReturnType<typeof openGateBefore>>
let book: Awaited<ReturnType<typeof openServedBook>>
let central: Central
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scanbook-supervised-'))
  server = await startServer({ folder, log: pino({ level: 'silent' }), graceMs: 500 })
  book = await openServedBook({ url: server.url, token: server.writeToken() })
  gate = await openGateBefore(server, {
    writes: { turnMs: 400, answerMs: 800 },
    reads: { atOnce: 8, waiting: 64, answerMs: 800 },
  })
  const branch = book.branch
  const made = gate.file.enrolments.add(
    { station: 'BRA-K1', kind: 'station', branch, expiresAt: null },
    [{ name: 'BRA-K1', incarnation: 'BRA-K1', isOpen: true }],
    TEST_NOW,
  )
  if (made.state !== 'enrolled') throw new Error(made.state)
  central = gate.connect(made.tokens.write)
}, 60_000)
afterAll(async () => {
  await gate?.stop()
  book?.central.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

const post = (...documents: SealedDocument[]): Promise<Outcome[]> =>
  postDocuments(central, documents, context)
const postUntilAnswered = (...documents: SealedDocument[]): Promise<Outcome[]> =>
  untilAnswered(() => post(...documents))
const askUntilAnswered = (sql: string): Promise<Row[]> => untilAnswered(() => central.all({ sql, args: [] }))

/** Sends the same until somebody answers, as the poster does: nobody here waits for long, and a machine may be busy. */
async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof CentralUnavailable)) throw error
      await sleep(20)
    }
  }
}

describe('the gate before the supervised server', { timeout: 180_000 }, () => {
  it('posts', async () => {
    expect(await postUntilAnswered(book.buy(10))).toMatchObject([{ state: 'posted' }])
    expect(gate.gate.health()).toBe('ok')
  })

  it('keeps a write that the server stopped over, until it is restarted; sent again it counts once', async () => {
    const document = book.buy(5)
    process.kill(server.pid, 'SIGSTOP')
    await expect(post(document)).rejects.toThrow('Whether it wrote is not known')
    await expect(post(document)).rejects.toThrow('Others were before you for too long')
    await expect(central.all({ sql: 'SELECT 1', args: [] })).rejects.toThrow(CentralUnavailable)
    await server.restart('a write had no answer')
    expect(await postUntilAnswered(document)).toMatchObject([{ state: 'posted', total: 500 }])
    expect(await postUntilAnswered(document)).toMatchObject([{ state: 'posted', total: 500 }])
    // The server came back at another port.
    const [stock] = await askUntilAnswered('SELECT sum(quantity) FROM stock_balance')
    expect(stock).toEqual([15])
  })

  it('loses and doubles nothing while the server is killed again and again', async () => {
    const sent: SealedDocument[] = []
    const told: Outcome[] = []
    let isOver = false
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(20 + ((kill * 37) % 60))
        process.kill(server.pid, 'SIGKILL')
        const { starts } = server.state()
        while (server.state().starts === starts) await sleep(10)
      }
      isOver = true
    })()
    while (!isOver) {
      const group = [book.buy(2), book.sell(1), ...(sent.length % 4 === 0 ? [book.sell(100_000)] : [])]
      sent.push(...group)
      told.push(...(await postUntilAnswered(...group)))
    }
    await killing
    expect(told.map(({ id }) => id)).toEqual(sent.map(({ content }) => content.id))
    expect(gate.file.heard.all()).toMatchObject([{ seq: sent.at(-1)?.content.seq }])
    const [count] = await askUntilAnswered('SELECT count(*), max(seq) FROM document')
    expect(count).toEqual([sent.length + 2, sent.length + 2])
    for (let start = 0; start < sent.length; start += 50)
      expect(await postUntilAnswered(...sent.slice(start, start + 50))).toEqual(told.slice(start, start + 50))
  })
})
