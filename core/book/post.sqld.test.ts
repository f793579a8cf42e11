import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { CentralDenied, CentralUnavailable, type Central } from '../database/central.ts'
import { openCentralHttp } from '../database/central-http.ts'
import { migrate, schemaVersion } from '../database/migrate.ts'
import { TEST_NOW, ZONE } from '../testing/bakery.ts'
import { openServedBook } from '../testing/served-book.ts'
import { openLossyNetwork, startSqld, type LossyNetwork, type Sqld } from '../testing/sqld.ts'
import type { SealedDocument } from './content.ts'
import type { Outcome } from './outcome.ts'
import { postDocuments } from './post.ts'

const TIMEOUT_MS = 30_000
/** Where the answer never comes; the server has long committed by then, unless its machine stands still. */
const HASTY_MS = 1000
const KILLS = 20
const WAIT = { timeout: TIMEOUT_MS, interval: 20 }

const context = { now: TEST_NOW, zoneOf: () => ZONE }
const post = (central: Central, ...documents: SealedDocument[]): Promise<Outcome[]> =>
  postDocuments(central, documents, context)

/** Sends the same documents until somebody answers, as the poster does. */
async function postUntilAnswered(central: Central, ...documents: SealedDocument[]): Promise<Outcome[]> {
  for (;;) {
    try {
      return await post(central, ...documents)
    } catch (error) {
      if (!(error instanceof CentralUnavailable)) throw error
      await sleep(10)
    }
  }
}

describe('posting to a real libSQL server over HTTP', () => {
  let sqld: Sqld
  let network: LossyNetwork
  let book: Awaited<ReturnType<typeof openServedBook>>
  const open = (changed: Partial<Parameters<typeof openCentralHttp>[0]> = {}): Central =>
    openCentralHttp({ url: sqld.url, token: sqld.token, timeoutMs: TIMEOUT_MS, ...changed })

  beforeAll(async () => {
    sqld = await startSqld()
    network = await openLossyNetwork(sqld.url)
    book = await openServedBook(sqld)
  }, 60_000)
  afterAll(async () => {
    book?.central.close()
    await network?.close()
    await sqld?.stop()
  })

  it('runs the migrations once', async () => {
    const before = await book.ask('SELECT count(*), max(number) FROM migration')
    expect(before).toEqual([[schemaVersion(), schemaVersion()]])
    await migrate(book.central)
    expect(await book.ask('SELECT count(*), max(number) FROM migration')).toEqual(before)
  })

  it('leaves nothing of a failing migration behind', async () => {
    const number = schemaVersion() + 1
    const broken = {
      number,
      name: 'broken',
      sql: 'CREATE TABLE half (a INTEGER) STRICT; SELECT * FROM nowhere;',
    }
    await expect(migrate(book.central, [broken])).rejects.toThrow(CentralUnavailable)
    expect(await book.ask("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([])
    expect(await book.ask('SELECT max(number) FROM migration')).toEqual([[schemaVersion()]])
  })

  it('posts singly and in groups', async () => {
    expect(await post(book.central, book.buy(10))).toMatchObject([
      { state: 'posted', series: 'INV', number: 1, total: 1_000 },
    ])
    const group = [book.sell(1), book.sell(2), book.buy(20), book.sell(3, 4)]
    expect(await post(book.central, ...group)).toMatchObject([
      { series: 'SAL', number: 1, total: 100 },
      { series: 'SAL', number: 2, total: 200 },
      { series: 'INV', number: 2, total: 2_000 },
      { series: 'SAL', number: 3, total: 700 },
    ])
    expect(await book.shelf()).toEqual({ quantity: 20, value: 2_000, account: 2_000 })
  })

  it('finds the culprit of a group and its line, posts the rest, and says the same when it is sent again', async () => {
    const group = [book.sell(1), book.sell(1, 999), book.sell(1)]
    const outcomes = await post(book.central, ...group)
    expect(outcomes).toMatchObject([
      { state: 'posted' },
      { state: 'refused', refusal: { code: 'E_BELOW_ZERO', line: 1, asked: 999, there: 19 } },
      { state: 'posted' },
    ])
    expect(await book.shelf()).toEqual({ quantity: 18, value: 1_800, account: 1_800 })
    expect(await post(book.central, ...group)).toEqual(outcomes)
    expect(await book.shelf()).toEqual({ quantity: 18, value: 1_800, account: 1_800 })
  })

  it.each(['lost', 'held'] as const)(
    'counts once what was committed before its answer was %s',
    async (fate) => {
      const hasty = open({ url: network.url, timeoutMs: fate === 'held' ? HASTY_MS : TIMEOUT_MS })
      const central = open({ url: network.url })
      const before = { shelf: await book.shelf(), count: await book.count() }
      const document = book.buy(5)
      network.fates.push(fate)
      await expect(post(hasty, document)).rejects.toThrow(CentralUnavailable)
      // The server answered: it has committed.
      await vi.waitFor(() => expect(network.fates).toEqual([]), WAIT)
      expect(await book.count()).toBe(before.count + 1)
      const [outcome] = await post(central, document)
      expect(outcome).toMatchObject({ state: 'posted', total: 500 })
      expect(await book.shelf()).toMatchObject({ quantity: Number(before.shelf.quantity) + 5 })
      expect(await book.count()).toBe(before.count + 1)
      for (const each of [hasty, central]) each.close()
    },
  )

  it.each([1, 2, 3, 4, 5])('goes on with a group whose answer number %i was lost', async (answer) => {
    const central = open({ url: network.url })
    const before = await book.shelf()
    const group = [book.buy(3), book.sell(999), book.sell(1)]
    // The answers before it arrive late enough to know of the culprit: the cut lies anywhere in the way around it.
    const cut = cutting(central, network, answer)
    await postUntilAnswered(cut, ...group)
    expect(await post(book.central, ...group)).toMatchObject([
      { state: 'posted' },
      { state: 'refused' },
      { state: 'posted' },
    ])
    expect(await book.shelf()).toMatchObject({ quantity: Number(before.quantity) + 2 })
    central.close()
  })

  it('is denied with a wrong token or none, and posts nothing', async () => {
    const document = book.buy(1)
    const before = await book.count()
    const { url } = sqld
    for (const central of [
      open({ token: sqld.wrongToken }),
      openCentralHttp({ url, timeoutMs: TIMEOUT_MS }),
    ]) {
      await expect(post(central, document)).rejects.toThrow(CentralDenied)
      await expect(central.all({ sql: 'SELECT 1', args: [] })).rejects.toThrow(CentralDenied)
      await expect(central.script('SELECT 1')).rejects.toThrow(CentralDenied)
      central.close()
    }
    expect(await book.count()).toBe(before)
    expect(await post(book.central, document)).toMatchObject([{ state: 'posted' }])
  })

  it('waits while the server is down, and goes on when it is back', async () => {
    const document = book.buy(1)
    await sqld.kill()
    await expect(post(book.central, document)).rejects.toThrow(CentralUnavailable)
    await expect(book.central.all({ sql: 'SELECT 1', args: [] })).rejects.toThrow(CentralUnavailable)
    await expect(book.central.script('SELECT 1')).rejects.toThrow(CentralUnavailable)
    await sqld.restart()
    expect(await post(book.central, document)).toMatchObject([{ state: 'posted' }])
  })

  it(`loses and doubles nothing while the server is killed ${KILLS} times`, async () => {
    const before = { shelf: await book.shelf(), count: await book.count() }
    const sent: SealedDocument[] = []
    const told: Outcome[] = []
    let isOver = false
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await sleep(10 + ((kill * 37) % 60))
        await sqld.kill()
        await sqld.restart()
      }
      isOver = true
    })()
    while (!isOver) {
      const group = [book.buy(2), book.sell(1), ...(sent.length % 4 === 0 ? [book.sell(100_000)] : [])]
      sent.push(...group)
      told.push(...(await postUntilAnswered(book.central, ...group)))
    }
    await killing
    expect(await book.count()).toBe(before.count + sent.length)
    const bought = told.filter((outcome) => outcome.state === 'posted' && outcome.series === 'INV').length
    expect(await book.shelf()).toMatchObject({ quantity: Number(before.shelf.quantity) + bought })
    expect(told.map(({ id }) => id)).toEqual(sent.map(({ content }) => content.id))
    for (let start = 0; start < sent.length; start += 50)
      expect(await post(book.central, ...sent.slice(start, start + 50))).toEqual(
        told.slice(start, start + 50),
      )
    const [sums] = await book.ask('SELECT sum(debit) - sum(credit) FROM account_balance')
    expect(sums).toEqual([0])
  }, 300_000)
})

/** Loses the n-th answer from now on, counted over everything that is asked. */
function cutting(central: Central, network: LossyNetwork, answer: number): Central {
  let asked = 0
  const lose = (): void => {
    if (++asked === answer) network.fates.push('lost')
  }
  return {
    ...central,
    batch(statements) {
      lose()
      return central.batch(statements)
    },
    all(statement) {
      lose()
      return central.all(statement)
    },
  }
}
