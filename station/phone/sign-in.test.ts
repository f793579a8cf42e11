import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revokeBadges } from '../../core/people/badges.ts'
import { words } from '../../core/words/catalogue.ts'
import { COKE, PIN } from '../testing/open-station.ts'
import { workOf } from '../session/session-state.ts'
import { paths } from './paths.ts'
import { openPhone, type OpenPhone } from './testing/open-phone.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

const { signIn } = words.phone

let phone: OpenPhone
beforeEach(async () => {
  phone = await openPhone()
})
afterEach(() => phone.close())

const signedIn = async (login: string, address?: string) => {
  const client = phone.client(address)
  const response = await client.post(paths.signIn, { login, pin: PIN })
  expect(response.status).toBe(303)
  return client
}
const wherefrom = async (client: ReturnType<OpenPhone['client']>) => {
  const response = await client.get(paths.screen)
  return [response.status, response.headers.get('location')]
}
const bump = (login: string) =>
  phone.bakery.central.batch([
    {
      sql: uncatalogued('UPDATE person SET session_version = session_version + 1 WHERE login = ?1'),
      args: [login],
    },
  ])

describe('without a sign-in', () => {
  it('the page leads to it, and everything else is refused', async () => {
    const client = phone.client()
    expect(await wherefrom(client)).toEqual([303, paths.signIn])
    expect((await client.get(paths.events)).status).toBe(401)
    expect((await client.send(paths.inputs, { entries: [] })).status).toBe(401)
  })

  it.each(['scanbook-phone=1.1.9999999999999.0.forged', 'scanbook-phone=', 'x=y'])(
    '%j is none',
    async (cookie) => {
      const client = phone.client()
      client.setCookie(cookie)
      expect(await wherefrom(client)).toEqual([303, paths.signIn])
    },
  )
})

describe('a PIN', () => {
  it('lets in for a working day, in a cookie that no script reads and no other site sends', async () => {
    const client = phone.client()
    const response = await client.post(paths.signIn, { login: ' Thandi', pin: PIN })
    expect(response.headers.get('set-cookie')).toMatch(/Path=\/phone; HttpOnly; Secure; SameSite=Strict/)
    expect((await client.get(paths.screen)).status).toBe(200)
    phone.open.time.now += 10 * 3_600_000 - 1
    expect((await client.get(paths.screen)).status).toBe(200)
    phone.open.time.now += 1
    expect(await wherefrom(client)).toEqual([303, paths.signIn])
  })

  it('that is wrong says the same as a name nobody has', async () => {
    const pages = await Promise.all(
      ['thandi', 'nobody'].map(async (login) => {
        const response = await phone.client().post(paths.signIn, { login, pin: '9999' })
        expect(response.status).toBe(422)
        return (await response.text()).replaceAll(login, 'LOGIN')
      }),
    )
    expect(pages[0]).toContain(signIn.wrong)
    expect(pages[1]).toBe(pages[0])
  })

  it('is locked after five wrong ones, from wherever, also for the right one; the badge still works', async () => {
    for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5'])
      await phone.client(address).post(paths.signIn, { login: 'thandi', pin: '9999' })
    const locked = await phone.client('10.0.0.9').post(paths.signIn, { login: 'thandi', pin: PIN })
    expect(locked.status).toBe(429)
    expect(await locked.text()).toContain(signIn.locked('1 min'))
    const badge = await phone.client().post(paths.badge, { badge: `]C0${phone.bakery.badges.thandi}` })
    expect(badge.headers.get('location')).toBe(paths.screen)
    phone.open.time.now += 60_000
    await signedIn('thandi')
  })

  it('is not tried for everybody from one phone', async () => {
    const client = phone.client('10.0.0.1')
    for (let tries = 0; tries < 20; tries += 1)
      await client.post(paths.signIn, { login: `x${tries}`, pin: '1' })
    expect((await client.post(paths.signIn, { login: 'thandi', pin: PIN })).status).toBe(429)
    await signedIn('thandi', '10.0.0.2')
    phone.open.time.now += 15 * 60_000
    await signedIn('thandi', '10.0.0.1')
  })
})

describe('a badge', () => {
  const scanBadge = (badge: string) => phone.client().post(paths.badge, { badge })

  it('lets in', async () => {
    const response = await scanBadge(phone.bakery.badges.palesa)
    expect([response.status, response.headers.get('location')]).toEqual([303, paths.screen])
  })

  it.each([
    ['an item', (): string => `]E0${COKE}`, signIn.notBadge],
    ['a lost one', () => phone.bakery.badges.palesa, signIn.badgeRevoked],
    ['one of another branch', () => phone.bakery.badges.bongani, signIn.elsewhere],
  ])('not %s', async (_, badge, why) => {
    await revokeBadges(phone.bakery.central, phone.bakery.palesa, phone.open.time.now)
    const response = await scanBadge(badge())
    expect(await response.text()).toContain(why)
    expect(response.headers.get('set-cookie')).toBeNull()
  })
})

describe('a sign-in ends', () => {
  it('at once when the person’s sessions are ended in the book', async () => {
    const client = await signedIn('thandi')
    await bump('thandi')
    expect(await wherefrom(client)).toEqual([303, paths.signIn])
    expect((await client.send(paths.inputs, { entries: [] })).status).toBe(401)
  })

  it('at once when the person does not work here any more', async () => {
    const client = await signedIn('thandi')
    await phone.bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET is_active = 0 WHERE login = 'thandi'`), args: [] },
    ])
    expect(await wherefrom(client)).toEqual([303, paths.signIn])
  })

  it('when the person signs out', async () => {
    const client = await signedIn('thandi')
    await client.post(paths.signOut, {})
    expect(await wherefrom(client)).toEqual([303, paths.signIn])
  })
})

describe('a branch', () => {
  it('whose books are elsewhere: the right PIN does not let in', async () => {
    const response = await phone.client().post(paths.signIn, { login: 'bongani', pin: PIN })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain(signIn.elsewhere)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('is left by who is moved to another one', async () => {
    const client = await signedIn('thandi')
    await phone.bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET branch = ?1 WHERE login = 'thandi'`), args: [phone.bakery.brb] },
    ])
    expect(await wherefrom(client)).toEqual([303, `${paths.signIn}?elsewhere`])
  })

  it('is chosen by a super admin, among those whose books are here', async () => {
    const client = await signedIn('zanele')
    expect(await wherefrom(client)).toEqual([303, paths.branch])
    expect(await (await client.get(paths.branch)).text()).toContain('Braam')
    await client.post(paths.branch, { branch: String(phone.bakery.brb) })
    expect(await wherefrom(client)).toEqual([303, paths.branch])
    await client.post(paths.branch, { branch: String(phone.bakery.bra) })
    expect(await (await client.get(paths.screen)).text()).toContain('Zanele')
  })

  it('is not chosen by anybody else', async () => {
    const client = await signedIn('thandi')
    expect((await client.get(paths.branch)).headers.get('location')).toBe(paths.screen)
    const before = client.cookie()
    await client.post(paths.branch, { branch: String(phone.bakery.bra) })
    expect(client.cookie()).toBe(before)
  })
})

describe('a line that others can listen to', () => {
  const PLAIN = 'http://192.168.1.20:8080'

  it('gets no sign-in page, but where there is a safe one', async () => {
    const response = await phone.client().get(paths.signIn, PLAIN)
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('href="https://192.168.1.20:8443/phone"')
  })

  it('is one without TLS, except on this machine', async () => {
    expect((await phone.client().get(paths.signIn, 'http://localhost:8080')).status).toBe(200)
  })
})

it('every page before the scanning says that a demo is one, and only then', async () => {
  const { demo } = words.shared
  const pages = async () => {
    const zanele = await signedIn('zanele')
    const opened = [
      phone.client().get(paths.signIn),
      phone.client().get(paths.signIn, 'http://192.168.1.20:8080'),
      zanele.get(paths.branch),
    ]
    return await Promise.all(opened.map(async (response) => (await (await response).text()).includes(demo)))
  }
  expect(await pages()).toEqual([false, false, false])
  await phone.bakery.central.batch([{ sql: uncatalogued('UPDATE meta SET is_demo = 1'), args: [] }])
  expect(await pages()).toEqual([true, true, true])
})

describe('what a phone scans', () => {
  const entry = (n: number, input: object) => ({ page: 'p', n, input })

  it('goes to the person’s own session, under the station’s writer', async () => {
    const { bakery, open, phones } = phone
    const thandi = await signedIn('thandi')
    const palesa = await signedIn('palesa')
    const inputs = [
      entry(1, { type: 'choose_operation', workflow: 'sales' }),
      entry(2, { type: 'choose_order', active_sales: String(bakery.order) }),
      entry(3, { type: 'scan', text: `]E0${COKE}` }),
    ]
    for (const client of [thandi, palesa]) await client.send(paths.inputs, { entries: inputs })
    await thandi.send(paths.inputs, { entries: [entry(4, { type: 'scan', text: `]E0${COKE}` })] })
    const ofThandi = open.outbox.readSession(`BRA-K1 phone ${bakery.thandi}`) ?? ''
    const ofPalesa = open.outbox.readSession(`BRA-K1 phone ${bakery.palesa}`) ?? ''
    expect([ofThandi.match(/Coke 330 ml/g)!.length > 0, ofPalesa.includes('Coke 330 ml')]).toEqual([
      true,
      true,
    ])
    expect(workOf(open.station.session())).toBeUndefined()
    expect(phones.branches().map(({ prefix }) => prefix)).toEqual(['BRA'])
  })

  it('is refused from another site', async () => {
    const client = await signedIn('thandi')
    const response = await client.post(paths.signOut, {}, { origin: 'https://elsewhere.example' })
    expect(response.status).toBe(403)
  })
})
