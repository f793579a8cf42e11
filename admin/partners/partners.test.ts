import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPartner } from '../../core/partners/create-partner.ts'
import { readPartner } from '../../core/partners/read-partners.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, type Admin } from '../testing/open-admin.ts'

let admin: Admin
let manager: string
let boss: string
let theirs: number
let ours: number
beforeAll(async () => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  boss = await admin.signIn('naledi')
  const { central, bra, brb } = admin.bakery
  const kind = { isCustomer: true, isSupplier: false }
  ours = await createPartner(central, { ...kind, name: 'Our Deli', branch: bra, email: 'deli@example.org' })
  theirs = await createPartner(central, { ...kind, name: 'Planted Deli', branch: brb })
})
afterAll(() => admin.close())

const page = async (path: string, cookie = manager): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
const send = (path: string, form: Record<string, string>, cookie = manager) =>
  admin.post(path, form, { cookie })
const read = (id: number) => readPartner(admin.bakery.reader, id)
const idIn = (response: Response): number => Number(response.headers.get('location')?.split('/').at(-1))
const namesIn = (html: string): string[] =>
  [...html.matchAll(/href="\/admin\/partners\/\d+">([^<]+)</g)].map(([, name]) => name ?? '')

describe('the list', () => {
  it('shows a manager the company’s and their branch’s own, a super admin all or those of where they look', async () => {
    expect(namesIn(await page(routes.partners))).toEqual(['Corner Café', 'Our Deli'])
    expect(namesIn(await page(routes.partners, boss))).toEqual(['Corner Café', 'Our Deli', 'Planted Deli'])
    const ofBrb = `${boss}; scanbook-branch=${admin.bakery.brb}`
    expect(namesIn(await page(routes.partners, ofBrb))).toEqual(['Corner Café', 'Planted Deli'])
  })

  it('keeps its state in the address, and says when nothing matches', async () => {
    const html = await page(links.partners({ text: 'deli', whose: 'own', sort: 'whose' }))
    expect(namesIn(html)).toEqual(['Our Deli'])
    expect(html).toContain('value="deli"')
    expect(html).toMatch(/<option value="own" selected/)
    expect(html).toContain('aria-sort="ascending"')
    expect(await page(links.partners({ text: '<b>' }))).toContain('Nobody here matches the filter.')
  })
})

describe('adding one', () => {
  const form = { name: ' Golden Mills ', supplier: 'yes', phone: '011 555 0101', email: 'a@mills.example' }

  it('makes it the manager’s branch’s own, whatever the form says', async () => {
    const response = await send(routes.partners, { ...form, whose: '' })
    expect(response.status).toBe(303)
    expect(read(idIn(response))).toMatchObject({
      name: 'Golden Mills',
      isCustomer: false,
      isSupplier: true,
      phone: '011 555 0101',
      email: 'a@mills.example',
      branch: admin.bakery.bra,
    })
    expect(await page(routes.newPartner)).not.toContain('name="whose"')
  })

  it('makes it the company’s, or a branch’s, as a super admin says', async () => {
    const company = await send(routes.partners, { ...form, name: 'City Mills', whose: '' }, boss)
    expect(read(idIn(company))?.branch).toBeNull()
    const whose = String(admin.bakery.brb)
    const own = await send(
      routes.partners,
      { ...form, name: 'Brixton Mills', whose, phone: '', email: '' },
      boss,
    )
    expect(read(idIn(own))).toMatchObject({ branch: admin.bakery.brb, phone: null, email: null })
  })

  it.each([
    [{ ...form, name: '' }, 'name-problem', 'Type a name.'],
    [{ ...form, name: 'x'.repeat(81) }, 'name-problem', 'At most 80 characters.'],
    [{ ...form, name: 'corner CAFé' }, 'name-problem', 'called so already'],
    [{ ...form, name: 'planted deli' }, 'name-problem', 'called so already'],
    [{ name: 'Nothing' }, 'supplier-problem', 'Choose at least one.'],
    [{ ...form, name: 'A', phone: 'call me' }, 'phone-problem', 'At most 40 digits'],
    [{ ...form, name: 'A', email: 'nowhere' }, 'email-problem', 'not an e-mail address'],
    [{ ...form, name: '<script>alert(1)</script>', email: '"' }, 'email-problem', 'not an e-mail address'],
  ])('asks again for %j, with what was typed', async (wrong, where, problem) => {
    const response = await send(routes.partners, wrong)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(new RegExp(`id="${where}"[^>]*>([^<]*)<`).exec(html)?.[1]).toContain(problem)
    expect(html).not.toContain('<script>alert')
    expect(wrong.name !== 'A' || html.includes('value="A"')).toBe(true)
  })

  it('asks a super admin again whose it is', async () => {
    for (const whose of ['999', 'x']) {
      const response = await send(routes.partners, { ...form, name: 'Whose', whose }, boss)
      expect([whose, response.status]).toEqual([whose, 422])
      expect(await response.text()).toContain('Choose the company or one of its branches.')
    }
  })
})

describe('one of them', () => {
  it('is a page with its facts, open orders and prices', async () => {
    const html = await page(links.partner(admin.bakery.cafe))
    for (const text of ['Corner Café', 'BRA-SO-00001', '20 Nov 2026', 'looked after by a super admin'])
      expect(html).toContain(text)
    expect(html).not.toContain(links.editPartner(admin.bakery.cafe))
    expect(await page(links.partner(ours))).toContain('href="mailto:deli@example.org"')
  })

  it('is changed by who may, and keeps what was typed when it is not taken', async () => {
    const edit = links.editPartner(ours)
    expect(await page(edit)).toContain('value="Our Deli"')
    const taken = await send(edit, { name: 'Planted Deli', customer: 'yes', phone: '7', email: '' })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('value="Planted Deli"')
    const response = await send(edit, {
      name: 'Our Deli',
      customer: 'yes',
      supplier: 'yes',
      phone: '',
      email: '',
    })
    expect([response.status, response.headers.get('location')]).toEqual([303, links.partner(ours)])
    expect(read(ours)).toMatchObject({ isSupplier: true, email: null, branch: admin.bakery.bra })
  })

  it('does not become one branch’s own while another has orders of it', async () => {
    const { cafe, bra, brb } = admin.bakery
    const form = { name: 'Corner Café', customer: 'yes' }
    const response = await send(links.editPartner(cafe), { ...form, whose: String(brb) }, boss)
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/id="whose-problem"[^>]*>Another branch has orders of it/)
    await send(links.editPartner(cafe), { ...form, whose: String(bra) }, boss)
    expect(read(cafe)?.branch).toBe(bra)
    await send(links.editPartner(cafe), { ...form, whose: '' }, boss)
    expect(read(cafe)?.branch).toBeNull()
  })

  it('is retired and used again, twice alike', async () => {
    for (const retired of ['yes', 'yes', 'no', 'no']) {
      const response = await send(links.partnerRetired(ours), { retired })
      expect(response.headers.get('location')).toBe(links.partner(ours))
      expect(read(ours)?.isRetired).toBe(retired === 'yes')
    }
  })

  it('is answered as if it were not there, to who may not see or change it', async () => {
    const { cafe } = admin.bakery
    const form = { name: 'Mine now', customer: 'yes', retired: 'yes' }
    expect((await admin.get(links.partner(theirs), { cookie: manager })).status).toBe(404)
    for (const id of [theirs, cafe, 999_999]) {
      expect((await admin.get(links.editPartner(id), { cookie: manager })).status).toBe(404)
      for (const path of [links.editPartner(id), links.partnerRetired(id)])
        expect([path, (await send(path, form)).status]).toEqual([path, 404])
    }
    expect(read(theirs)).toMatchObject({ name: 'Planted Deli', isRetired: false })
    expect(read(cafe)).toMatchObject({ name: 'Corner Café', isRetired: false })
  })
})
