import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CentralUnavailable } from '../../core/database/central.ts'
import { routes } from '../paths.ts'
import { createSignInAttempts } from './sign-in-attempts.ts'
import { openAdmin, PASSWORD, type Admin } from '../testing/open-admin.ts'

let admin: Admin
beforeAll(async () => {
  admin = await openAdmin()
})
afterAll(() => admin.close())

const OPEN = new Set<string>([
  routes.signIn,
  routes.signOut,
  // A company is set up: these only say so.
  routes.setUp,
  routes.setUpCode,
  `${routes.assets}/:hash/:name`,
])
const someId = '01936f9c-0000-7000-8000-000000000000'
const filled = (path: string): string => path.replace(':document', someId).replaceAll(/:\w+/g, '1')

describe('every route', () => {
  it('goes to the sign-in without a session, except what the sign-in needs', async () => {
    const handlers = admin.app.routes.filter(({ method, path }) => method !== 'ALL' && !OPEN.has(path))
    expect(new Set(handlers.map(({ path }) => path)).size).toBeGreaterThan(15)
    for (const { method, path } of handlers) {
      const response = method === 'GET' ? await admin.get(filled(path)) : await admin.post(filled(path), {})
      expect([method, path, response.status]).toEqual([method, path, 303])
      expect(response.headers.get('location')).toMatch(/^\/admin\/sign-in/)
      expect(await response.text()).toBe('')
    }
  })

  it('answers a fragment without a session with 401 and the way to the sign-in', async () => {
    const response = await admin.get(routes.stock, { isFragment: true })
    expect(response.status).toBe(401)
    expect(response.headers.get('hx-redirect')).toBe(routes.signIn)
  })

  it('takes no form from another site, signed in or not', async () => {
    const cookie = await admin.signIn('pieter')
    const posts = admin.app.routes.filter(({ method }) => method === 'POST')
    expect(posts.length).toBeGreaterThan(4)
    for (const { path } of posts) {
      const response = await admin.post(filled(path), {}, { cookie, origin: 'https://elsewhere.example' })
      expect([path, response.status]).toEqual([path, 403])
    }
  })

  it('is served under a policy without inline scripts, styles or frames, and is never cached', async () => {
    const response = await admin.get(routes.home, { cookie: await admin.signIn('pieter') })
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('vary')).toBe('HX-Request-Type')
    const html = await response.text()
    expect(html).not.toMatch(/ style=|<style| on\w+=/)
    expect(html).toMatch(/<script src="[^"]+" integrity="sha384-[^"]+" defer/)
  })

  it('serves its files for ever under an address that changes with them', async () => {
    const html = await (await admin.get(routes.signIn)).text()
    const address = /href="([^"]+admin\.css)"/.exec(html)?.[1] ?? ''
    const sheet = await admin.get(address)
    expect(sheet.headers.get('cache-control')).toContain('immutable')
    expect(await sheet.text()).toMatch(/url\('\/admin\/assets\/[0-9a-f]{12}\/atkinson-latin\.woff2'\)/)
    expect((await admin.get(address.replace(/assets\/\w{12}/, 'assets/000000000000'))).status).toBe(404)
  })

  it('refuses a body larger than any form', async () => {
    const response = await admin.post(routes.signIn, { login: 'x'.repeat(100_000), password: '' })
    expect(response.status).toBe(413)
  })
})

describe('a session', () => {
  it('is in a cookie that scripts cannot read and other sites do not send', async () => {
    const response = await admin.post(routes.signIn, { login: 'Pieter ', password: PASSWORD })
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/)
  })

  it('goes on where the person wanted to go, but never to another site', async () => {
    const to = async (next: string) =>
      (await admin.post(routes.signIn, { login: 'pieter', password: PASSWORD, next })).headers.get('location')
    expect(await to('/admin/stock?kind=retail')).toBe('/admin/stock?kind=retail')
    for (const elsewhere of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/administrator',
      '/admin/..//x',
      '/\\x',
    ])
      expect((await to(elsewhere))?.startsWith('/admin')).toBe(true)
    expect(await to('//elsewhere.example/admin')).toBe(routes.home)
  })

  it.each(['scanbook=2.1.99999999999999.forged', 'scanbook=', 'scanbook=x'])(
    'is not made by %s',
    async (cookie) => {
      expect((await admin.get(routes.home, { cookie })).status).toBe(303)
    },
  )

  it('ends after a working day, and at once when the person’s sessions are ended', async () => {
    const cookie = await admin.signIn('ayesha')
    expect((await admin.get(routes.home, { cookie })).status).toBe(200)
    admin.clock.at += 11 * 3_600_000
    expect((await admin.get(routes.home, { cookie })).status).toBe(303)
    const fresh = await admin.signIn('ayesha')
    const end = `UPDATE person SET session_version = session_version + 1 WHERE login = 'ayesha'`
    await admin.bakery.central.all({ sql: end, args: [] })
    expect((await admin.get(routes.home, { cookie: fresh })).status).toBe(303)
  })

  it('is not given to an operator, who is told where they work', async () => {
    const response = await admin.post(routes.signIn, { login: 'sipho', password: PASSWORD })
    expect(response.status).toBe(403)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).toContain('at the station')
  })
})

describe('signing in', () => {
  const tryIn = (login: string, password: string, address: string) =>
    admin.post(routes.signIn, { login, password }, { address })

  it('says the same of an unknown login, a wrong password and a person without one', async () => {
    const texts = await Promise.all(
      ['nobody', 'pieter', 'thandi'].map(async (login) => {
        const response = await tryIn(login, 'wrong', '10.0.0.2')
        expect(response.status).toBe(422)
        return (await response.text()).replaceAll(login, 'LOGIN')
      }),
    )
    expect(new Set(texts).size).toBe(1)
  })

  it('locks a login after five failures from one address, also for the right password, for a while', async () => {
    for (let times = 0; times < 5; times++) await tryIn('naledi', 'wrong', '10.0.0.3')
    const locked = await tryIn('naledi', PASSWORD, '10.0.0.3')
    expect(locked.status).toBe(429)
    expect(await locked.text()).toContain('Try again in 15 min')
    expect((await tryIn('naledi', PASSWORD, '10.0.0.4')).status).toBe(303)
    admin.clock.at += 15 * 60_000
    expect((await tryIn('naledi', PASSWORD, '10.0.0.3')).status).toBe(303)
  })

  it('locks an unknown login in the same way', async () => {
    for (let times = 0; times < 5; times++) await tryIn('nobody', 'wrong', '10.0.0.5')
    expect((await tryIn('nobody', 'wrong', '10.0.0.5')).status).toBe(429)
  })

  it('does not count tries that are sent at once as one', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 12 }, async () => (await tryIn('ayesha', 'wrong', '10.0.0.7')).status),
    )
    expect(statuses.filter((status) => status === 422)).toHaveLength(5)
  })
})

describe('with a book that nobody can write to', () => {
  it('signs in, shows pages, locks and signs out all the same: nothing of that is written to central', async () => {
    const offline = await openAdmin()
    const never = () => Promise.reject(new CentralUnavailable('no line'))
    Object.assign(offline.bakery.central, { batch: never, all: never, script: never })
    const cookie = await offline.signIn('pieter')
    for (const path of [routes.home, routes.stock, routes.people, routes.branches])
      expect([path, (await offline.get(path, { cookie })).status]).toEqual([path, 200])
    const wrong = { login: 'ayesha', password: 'wrong' }
    for (let times = 0; times < 5; times++)
      expect((await offline.post(routes.signIn, wrong)).status).toBe(422)
    expect((await offline.post(routes.signIn, wrong)).status).toBe(429)
    expect((await offline.post(routes.signOut, {}, { cookie })).status).toBe(303)
    expect((await offline.post(`${routes.people}/2/name`, { name: 'X' }, { cookie })).status).toBe(404)
    const naledi = await offline.signIn('naledi')
    expect(
      (
        await offline.post(
          routes.reasons,
          { name: 'A reason', code: 'AA', usedFor: 'gain' },
          { cookie: naledi },
        )
      ).status,
    ).toBe(503)
    await offline.close()
  })

  it('locks also after a restart over the same outbox', async () => {
    for (let times = 0; times < 5; times++)
      await admin.post(routes.signIn, { login: 'ayesha', password: 'wrong' }, { address: '10.0.0.9' })
    const attempts = createSignInAttempts(admin.outbox.signInFailures, admin.clock)
    expect(attempts.lockedMs('ayesha', '10.0.0.9')).toBeGreaterThan(0)
  })
})
