import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ALL_BRANCHES } from '../../core/branches/scope.ts'
import { isSignedBy, openReceiver, type Receiver } from '../../core/testing/hook-receiver.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'
import { words } from '../../core/words/catalogue.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'
import { EXAMPLE_MESSAGE } from './example-message.ts'

const { adminWebhooks: text } = words

// Real messages over a real line: a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 })

let admin: Admin
let receiver: Receiver
let naledi: string
let pieter: string
let ayesha: string
beforeAll(async () => {
  admin = await openAdmin()
  receiver = await openReceiver()
  naledi = await admin.signIn('naledi')
  pieter = await admin.signIn('pieter')
  ayesha = await admin.signIn('ayesha')
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.behaviour = 200
  for (const { id } of admin.webhooks.list(ALL_BRANCHES)) admin.webhooks.remove(id)
})
afterAll(async () => {
  await admin.close()
  await receiver.close()
})

type Form = Record<string, string>
const form = (more: Form = {}): Form => ({ url: receiver.url, 'document.posted': 'on', ...more })
async function send(sent: Form, cookie = pieter) {
  const response = await admin.post(routes.newWebhook, sent, { cookie })
  return { status: response.status, html: await response.text() }
}
async function make(cookie = pieter, more: Form = {}): Promise<{ id: string; secret: string }> {
  const { status, html } = await send(form(more), cookie)
  expect(status).toBe(200)
  const [, secret = ''] = /<code class="hook-secret">([^<]+)</.exec(html) ?? []
  const [, id = ''] = /webhooks\/([0-9a-f-]{36})"/.exec(html) ?? []
  return { id, secret }
}
const read = async (path: string, cookie = pieter): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo(); waited += 5) {
    if (waited > 60_000) throw new Error('it did not become so')
    await sleep(5)
  }
}
async function buyCoke(amount: number): Promise<void> {
  const { bakery } = admin
  await bakery.post({
    event: 'purchase_invoice',
    lines: [
      {
        item: bakery.coke,
        from: bakery.place('supplier'),
        to: bakery.place('retail'),
        quantity: 24,
        take: { by: 'stated', amount },
      },
    ],
  })
  admin.webhooks.outcomesArrived()
}

describe('making a webhook', () => {
  it('shows its secret once, with which the other end checks what comes', async () => {
    expect(await read(routes.webhooks)).toContain(text.empty)
    const { id, secret } = await make()
    expect(secret).toMatch(/^whsec_[\w-]{43}$/)
    await admin.post(links.webhookTest(id), {}, { cookie: pieter })
    await until(() => receiver.received.length === 1)
    expect(receiver.received.every((one) => isSignedBy(secret, one))).toBe(true)
    for (const path of [routes.webhooks, links.webhook(id), routes.home])
      expect(await read(path)).not.toContain(secret)
    await until(() => admin.webhooks.find(ALL_BRANCHES, id)?.lastDoneAt !== undefined)
    expect(await read(links.webhook(id))).toContain(text.deliveries.states.done)
  })

  it.each<[string, Form, string]>([
    ['nothing', { url: '' }, text.add.problems.not_an_address],
    ['no address', { url: 'shop' }, text.add.problems.not_an_address],
    ['a script', { url: 'javascript:alert(1)' }, text.add.problems.not_an_address],
    ['plain HTTP', { url: 'http://example.com/' }, text.add.problems.not_https],
    ['a password', { url: 'https://a:b@example.com/' }, text.add.problems.has_password],
  ])('of %s says what is wrong beside it and keeps what was typed', async (_, wrong, said) => {
    const { status, html } = await send(form(wrong))
    expect(status).toBe(422)
    expect(html).toContain(said)
    expect(html).toContain(`value="${wrong['url']}"`)
    expect(admin.webhooks.list(ALL_BRANCHES)).toEqual([])
  })

  it('needs an event, and is made once for an address', async () => {
    const { html, status } = await send({ url: receiver.url })
    expect([status, html.includes(text.add.noEvents)]).toEqual([422, true])
    await make()
    const again = await send(form())
    expect([again.status, again.html.includes(text.add.known)]).toEqual([422, true])
    expect(admin.webhooks.list(ALL_BRANCHES)).toHaveLength(1)
  })

  it('is of a branch that its maker steers, whatever was sent', async () => {
    const { id } = await make(pieter, { branch: 'BRB' })
    expect(admin.webhooks.find(ALL_BRANCHES, id)?.branch).toBe(admin.bakery.bra)
    expect((await send(form({ branch: 'BRX' }), naledi)).status).toBe(422)
    const ofAll = await make(naledi, { branch: 'all' })
    expect(admin.webhooks.find(ALL_BRANCHES, ofAll.id)?.branch).toBeUndefined()
  })
})

describe('a webhook', () => {
  it('is there for the managers of its branch and for super admins, and for nobody else', async () => {
    const own = await make()
    const ofAll = await make(naledi, { branch: 'all' })
    expect((await admin.get(links.webhook(own.id), { cookie: naledi })).status).toBe(200)
    for (const [id, cookie] of [
      [own.id, ayesha],
      [ofAll.id, pieter],
      ['01936f9c-0000-7000-8000-000000000001', naledi],
    ] as const) {
      expect((await admin.get(links.webhook(id), { cookie })).status).toBe(404)
      for (const path of [
        links.webhookTest(id),
        links.webhookPaused(id),
        links.webhookGoesOn(id),
        links.webhookTried(id),
        links.webhookRemoved(id),
        links.deliveryAgain(id, '01936f9c-0000-7000-8000-000000000001'),
      ])
        expect([path, (await admin.post(path, {}, { cookie })).status]).toEqual([path, 404])
    }
    expect(await read(routes.webhooks, ayesha)).not.toContain(receiver.url)
    expect(await read(routes.webhooks)).not.toContain(ofAll.id)
    expect(admin.webhooks.list(ALL_BRANCHES)).toHaveLength(2)
  })

  it('is paused, goes on, is tried and removed, as often as it is pressed', async () => {
    const { id } = await make()
    const press = async (path: string) =>
      (await admin.post(path, {}, { cookie: pieter })).headers.get('location')
    for (let times = 0; times < 2; times += 1)
      expect(await press(links.webhookPaused(id))).toBe(links.webhook(id))
    expect(await read(links.webhook(id))).toContain(text.one.pausedDetail)
    await buyCoke(12_000)
    for (const path of [links.webhookGoesOn(id), links.webhookGoesOn(id), links.webhookTried(id)])
      expect(await press(path)).toBe(links.webhook(id))
    await until(() => receiver.received.length === 1)
    expect(await press(links.webhookRemoved(id))).toBe(routes.webhooks)
    expect((await admin.post(links.webhookRemoved(id), {}, { cookie: pieter })).status).toBe(404)
    expect(await read(routes.webhooks)).toContain(text.empty)
  })

  it('shows what did not arrive and why, and the home page says so', async () => {
    const { id } = await make()
    receiver.behaviour = 500
    await buyCoke(12_000)
    await until(() => admin.webhooks.find(ALL_BRANCHES, id)?.failingSince !== undefined)
    expect(await read(routes.home)).not.toContain('does not arrive')
    admin.clock.at += 6 * 60_000
    const page = await read(links.webhook(id))
    for (const said of ['HTTP 500', 'Failing for 6 min', text.one.failingDetail, text.one.tryNow])
      expect(page).toContain(said)
    const home = await read(routes.home)
    expect(home).toContain('1 webhook does not arrive')
    expect(home).toContain(`127.0.0.1:${receiver.port}`)
    expect(home).not.toContain('/hook"')
    expect(await read(routes.home, ayesha)).not.toContain('does not arrive')
  })

  it('of somebody who left stops; its page and the home page say so until it is taken over', async () => {
    const { id } = await make()
    const setActive = (isActive: 0 | 1) =>
      admin.bakery.central.batch([
        { sql: uncatalogued(`UPDATE person SET is_active = ?1 WHERE login = 'pieter'`), args: [isActive] },
      ])
    await setActive(0)
    await buyCoke(12_000)
    for (const path of [links.webhook(id), routes.webhooks])
      expect(await read(path, naledi)).toContain(text.states.unanswered)
    const page = await read(links.webhook(id), naledi)
    expect([page.includes(text.one.unansweredDetail), page.includes(text.one.takeOver)]).toEqual([true, true])
    const { failingWebhooks } = words.adminNeeds
    expect(await read(routes.home, naledi)).toContain(failingWebhooks.unanswered)
    expect(receiver.received).toEqual([])
    await admin.post(links.webhookGoesOn(id), {}, { cookie: naledi })
    await until(() => receiver.received.length === 1)
    await setActive(1)
    expect(await read(routes.home, naledi)).not.toContain(failingWebhooks.unanswered)
    expect(await read(links.webhook(id), naledi)).toContain('Naledi')
  })

  it('pages through what it was told, the newest first', async () => {
    const { id } = await make()
    admin.webhooks.pause(id)
    for (let count = 0; count < 51; count += 1) admin.webhooks.test(id)
    const first = await read(links.webhook(id))
    expect(first.match(/<tr role="row"/g)).toHaveLength(51)
    const [, older = ''] = /class="button" href="([^"]+before=\d+)"/.exec(first) ?? []
    expect((await read(older)).match(/<tr role="row"/g)).toHaveLength(2)
  })
})

it('the message that the page explains is one that is sent', async () => {
  await make(pieter, { costs: 'on' })
  await buyCoke(16_203)
  await until(() => receiver.received.length === 1)
  expect(shapeOf(receiver.received[0]?.message)).toEqual(shapeOf(JSON.parse(EXAMPLE_MESSAGE)))
  expect(admin.reported).toEqual([])
})

/** Names and kinds of everything in it, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value === null ? null : typeof value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]))
}
