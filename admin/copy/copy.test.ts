import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  CentralAway,
  CentralDenied,
  CentralUnavailable,
  OutcomeUnknown,
} from '../../core/database/central.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import type { BooksState } from '../../core/sync/followed-books.ts'
import { TEST_NOW, ZONE } from '../../core/testing/bakery.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

const HOUR = 3_600_000
const now = { state: { kind: 'fresh' } as BooksState, isDesk: true }
const copy = {
  state: () => now.state,
  clock: { now: () => TEST_NOW },
  get isDesk() {
    return now.isDesk
  },
  zone: () => ZONE,
}
const AWAY: BooksState = { kind: 'away', asOf: TEST_NOW - HOUR }

let admin: Admin
let cookie: string
beforeEach(async () => {
  Object.assign(now, { state: { kind: 'fresh' }, isDesk: true })
  admin = await openAdmin({ copy })
  cookie = await admin.signIn('naledi')
})
afterEach(() => admin.close())

const page = async (path: string): Promise<string> => await (await admin.get(path, { cookie })).text()
const send = async (path: string, form: Record<string, string>) => {
  const answer = await admin.post(path, form, { cookie })
  return { status: answer.status, text: await answer.text() }
}
function centralFailsWith(error: Error): void {
  const fails = () => Promise.reject(error)
  Object.assign(admin.bakery.central, { batch: fails, all: fails })
}

describe('pages of books that are a copy', () => {
  it('say nothing while it is what central has', async () => {
    expect(await page(routes.home)).not.toContain('copy-banner')
  })

  it.each<[BooksState, RegExp]>([
    [AWAY, /No network since \d\d:\d\d: you see the books as of then\..*wait here and are posted later/s],
    [
      { kind: 'away', asOf: TEST_NOW - 24 * HOUR },
      /No network since (Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d\d:\d\d/,
    ],
    [{ kind: 'away', asOf: undefined }, /as this machine had them last/],
    [{ kind: 'late', asOf: TEST_NOW - HOUR }, /books are as of \d\d:\d\d\. What is newer/],
    [{ kind: 'behind', asOf: TEST_NOW - 2000 }, /Saved\. .*as of \d\d:\d\d:\d\d\..*Look again/s],
    [{ kind: 'shut', asOf: TEST_NOW, trouble: 'denied' }, /does not let this machine in.*as of/s],
  ])('say so when it is %j', async (state, says) => {
    now.state = state
    for (const path of [routes.home, routes.stock, routes.people, routes.newPerson, '/admin/nothing'])
      expect(await page(path)).toMatch(says)
  })

  it('say it in a page that is drawn anew, and in no piece of one', async () => {
    now.state = AWAY
    const drawn = (target: string) =>
      admin.app.request(routes.home, {
        headers: { cookie, 'hx-request-type': 'partial', 'hx-target': target },
      })
    expect(await (await drawn('main#main')).text()).toContain('No network since')
    expect(await (await drawn('div#verify')).text()).not.toContain('No network since')
  })

  it('promise nothing for documents where none can be made', async () => {
    Object.assign(now, { state: AWAY, isDesk: false })
    const text = await page(routes.home)
    expect(text).toContain('No network since')
    expect(text).not.toContain('posted later')
  })

  it('are shown anew when the network goes or comes', async () => {
    const stamp = async () => /since=([\w-]+)/.exec(await page(routes.home))?.[1]
    const before = await stamp()
    now.state = AWAY
    expect(await stamp()).not.toBe(before)
  })

  it('say at the sign-in how old the list of people is', async () => {
    expect(await page(routes.signIn)).not.toContain('People and passwords')
    now.state = AWAY
    expect(await (await admin.get(routes.signIn)).text()).toMatch(
      /No network: people and passwords as of \d\d:\d\d/,
    )
    // It opens all the same.
    expect(await admin.signIn('pieter')).toContain('scanbook=')
  })
})

describe('what changes the books', () => {
  it('is switched off where it cannot work, and a form can be filled in and says what it waits for', async () => {
    expect(await page(links.reason('DAMAGED'))).not.toMatch(/why-not|data-hindered/)
    now.state = AWAY
    const text = await page(routes.newReason)
    expect(text).toContain('Changes on this page need the network.')
    expect(text).not.toContain('<fieldset disabled')
    const person = await page(links.person(admin.bakery.palesa))
    expect(person).toContain('<fieldset disabled="" class="switched-off">')
  })

  it.each<[string, () => string]>([
    ['a person', () => links.person(admin.bakery.palesa)],
    ['a branch', () => links.branch(admin.bakery.brb)],
    ['an item', () => links.item(admin.bakery.coke)],
    ['a reason', () => links.reason('DAMAGED')],
    ['the settings', () => routes.settings],
    ['a station', () => links.station('BRA-K1')],
  ])('says why once on the page of %s, to be read and to be heard at every button', async (_, address) => {
    now.state = AWAY
    const text = await page(address())
    expect(text.match(/Changes on this page need the network|Needs the network/g)).toHaveLength(1)
    expect(text).toMatch(/<\/header><p id="why-not" class="needs-network why-not">/)
    const forms = Array.from(text.matchAll(/<form[^>]* data-hindered.*?<\/form>/gs), ([form]) => form)
    const buttons = forms.flatMap((form) => form.match(/<button[^>]*>/g) ?? [])
    expect(buttons.length).toBeGreaterThan(0)
    expect(buttons.filter((button) => !button.includes('aria-describedby="why-not"'))).toEqual([])
  })

  it('says nothing of it where it does not hinder: a document is taken on here', async () => {
    now.state = AWAY
    const text = await page(routes.newRemark)
    expect(text).not.toMatch(/data-hindered|aria-describedby="why-not"/)
    now.isDesk = false
    expect(await page(routes.newRemark)).toMatch(/data-hindered.*aria-describedby="why-not"/s)
  })

  it('says of a remark that it is taken on here', async () => {
    now.state = AWAY
    expect(await page(routes.newRemark)).toContain('taken on here and posted later')
  })

  it('says on a machine that only shows the books that it does', async () => {
    now.isDesk = false
    expect(await page(routes.newReason)).toContain('only shown on this machine')
  })

  it.each([
    [new CentralAway('no way'), 'Not saved', 'Central is not reached'],
    [new CentralUnavailable('busy'), 'Not saved', 'busy or does not answer'],
    [new CentralDenied('no'), 'Not saved', 'does not let this machine'],
    [new OutcomeUnknown('late'), 'that is not known', 'Central gave no answer in time'],
  ])(
    'is answered with words when it was not saved, and keeps what was typed: %s',
    async (error, title, says) => {
      centralFailsWith(error)
      const typed = { name: 'Fell <off>', code: 'FELL', usedFor: 'write_off' }
      const { status, text } = await send(routes.reasons, typed)
      expect(status).toBe(503)
      expect(text).toContain(title)
      expect(text).toContain(says)
      expect(text).toContain('<input type="hidden" name="name" value="Fell &lt;off&gt;"/>')
      expect(text).toContain('<input type="hidden" name="code" value="FELL"/>')
      expect(text).toContain(`action="${routes.reasons}"`)
      expect(text).toContain('Send it again')
    },
  )

  it('that was kept is saved once when it is sent again', async () => {
    const before = { ...admin.bakery.central }
    centralFailsWith(new CentralAway('no way'))
    const typed = { name: 'Fell off', code: 'FELL', usedFor: 'write_off' }
    expect((await send(routes.reasons, typed)).status).toBe(503)
    Object.assign(admin.bakery.central, before)
    expect((await send(routes.reasons, typed)).status).toBe(303)
    const again = await send(routes.reasons, typed)
    expect([again.status, again.text.includes('Fell off')]).toEqual([422, true])
  })

  it('keeps no secret on a page', async () => {
    centralFailsWith(new CentralAway('no way'))
    const { text } = await send(`${links.person(admin.bakery.palesa)}/pin`, { pin: '7391', again: '7391' })
    expect(text).toContain('type it again')
    expect(text).not.toContain('7391')
    expect(text).not.toContain('Send it again')
  })

  it('tells whoever follows it too early that it is saved', async () => {
    now.state = { kind: 'behind', asOf: TEST_NOW }
    const answer = await admin.get(links.person(9_999 as never), { cookie })
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain('Saved, and not to be seen yet')
  })
})

/** What a form does that changes nothing in the books, by the action as the views write it. */
const LOCAL =
  /routes\.(backups|setUp|setUpCode|checklist|branch|signIn|signOut|newWebhook|verify)\b|links\.(stationPair|screenRevoked|deliveryAgain|importTable|importCheck|importDiscard)\b|\{action\}|c\.req\.path/

it('every form that changes the books is one that knows when it cannot', () => {
  const views = readdirSync(projectFile('admin'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  const forms = views.flatMap((name) => {
    const text = readFileSync(join(projectFile('admin'), name), 'utf8')
    return Array.from(
      text.matchAll(/<form\b[^>]*method="post"[^>]*action=(\{[^}]*\})/gs),
      ([, action = '']) => ({
        name,
        action,
      }),
    )
  })
  expect(forms.length).toBeGreaterThan(10)
  expect(forms.filter(({ name, action }) => !name.startsWith('copy/') && !LOCAL.test(action))).toEqual([])
})

it('every button of a form that changes the books is one that says why it cannot', () => {
  const views = readdirSync(projectFile('admin'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx') && !name.startsWith('copy/'),
  )
  const forms = views.flatMap((name) => {
    const text = readFileSync(join(projectFile('admin'), name), 'utf8')
    return Array.from(text.matchAll(/<BookForm\b.*?<\/BookForm>/gs), ([form]) => ({ name, form }))
  })
  expect(forms.length).toBeGreaterThan(20)
  expect(forms.filter(({ form }) => /<button\b/.test(form))).toEqual([])
})
