import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBearer, readTokens } from '../../core/tokens/read-tokens.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let cookies: Record<'naledi' | 'pieter' | 'ayesha', string>
beforeAll(async () => {
  admin = await openAdmin()
  cookies = {
    naledi: await admin.signIn('naledi'),
    pieter: await admin.signIn('pieter'),
    ayesha: await admin.signIn('ayesha'),
  }
})
afterAll(() => admin.close())

const listed = () => readTokens(admin.bakery.reader)
const make = (who: keyof typeof cookies, form: Record<string, string>) =>
  admin.post(routes.tokens, form, { cookie: cookies[who] })
const page = async (who: keyof typeof cookies): Promise<string> =>
  await (await admin.get(routes.tokens, { cookie: cookies[who] })).text()
const tokenIn = (html: string): string => /scb_[\w-]{43}/.exec(html)?.[0] ?? ''

describe('tokens', () => {
  it('say how the first one is made, where there is none', async () => {
    expect(await page('pieter')).toContain('No system is connected')
  })

  it('are shown once, and work at once as what was chosen', async () => {
    const { brb } = admin.bakery
    const shown = await make('naledi', { name: 'Ledger', role: 'manager', branch: String(brb) })
    const token = tokenIn(await shown.text())
    expect(shown.status).toBe(200)
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(findBearer(admin.bakery.reader, token)).toMatchObject({
      name: 'Ledger',
      role: 'manager',
      branch: brb,
    })
    const list = await page('naledi')
    expect(list).toContain('Ledger')
    expect(list).toContain('Naledi Khumalo')
    expect(tokenIn(list)).toBe('')
  })

  it('are made once by a form that is sent twice', async () => {
    const id = '01936f9c-0000-7000-8000-0000000000aa'
    const form = { id, name: 'Twice', role: 'operator' }
    expect((await make('pieter', form)).status).toBe(200)
    const again = await make('pieter', form)
    expect([again.status, again.headers.get('location')]).toEqual([303, routes.tokens])
    expect(listed().filter(({ name }) => name === 'Twice')).toHaveLength(1)
  })

  it.each([
    ['operator', 'operator'],
    ['manager', 'manager'],
    ['super_admin', 'operator'],
    ['', 'operator'],
  ] as const)('that a manager asks for as %s are %s of their own branch', async (asked, role) => {
    const name = `Of pieter ${asked}`
    const form = { name, role: asked, branch: String(admin.bakery.brb) }
    const token = tokenIn(await (await make('pieter', form)).text())
    const bearer = findBearer(admin.bakery.reader, token)
    expect(bearer).toMatchObject({ role, branch: admin.bakery.bra })
  })

  it.each([
    ['no name', { name: '', role: 'operator' }, 'Say what the system is called.'],
    ['a name without letters', { name: '–', role: 'operator' }, 'Letters or digits are needed.'],
    ['a name too long', { name: 'x'.repeat(61), role: 'operator' }, 'At most 60 characters.'],
    ['markup', { name: '<script>alert(1)</script>', role: '' }, '&lt;script&gt;'],
  ])('with %s keep what was typed', async (_, form, text) => {
    const before = listed().length
    const answer = await make('naledi', { ...form, branch: '' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(text)])
    expect(listed()).toHaveLength(before)
  })

  it('end when they are revoked, once and twice', async () => {
    const token = tokenIn(await (await make('pieter', { name: 'Ended', role: 'manager' })).text())
    const { id } = listed().find(({ name }) => name === 'Ended')!
    for (let time = 0; time < 2; time++) {
      const answer = await admin.post(links.tokenRevoked(id), {}, { cookie: cookies.pieter })
      expect([answer.status, answer.headers.get('location')]).toEqual([303, routes.tokens])
    }
    expect(findBearer(admin.bakery.reader, token)).toBeUndefined()
    expect(await page('pieter')).toContain('Revoked 20 Nov 2026')
  })

  it('of another branch, and of all branches, are not there for a manager', async () => {
    await make('naledi', { name: 'Planted everywhere', role: 'super_admin', branch: '' })
    await make('ayesha', { name: 'Planted in Brixton', role: 'operator' })
    const html = await page('pieter')
    expect(html).not.toContain('Planted')
    for (const name of ['Planted everywhere', 'Planted in Brixton']) {
      const { id } = listed().find((token) => token.name === name)!
      const answer = await admin.post(links.tokenRevoked(id), {}, { cookie: cookies.pieter })
      expect([name, answer.status]).toEqual([name, 404])
      expect(listed().find((token) => token.name === name)?.revokedAt).toBeUndefined()
    }
    expect((await admin.post(links.tokenRevoked('nonsense'), {}, { cookie: cookies.pieter })).status).toBe(
      404,
    )
  })
})
