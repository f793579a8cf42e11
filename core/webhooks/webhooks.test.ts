import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { EventName } from '../book/events.ts'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import type { BranchId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { isSignedBy, openReceiver, type Receiver } from '../testing/hook-receiver.ts'
import { uncatalogued } from '../testing/uncatalogued.ts'
import { createFormats } from '../words/format.ts'
import { HOOK_EVENTS, type NewHook } from './hook.ts'
import { openHooksFile, type HooksFile } from './hooks-file.ts'
import { GIVE_UP_AFTER_MS } from './retry-times.ts'
import { startWebhooks, type RunningWebhooks } from './webhooks.ts'

// Real messages over a real line: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let bakery: Bakery
let readers: ScopedReaders
let receiver: Receiver
let file: HooksFile
let webhooks: RunningWebhooks
const clock = { at: TEST_NOW, now: () => clock.at }
const reported: unknown[] = []

beforeEach(async () => {
  clock.at = TEST_NOW
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
  receiver = await openReceiver()
  start()
})
afterEach(async () => {
  await stop()
  await receiver.close()
  readers.close()
  bakery.close()
  const [broken] = reported.splice(0)
  if (broken !== undefined) throw new Error('something was reported as broken', { cause: broken })
})

function start(answerWithinMs = 30_000): void {
  file = openHooksFile(join(bakery.folder, 'webhooks.db'))
  webhooks = startWebhooks({
    file,
    readers,
    formats: createFormats({ currency: 'ZAR' }),
    clock,
    allowsPrivate: true,
    report: (error) => reported.push(error),
    line: { answerWithinMs },
    random: () => 1,
  })
}
async function stop(): Promise<void> {
  await webhooks.stop()
  file.close()
}

function add(hook: Partial<NewHook> = {}) {
  const made = webhooks.add({
    url: receiver.url,
    branch: undefined,
    events: HOOK_EVENTS,
    withCosts: false,
    madeBy: bakery.zanele,
    ...hook,
  })
  if (!made.ok) throw new Error(made.problem)
  return made
}

async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 5) {
    if (waited > 60_000) throw new Error(`it did not become so; ${receiver.received.length} were received`)
    await sleep(5)
  }
}

/** Coke arrives, or is asked for where there is none. */
async function post(
  event: EventName = 'purchase_invoice',
  branch: BranchId = bakery.bra,
  accepted: { clockDoubtful?: true } = {},
): Promise<string> {
  const isArrival = event === 'purchase_invoice'
  const [from, to] = isArrival ? (['supplier', 'retail'] as const) : (['retail', 'customer'] as const)
  const { id } = await bakery.post({
    event,
    branch,
    ...accepted,
    ...(branch === bakery.brb && { acceptedBy: bakery.bongani }),
    lines: [
      {
        item: bakery.coke,
        from: bakery.place(from, branch),
        to: bakery.place(to, branch),
        quantity: isArrival ? 24 : 9_999,
        take: isArrival ? { by: 'stated', amount: 24_000 } : { by: 'cost' },
      },
    ],
  })
  webhooks.outcomesArrived()
  return id
}
const eventsReceived = () => receiver.received.map(({ message }) => message.event)
const documentsReceived = () =>
  receiver.received.map(({ message }) => (message['document'] as { id: string } | undefined)?.id)

describe('what is told', () => {
  test('each document after the hook was made, once, in order, and signed', async () => {
    await post()
    const { secret, id } = add()
    const posted = [await post(), await post(), await post()]
    await until(() => receiver.received.length === 3)
    expect(documentsReceived()).toEqual(posted)
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true)
    expect(receiver.received.some((one) => isSignedBy('whsec_another', one))).toBe(false)
    const [first] = receiver.received
    expect(first?.headers['scanbook-delivery']).toBe(first?.message.delivery)
    expect(first?.headers['scanbook-event']).toBe('document.posted')
    expect(first?.message).toMatchObject({
      version: 1,
      event: 'document.posted',
      branch: 'BRA',
      document: {
        state: 'posted',
        event: 'purchase_invoice',
        number: 'BRA-INV-00002',
        accepted_by: 'Thandi M.',
        moves: [
          {
            item: { code: 'COKE' },
            quantity: { amount: '24', unit: 'each', base: 24 },
            from: { kind: 'supplier' },
            to: { kind: 'retail' },
          },
        ],
      },
    })
    // Marked a moment after it was taken.
    await until(() => webhooks.waitingCount(id) === 0)
    webhooks.outcomesArrived()
    await sleep(50)
    expect(receiver.received).toHaveLength(3)
    expect(webhooks.find(ALL_BRANCHES, id)).toMatchObject({ lastDoneAt: TEST_NOW, failingSince: undefined })
  })

  test('a refusal, and that it needs a person', async () => {
    add()
    await post('sale')
    await until(() => receiver.received.length === 2)
    expect(eventsReceived()).toEqual(['document.refused', 'needs_person'])
    expect(receiver.received[0]?.message).toMatchObject({
      document: { refusal: { code: expect.stringMatching(/^E_/) as string }, moves: [] },
    })
    expect(receiver.received[1]?.message).toMatchObject({ needed_for: 'refusal' })
  })

  test('that the books are not right, once until they are right again, also after a restart', async () => {
    add({ branch: bakery.bra })
    for (const isGreen of [true, false, false]) webhooks.verdict(isGreen)
    await until(() => receiver.received.length === 1)
    expect(receiver.received[0]?.message).toMatchObject({ needed_for: 'books_not_right', branch: null })
    await stop()
    start()
    webhooks.verdict(false)
    await sleep(50)
    expect(receiver.received).toHaveLength(1)
    webhooks.verdict(true)
    webhooks.verdict(false)
    await until(() => receiver.received.length === 2)
  })

  test('only what a hook asked for, and amounts only where it may know them', async () => {
    add({ events: ['document.refused'] })
    add({ events: ['document.posted'], withCosts: true })
    await post()
    await post('sale', bakery.brb)
    await until(() => receiver.received.length === 2)
    expect(eventsReceived().toSorted()).toEqual(['document.posted', 'document.refused'])
    const posted = receiver.received.find(({ message }) => message.event === 'document.posted')
    expect(posted?.message).toMatchObject({
      document: {
        total: { amount: '240.00', currency: 'ZAR' },
        moves: [{ amount: { amount: '240.00', currency: 'ZAR' } }],
      },
    })
    receiver.received.length = 0
    add()
    await post()
    await until(() => receiver.received.length === 2)
    const without = receiver.received.filter(({ body }) => !body.includes('240.00'))
    expect(without).toHaveLength(1)
  })

  test('a hook of one branch is told nothing of another, and is not there for its managers', async () => {
    const { id } = add({ branch: bakery.bra })
    await post('purchase_invoice', bakery.brb)
    const own = await post()
    await until(() => receiver.received.length === 1)
    expect(documentsReceived()).toEqual([own])
    expect(receiver.received[0]?.body).not.toMatch(/BRB|Brixton/)
    expect(webhooks.find(onlyBranch(bakery.brb), id)).toBeUndefined()
    expect(webhooks.list(onlyBranch(bakery.brb))).toEqual([])
    const ofAll = add()
    expect(webhooks.find(onlyBranch(bakery.bra), ofAll.id)).toBeUndefined()
  })
})

test('a message says whether the clock was in doubt by which its document was accepted', async () => {
  add()
  const sent = [
    await post(),
    await post('purchase_invoice', bakery.bra, { clockDoubtful: true }),
    await post('sale', bakery.bra, { clockDoubtful: true }),
  ]
  await until(() => documentsReceived().filter((id) => sent.includes(id ?? '')).length >= 3)
  const said = new Map(
    receiver.received.flatMap(({ message }) => {
      const document = message['document'] as { id: string; clock_in_doubt: boolean } | undefined
      return document === undefined ? [] : [[document.id, document.clock_in_doubt] as const]
    }),
  )
  expect(sent.map((id) => said.get(id))).toEqual([false, true, true])
})

describe('an end that does not take it', () => {
  test('hears the same again under the same id, later and later, and the next only after it', async () => {
    const { id } = add()
    receiver.behaviour = 500
    const posted = [await post(), await post()]
    const waits: number[] = []
    for (let tries = 1; tries <= 4; tries += 1) {
      await until(() => receiver.received.length === tries && head().tries === tries)
      waits.push(head().nextTryAt - clock.at)
      clock.at = head().nextTryAt
      webhooks.outcomesArrived()
    }
    await until(() => head().tries === 5)
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000])
    expect(webhooks.find(ALL_BRANCHES, id)?.failingSince).toBe(TEST_NOW)
    expect(new Set(receiver.received.map(({ headers }) => headers['scanbook-delivery'])).size).toBe(1)
    receiver.behaviour = 204
    webhooks.tryNow(id)
    await until(() => receiver.received.length === 7)
    expect(documentsReceived().slice(-2)).toEqual(posted)
    expect(webhooks.find(ALL_BRANCHES, id)?.failingSince).toBeUndefined()

    function head() {
      const waiting = file.deliveries.head(id)
      if (waiting === undefined) throw new Error('nothing waits')
      return waiting
    }
  })

  test('does not hold up another one, also when it never answers', async () => {
    await stop()
    start(150)
    const other = await openReceiver()
    const { id } = add()
    add({ url: other.url })
    receiver.behaviour = 'hang'
    const posted = await post()
    await until(() => other.received.length === 1)
    await until(() => file.deliveries.head(id)?.answer === 'timeout')
    receiver.behaviour = { lateMs: 30, status: 200 }
    await stop()
    start()
    webhooks.tryNow(id)
    await until(() => webhooks.waitingCount(id) === 0)
    expect(documentsReceived()).toEqual([posted, posted])
    await other.close()
  })

  test('is given up after three days, told on the page, and may be tried again by hand', async () => {
    const { id } = add()
    receiver.behaviour = 503
    const posted = await post()
    await until(() => file.deliveries.head(id)?.tries === 1)
    clock.at += GIVE_UP_AFTER_MS
    webhooks.outcomesArrived()
    await until(() => webhooks.waitingCount(id) === 0)
    const [given] = webhooks.deliveries(id, { before: undefined, limit: 10 }).entries
    expect(given).toMatchObject({ state: 'given_up', tries: 2, answer: '503' })
    receiver.behaviour = 200
    webhooks.revive(id, given?.id ?? '')
    await until(() => receiver.received.length === 3)
    expect(documentsReceived().at(-1)).toBe(posted)
  })

  test('that is gone is told nothing more until a person says so, and then everything', async () => {
    const { id } = add()
    receiver.behaviour = 410
    const posted = [await post()]
    await until(() => webhooks.find(ALL_BRANCHES, id)?.paused === 'gone')
    posted.push(await post())
    await sleep(50)
    expect(receiver.received).toHaveLength(1)
    receiver.behaviour = 200
    webhooks.goOn(id, bakery.zanele)
    await until(() => receiver.received.length === 3)
    expect(documentsReceived().slice(1)).toEqual(posted)
  })

  test('is not followed elsewhere', async () => {
    const elsewhere = await openReceiver()
    const { id } = add()
    receiver.behaviour = { to: elsewhere.url }
    await post()
    await until(() => file.deliveries.head(id)?.answer === '302')
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })

  test('that is not there at all is said so', async () => {
    const nobody = await openReceiver()
    await nobody.close()
    const { id } = add({ url: nobody.url })
    await post()
    await until(() => file.deliveries.head(id)?.answer === 'refused')
  })
})

describe('a restart', () => {
  test('in the middle sends what was not marked again, under the same id, and loses nothing', async () => {
    const { id } = add()
    receiver.behaviour = 'hang'
    const posted = [await post(), await post()]
    await until(() => receiver.received.length === 1)
    // As after kill -9: nobody marks what is on its way.
    const before = receiver.received[0]?.headers['scanbook-delivery']
    await Promise.all([webhooks.stop(), sleep(10)])
    file.close()
    posted.push(await post())
    receiver.behaviour = 200
    start()
    await until(() => receiver.received.length === 4)
    expect(documentsReceived()).toEqual([posted[0], ...posted])
    expect(receiver.received[1]?.headers['scanbook-delivery']).toBe(before)
    await until(() => webhooks.waitingCount(id) === 0)
  })

  test('keeps pauses and secrets; what is removed is told nothing and leaves nothing', async () => {
    const { id, secret } = add()
    webhooks.pause(id)
    await post()
    await stop()
    start()
    await post()
    await sleep(50)
    expect(receiver.received).toEqual([])
    webhooks.goOn(id, bakery.zanele)
    await until(() => receiver.received.length === 2)
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true)
    webhooks.remove(id)
    await post()
    await sleep(50)
    expect(receiver.received).toHaveLength(2)
    expect(webhooks.deliveries(id, { before: undefined, limit: 10 }).entries).toEqual([])
  })
})

describe('a test, sent by hand,', () => {
  const stateOf = (id: string) =>
    webhooks.deliveries(id, { before: undefined, limit: 10 }).entries.find(({ event }) => event === 'test')

  test('is signed too', async () => {
    const { id, secret } = add()
    webhooks.test(id)
    await until(() => receiver.received.length === 1)
    expect(receiver.received[0]?.message).toMatchObject({ version: 1, event: 'test' })
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true)
    await until(() => webhooks.find(ALL_BRANCHES, id)?.lastDoneAt === TEST_NOW)
  })

  test('goes at once, whatever waits, and once; what waits stays as it was', async () => {
    const { id } = add()
    receiver.behaviour = 500
    const posted = await post()
    await until(() => file.deliveries.head(id)?.tries === 1)
    webhooks.test(id)
    await until(() => stateOf(id)?.state === 'given_up')
    expect(stateOf(id)).toMatchObject({ tries: 1, answer: '500' })
    expect(eventsReceived()).toEqual(['document.posted', 'test'])
    expect([file.deliveries.head(id)?.tries, webhooks.waitingCount(id)]).toEqual([1, 1])
    // The end that takes it is there: what waits is not left to its next hour.
    receiver.behaviour = 200
    webhooks.test(id)
    await until(() => webhooks.waitingCount(id) === 0)
    expect(documentsReceived().filter((document) => document === posted)).toHaveLength(2)
    expect(webhooks.find(ALL_BRANCHES, id)?.failingSince).toBeUndefined()
  })

  test('goes while a message is on its way that is not answered', async () => {
    const { id } = add()
    receiver.behaviour = 'hang'
    await post()
    await until(() => receiver.received.length === 1)
    receiver.behaviour = 200
    webhooks.test(id)
    await until(() => stateOf(id)?.state === 'done')
    expect(eventsReceived()).toEqual(['document.posted', 'test'])
  })
})

describe('who answers for a webhook', () => {
  const change = (sql: string, person: number) =>
    bakery.central.batch([{ sql: uncatalogued(sql), args: [person] }])

  test.each([
    ['is retired', 'UPDATE person SET is_active = 0 WHERE id = ?1'],
    ['is no manager any more', `UPDATE person SET role = 'operator' WHERE id = ?1`],
    ['manages another branch', `UPDATE person SET branch = 2 WHERE id = ?1`],
  ])('%s: nothing is told, until somebody takes it over, and then everything', async (_, sql) => {
    const { id } = add({ madeBy: bakery.palesa, branch: bakery.bra })
    const posted = [await post()]
    await until(() => receiver.received.length === 1)
    await change(sql, bakery.palesa)
    expect(webhooks.find(ALL_BRANCHES, id)?.paused).toBe('unanswered')
    posted.push(await post())
    webhooks.verdict(false)
    await sleep(50)
    expect(receiver.received).toHaveLength(1)
    webhooks.goOn(id, bakery.zanele)
    await until(() => receiver.received.length === 2)
    expect(documentsReceived()).toEqual(posted)
    expect(webhooks.find(ALL_BRANCHES, id)).toMatchObject({ paused: undefined, madeBy: bakery.zanele })
  })

  test('was a super admin: of all branches only another one answers', async () => {
    const { id } = add()
    await change(`UPDATE person SET role = 'manager', branch = 1 WHERE id = ?1`, bakery.zanele)
    await post()
    await sleep(50)
    expect([receiver.received, webhooks.find(ALL_BRANCHES, id)?.paused]).toEqual([[], 'unanswered'])
  })

  test('has left while messages waited: they are not sent', async () => {
    const { id } = add({ madeBy: bakery.palesa, branch: bakery.bra })
    receiver.behaviour = 500
    await post()
    await until(() => file.deliveries.head(id)?.tries === 1)
    await change('UPDATE person SET is_active = 0 WHERE id = ?1', bakery.palesa)
    webhooks.tryNow(id)
    await sleep(50)
    expect(receiver.received).toHaveLength(1)
  })

  test('stays who made it where somebody else says that it goes on', async () => {
    const { id } = add({ madeBy: bakery.palesa, branch: bakery.bra })
    webhooks.pause(id)
    webhooks.goOn(id, bakery.zanele)
    expect(webhooks.find(ALL_BRANCHES, id)?.madeBy).toBe(bakery.palesa)
  })
})
