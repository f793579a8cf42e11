import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ownCode } from '../../core/barcodes/own-codes.ts'
import { parseScan } from '../../core/barcodes/parse-scan.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { encodePassword } from '../../core/people/passwords.ts'
import { readBadgeHolder } from '../../core/people/badges.ts'
import { createPinGate } from '../../core/people/pins.ts'
import { writePeople } from '../../core/people/write-people.ts'
import { readPersonByLogin } from '../../core/people/read-person.ts'
import { links, routes } from '../paths.ts'
import { openAdmin, PASSWORD, PEPPER, type Admin } from '../testing/open-admin.ts'
import { uncatalogued } from '../../core/testing/uncatalogued.ts'

let admin: Admin
let manager: string
let boss: string
const open = async (): Promise<void> => {
  admin = await openAdmin()
  manager = await admin.signIn('pieter')
  boss = await admin.signIn('naledi')
}
const close = (): Promise<void> => admin.close()

const idOf = async (login: string): Promise<PersonId> => {
  const person = await readPersonByLogin(admin.bakery.reader, login)
  if (person === undefined) throw new Error(`nobody is called ${login}`)
  return person.id
}
const personOf = (login: string) => readPersonByLogin(admin.bakery.reader, login)
const page = async (path: string, cookie: string): Promise<string> =>
  await (await admin.get(path, { cookie })).text()
const send = (path: string, form: Record<string, string>, cookie = manager) =>
  admin.post(path, form, { cookie })
const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<a href="\/admin\/people\/\d+">([^<]+)</g)].map(([, name]) => name ?? '')

/** The badge that the page of a person offers to make: what it replaces goes with the form. */
async function makeBadge(person: PersonId, cookie = manager): Promise<Response> {
  const instead = /name="instead" value="(\d*)"/.exec(await page(links.person(person), cookie))?.[1] ?? ''
  return await send(links.personBadge(person), { instead }, cookie)
}

describe('the list of people', () => {
  beforeAll(open)
  afterAll(close)

  it('is a manager’s own branch, and for a super admin everybody or the branch they look at', async () => {
    expect(rowsOf(await page(routes.people, manager))).toEqual([
      'Palesa D.',
      'Pieter Botha',
      'Sipho K.',
      'Thandi M.',
    ])
    expect(rowsOf(await page(routes.people, boss))).toEqual([
      'Palesa D.',
      'Pieter Botha',
      'Sipho K.',
      'Thandi M.',
      'Ayesha Patel',
      'Bongani S.',
      'Naledi Khumalo',
      'Zanele N.',
    ])
    const ofBrb = `${boss}; scanbook-branch=${admin.bakery.brb}`
    expect(rowsOf(await page(routes.people, ofBrb))).toEqual(['Ayesha Patel', 'Bongani S.'])
  })

  it('says what opens a station for each', async () => {
    await admin.bakery.central.batch([
      { sql: uncatalogued(`UPDATE person SET pin_verifier = 'x' WHERE login = 'sipho'`), args: [] },
    ])
    await makeBadge(await idOf('thandi'))
    const rows = (await page(routes.people, manager)).split('<tr')
    expect(rows.find((row) => row.includes('Sipho K.'))).toMatch(/>Set</)
    expect(rows.find((row) => row.includes('Thandi M.'))).toContain('since 20 Nov 2026')
  })

  it('is searched by name, and by a super admin narrowed to a role or a branch', async () => {
    expect(rowsOf(await page(links.people({ text: 'BOTHA' }), manager))).toEqual(['Pieter Botha'])
    expect(rowsOf(await page(links.people({ text: 'sipho' }), manager))).toEqual(['Sipho K.'])
    expect(await page(links.people({ text: 'ayesha' }), manager)).toContain('Nobody here matches the filter.')
    expect(await page(routes.people, manager)).not.toContain('name="role"')
    const narrowed = async (query: Record<string, string>) => rowsOf(await page(links.people(query), boss))
    expect(await narrowed({ role: 'super_admin' })).toEqual(['Naledi Khumalo', 'Zanele N.'])
    expect(await narrowed({ branch: 'none', text: 'zan' })).toEqual(['Zanele N.'])
    expect(await narrowed({ branch: String(admin.bakery.brb), role: 'manager' })).toEqual([
      'Ayesha Patel',
      'Bongani S.',
    ])
    expect(await narrowed({ branch: 'x', role: 'king' })).toHaveLength(8)
  })

  it('says what will be here where nobody is', async () => {
    expect(await page(links.people({ state: 'gone' }), manager)).toContain('Nobody has left.')
  })
})

describe('adding a person', () => {
  beforeAll(open)
  afterAll(close)

  it('gives a manager an operator of their own branch, whatever the form says', async () => {
    const form = { name: ' Nomsa B. ', login: 'nomsa', role: 'super_admin', branch: String(admin.bakery.brb) }
    const response = await send(routes.people, form)
    expect(response.headers.get('location')).toBe(links.person(await idOf('nomsa')))
    expect(await personOf('nomsa')).toMatchObject({
      name: 'Nomsa B.',
      role: 'operator',
      branch: admin.bakery.bra,
      passwordHash: null,
    })
    expect(await page(routes.newPerson, manager)).not.toContain('name="role"')
  })

  it('gives a super admin whom they choose', async () => {
    const branch = String(admin.bakery.brb)
    await send(routes.people, { name: 'Lindiwe', login: 'lindiwe', role: 'manager', branch }, boss)
    expect(await personOf('lindiwe')).toMatchObject({ role: 'manager', branch: admin.bakery.brb })
    await send(routes.people, { name: 'Zola', login: 'zola', role: 'super_admin', branch: '' }, boss)
    expect(await personOf('zola')).toMatchObject({ role: 'super_admin', branch: null })
  })

  it.each([
    [{ name: '', login: 'nomsa' }, 'Type a name.'],
    [{ name: 'x'.repeat(61), login: 'nomsa' }, 'At most 60 characters.'],
    [{ name: 'Nomsa', login: '' }, 'Two to 30 small letters'],
    [{ name: 'Nomsa', login: 'No Msa' }, 'Two to 30 small letters'],
    [{ name: 'Nomsa', login: 'thandi' }, 'Somebody has this short name already'],
    [{ name: 'Nomsa', login: 'ayesha' }, 'Somebody has this short name already'],
    [{ name: '<script>alert(1)</script>', login: 'x"' }, 'Two to 30 small letters'],
    [{}, 'Two to 30 small letters'],
  ])('asks again for %j', async (form, problem) => {
    const response = await send(routes.people, form as Record<string, string>)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(problem)
    expect(html).not.toContain('<script>alert')
  })

  it.each([
    [{ role: 'manager', branch: '' }, 'Choose a branch.'],
    [{ role: 'super_admin', branch: '1' }, 'A super admin belongs to no branch.'],
    [{ role: 'manager', branch: '999' }, 'Choose a branch.'],
    [{ role: 'king', branch: '1' }, 'Choose a role.'],
  ])('asks a super admin again for %j', async (form, problem) => {
    const response = await send(routes.people, { name: 'Buhle', login: 'buhle', ...form }, boss)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(problem)
    expect(await personOf('buhle')).toBeUndefined()
  })
})

describe('a PIN', () => {
  beforeAll(open)
  afterAll(close)

  const check = async (login: string, pin: string) =>
    createPinGate({ outbox: admin.outbox, reader: admin.bakery.reader, pepper: PEPPER }).check(
      await idOf(login),
      pin,
      admin.clock.at,
    )

  it('is set, works at a station, is never shown, and is taken away', async () => {
    const thandi = await idOf('thandi')
    const response = await send(links.personPin(thandi), { pin: '4711', again: '4711' })
    expect(response.headers.get('location')).toBe(links.person(thandi))
    expect((await check('thandi', '4711')).result).toBe('right')
    expect(await page(links.person(thandi), manager)).not.toContain('4711')
    await send(links.personPinCleared(thandi), {})
    expect((await check('thandi', '4711')).result).toBe('none')
  })

  it.each([
    [{ pin: '4711', again: '4712' }, 'The two PINs are not the same.'],
    [{ pin: '1111', again: '1111' }, 'Not the same digit again and again'],
    [{ pin: '1234', again: '1234' }, 'Not digits in a row'],
    [{ pin: '47', again: '47' }, 'A PIN has at least 4 digits.'],
    [{ pin: '12ab', again: '12ab' }, 'A PIN has digits only.'],
    [{ pin: '471104711', again: '471104711' }, 'A PIN has at most 8 digits.'],
    [{}, 'A PIN has at least 4 digits.'],
  ])('is asked again for %j, without saying it', async (form, problem) => {
    const response = await send(links.personPin(await idOf('sipho')), form as Record<string, string>)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(problem)
    for (const typed of Object.values(form)) expect(html).not.toContain(`value="${typed}"`)
    expect((await personOf('sipho'))?.pinVerifier).toBeNull()
  })

  it('that is new lets somebody try again who was locked out here', async () => {
    await send(links.personPin(await idOf('thandi')), { pin: '4711', again: '4711' })
    for (let tries = 0; tries < 6; tries++) await check('thandi', '0815')
    expect((await check('thandi', '4711')).result).toBe('locked')
    await send(links.personPin(await idOf('thandi')), { pin: '0816', again: '0816' })
    expect((await check('thandi', '0816')).result).toBe('right')
  })
})

describe('a badge', () => {
  beforeAll(open)
  afterAll(close)

  /** What a scanner would read off the page: only the test's own eyes on the issued code. */
  async function issued(login: string): Promise<{ html: string; response: Response; code: string }> {
    const before = admin.issuedCodes.length
    const response = await makeBadge(await idOf(login))
    const [code = ''] = admin.issuedCodes.slice(before)
    return { html: await response.text(), response, code }
  }

  it('is shown once, uncached and in no address, and is its person’s', async () => {
    const { html, response, code } = await issued('thandi')
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('location')).toBeNull()
    expect(html).toContain('Thandi M.')
    expect(html).toContain('<svg')
    expect(html).not.toContain(code)
    expect(readBadgeHolder(admin.bakery.reader, code)).toMatchObject({ name: 'Thandi M.' })
    const thandi = await idOf('thandi')
    expect(await page(links.person(thandi), manager)).not.toContain('<svg width')
    expect((await admin.get(links.personBadge(thandi), { cookie: manager })).status).toBe(303)
    expect(admin.reported).toEqual([])
  })

  it('is not made again when its page is loaded again: the printed one would stop working', async () => {
    const { code } = await issued('thandi')
    const again = await send(links.personBadge(await idOf('thandi')), { instead: '' })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('That badge was shown already.')
    expect(readBadgeHolder(admin.bakery.reader, code)).toMatchObject({ name: 'Thandi M.' })
  })

  it('stops with the next one, and with being revoked', async () => {
    const { code: first } = await issued('thandi')
    admin.clock.at += 60_000
    const { code: second } = await issued('thandi')
    expect(readBadgeHolder(admin.bakery.reader, first)).toBe('revoked')
    await send(links.personBadgeRevoked(await idOf('thandi')), {})
    expect(readBadgeHolder(admin.bakery.reader, second)).toBe('revoked')
    expect(await page(links.person(await idOf('thandi')), manager)).toContain('They have no badge.')
  })

  it('carries what a station reads as a badge', async () => {
    const { code } = await issued('thandi')
    const scanned = parseScan(ownCode.badge(code), { scalePatterns: [], today: '2026-11-20' })
    expect(scanned).toEqual({ kind: 'badge', code })
  })
})

describe('what a person is', () => {
  beforeEach(open)
  afterEach(close)

  it('is renamed by who looks after them', async () => {
    await send(links.personName(await idOf('sipho')), { name: 'Sipho Khumalo' })
    expect((await personOf('sipho'))?.name).toBe('Sipho Khumalo')
    expect((await send(links.personName(await idOf('sipho')), { name: ' ' })).status).toBe(422)
  })

  it('is changed by a super admin, and ends the old session', async () => {
    const pieter = await idOf('pieter')
    await send(links.personRole(pieter), { role: 'manager', branch: String(admin.bakery.brb) }, boss)
    expect(await personOf('pieter')).toMatchObject({ branch: admin.bakery.brb })
    const response = await admin.get(routes.people, { cookie: manager })
    expect(response.headers.get('location')).toMatch(/^\/admin\/sign-in/)
  })

  it('ends: no sign-in, no badge, no session, until they come back', async () => {
    const pieter = await idOf('pieter')
    await send(links.personActive(pieter), { active: 'no' }, boss)
    expect((await admin.get(routes.people, { cookie: manager })).status).toBe(303)
    await expect(admin.signIn('pieter')).rejects.toThrow('not let in: 422')
    expect(rowsOf(await page(links.people({ state: 'gone' }), boss))).toEqual(['Pieter Botha'])
    for (const path of [links.personPin(pieter), links.personBadge(pieter)])
      expect((await send(path, { pin: '4711', again: '4711', instead: '' }, boss)).status).toBe(404)
    await send(links.personActive(pieter), { active: 'yes' }, boss)
    expect(await admin.signIn('pieter')).toContain('scanbook=')
  })

  it('lets a manager in once they have a password of ten characters', async () => {
    const branch = String(admin.bakery.bra)
    await send(routes.people, { name: 'Nomsa', login: 'nomsa', role: 'manager', branch }, boss)
    const nomsa = await idOf('nomsa')
    const set = (password: string, again: string) =>
      send(links.personPassword(nomsa), { password, again }, boss)
    expect(await (await set('short', 'short')).text()).toContain('At least 10 characters.')
    expect(await (await set('croissant at five', 'croissant at six')).text()).toContain(
      'The two passwords are not the same.',
    )
    await expect(admin.signIn('nomsa')).rejects.toThrow('422')
    expect((await set(` ${PASSWORD} `, ` ${PASSWORD} `)).status).toBe(303)
    const response = await admin.post(routes.signIn, { login: 'nomsa', password: ` ${PASSWORD} ` })
    expect(response.status).toBe(303)
  })
})

describe('a manager', () => {
  beforeAll(open)
  afterAll(close)

  const everyForm = (person: PersonId): (readonly [string, Record<string, string>])[] => [
    [links.personName(person), { name: 'Hacked' }],
    [links.personRole(person), { role: 'manager', branch: '1' }],
    [links.personActive(person), { active: 'no' }],
    [links.personPin(person), { pin: '4711', again: '4711' }],
    [links.personPinCleared(person), {}],
    [links.personPassword(person), { password: 'croissant!', again: 'croissant!' }],
    [links.personBadge(person), { instead: '' }],
    [links.personBadgeRevoked(person), {}],
  ]

  it.each(['ayesha', 'bongani', 'naledi', 'zanele', 'palesa'])('can do nothing to %s', async (login) => {
    const before = await personOf(login)
    const id = await idOf(login)
    for (const [path, form] of everyForm(id))
      expect([path, (await send(path, form)).status]).toEqual([path, 404])
    expect(await personOf(login)).toEqual(before)
    expect(admin.bakery.reader.all('SELECT * FROM badge')).toEqual([])
  })

  it.each(['ayesha', 'naledi'])('does not even find %s', async (login) => {
    const strange = await admin.get(links.person(await idOf(login)), { cookie: manager })
    const nobody = await admin.get('/admin/people/999999', { cookie: manager })
    expect([strange.status, nobody.status]).toEqual([404, 404])
    const main = (html: string): string => html.slice(html.indexOf('<main'))
    expect(main(await strange.text())).toBe(main(await nobody.text()))
  })

  it('gives themselves a PIN and a badge, and nothing else', async () => {
    const pieter = await idOf('pieter')
    expect((await send(links.personPin(pieter), { pin: '4711', again: '4711' })).status).toBe(303)
    expect((await makeBadge(pieter)).status).toBe(200)
    for (const path of [links.personActive(pieter), links.personRole(pieter), links.personPassword(pieter)])
      expect((await send(path, { active: 'no', role: 'super_admin', branch: '' })).status).toBe(404)
  })

  it('neither makes an operator something else nor gives them a password', async () => {
    const thandi = await idOf('thandi')
    for (const [path, form] of [
      [links.personRole(thandi), { role: 'manager', branch: String(admin.bakery.bra) }],
      [links.personPassword(thandi), { password: 'croissant!', again: 'croissant!' }],
    ] as const)
      expect((await send(path, form)).status).toBe(404)
    expect(await page(links.person(thandi), manager)).not.toContain('name="role"')
  })
})

describe('a super admin', () => {
  beforeAll(open)
  afterAll(close)

  it('neither leaves nor demotes themselves', async () => {
    const naledi = await idOf('naledi')
    const role = { role: 'manager', branch: String(admin.bakery.bra) }
    expect((await send(links.personActive(naledi), { active: 'no' }, boss)).status).toBe(404)
    expect((await send(links.personRole(naledi), role, boss)).status).toBe(404)
    expect(await personOf('naledi')).toMatchObject({ isActive: true, role: 'super_admin' })
  })
})

describe('signing out everywhere', () => {
  beforeEach(open)
  afterEach(close)

  const isIn = async (cookie: string) => (await admin.get(routes.home, { cookie })).status === 200

  it('ends every session of one’s own at once, and lets one in again', async () => {
    const [here, elsewhere] = [manager, await admin.signIn('pieter')]
    const pieter = await idOf('pieter')
    expect(await page(links.person(pieter), here)).toContain('Ends all your sessions at once')
    const response = await send(links.personSignedOut(pieter), {}, here)
    expect(response.headers.get('location')).toBe('/admin/sign-in?out=everywhere')
    expect(response.headers.get('set-cookie')).toMatch(/^scanbook=;/)
    expect([await isIn(here), await isIn(elsewhere), await isIn(boss)]).toEqual([false, false, true])
    expect(await page('/admin/sign-in?out=everywhere', '')).toContain('You are signed out everywhere')
    expect(await isIn(await admin.signIn('pieter'))).toBe(true)
  })

  it('ends those of whom one looks after, twice alike', async () => {
    const pieter = await idOf('pieter')
    for (let times = 0; times < 2; times++) {
      const cookies = [await admin.signIn('pieter'), await admin.signIn('pieter')]
      const response = await send(links.personSignedOut(pieter), {}, boss)
      expect(await page(response.headers.get('location') ?? '', boss)).toContain(
        'All their sessions are ended.',
      )
      expect(await Promise.all(cookies.map(isIn))).toEqual([false, false])
    }
    expect(await isIn(boss)).toBe(true)
  })

  it('is not done to anybody else: another manager, a super admin, another branch', async () => {
    const before = await Promise.all(
      ['palesa', 'naledi', 'ayesha'].map(async (login) => (await personOf(login))?.sessionVersion),
    )
    for (const login of ['palesa', 'naledi', 'ayesha'])
      expect((await send(links.personSignedOut(await idOf(login)), {})).status).toBe(404)
    const after = await Promise.all(
      ['palesa', 'naledi', 'ayesha'].map(async (login) => (await personOf(login))?.sessionVersion),
    )
    expect(after).toEqual(before)
    expect(await isIn(boss)).toBe(true)
  })
})

describe('another system', () => {
  beforeEach(open)
  afterEach(close)

  it('is not among the people, gets no PIN, badge or password, and never signs in', async () => {
    const { central, bra, reader } = admin.bakery
    const encoded = await encodePassword(PASSWORD, { n: 1024, r: 8, p: 1 })
    const [[row] = []] = await central.batch([
      {
        sql: uncatalogued(`INSERT INTO person (login, name, role, branch, password_hash, is_service)
          VALUES ('till', 'Till', 'manager', ?1, ?2, 1) RETURNING id`),
        args: [bra, encoded],
      },
    ])
    const till = Number(row?.[0]) as PersonId
    expect(await page(routes.people, boss)).not.toContain('Till')
    for (const path of [
      links.personPin(till),
      links.personBadge(till),
      links.personPassword(till),
      links.personSignedOut(till),
    ])
      expect((await send(path, { pin: '4711', again: '4711', password: 'long enough' }, boss)).status).toBe(
        404,
      )
    const writes = writePeople({ central, pepper: PEPPER, outbox: admin.outbox })
    await writes.setPin(till, '4711')
    await writes.issueBadge(till, admin.clock.at)
    await writes.setPassword(till, 'another')
    expect(reader.get('SELECT pin_verifier, password_hash FROM person WHERE id = ?1', till)).toEqual([
      null,
      encoded,
    ])
    expect(reader.get('SELECT count(*) FROM badge WHERE person = ?1', till)).toEqual([0])
    expect((await admin.post(routes.signIn, { login: 'till', password: PASSWORD })).status).toBe(403)
  })
})
