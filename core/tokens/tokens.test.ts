import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openScopedReaders, type ScopedReaders } from '../branches/scoped-readers.ts'
import { onlyBranch } from '../branches/scope.ts'
import { verifyBook } from '../book/verify/verify-book.ts'
import { createPerson, type Role } from '../people/create-person.ts'
import { readOperators, readWorker } from '../people/read-operators.ts'
import { readPeople } from '../people/read-people.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { loginOf, makeToken, revokeToken, type MadeToken } from './make-token.ts'
import { findBearer, mayHandleToken, readToken, readTokens } from './read-tokens.ts'
import { derivedTokenText, newTokenText, tokenHash } from './token-text.ts'

let bakery: Bakery
let readers: ScopedReaders
beforeAll(async () => {
  bakery = await openBakery()
  readers = openScopedReaders(bakery.path)
})
afterAll(() => {
  readers.close()
  bakery.close()
})

async function make(name: string, role: Role, of?: 'BRA' | 'BRB'): Promise<MadeToken> {
  const branch = of === undefined ? null : { id: of === 'BRA' ? bakery.bra : bakery.brb, prefix: of }
  const made = await makeToken(bakery.central, { name, role, branch, madeBy: bakery.zanele, now: TEST_NOW })
  if (made === 'name_taken') throw new Error(`${name} is taken`)
  return made
}

describe('a token', () => {
  it('is found by itself and by nothing else', async () => {
    const { token, person, login } = await make('Webshop', 'manager', 'BRA')
    expect(token).toMatch(/^scb_[\w-]{43}$/)
    expect(login).toBe('api-bra-webshop')
    expect(findBearer(readers.whole, token)).toMatchObject({
      id: person,
      name: 'Webshop',
      role: 'manager',
      branch: bakery.bra,
    })
    for (const other of ['', 'scb_', token.slice(0, -1), `${token}a`, token.toUpperCase(), newTokenText()])
      expect(findBearer(readers.whole, other)).toBeUndefined()
    expect(findBearer(readers.whole, tokenHash(token))).toBeUndefined()
  })

  it('is kept nowhere: the book has its hash alone', async () => {
    const { token } = await make('Nowhere', 'operator', 'BRA')
    const rows = bakery.reader.all('SELECT * FROM api_token JOIN person ON person.id = api_token.person')
    expect(JSON.stringify(rows)).not.toContain(token.slice(4))
    expect(JSON.stringify(rows)).toContain(tokenHash(token))
  })

  it('ends when it is revoked, twice as well as once, and its person with the last one', async () => {
    const first = await make('Till', 'operator', 'BRB')
    const second = await make('Till', 'operator', 'BRB')
    expect(second.person).toBe(first.person)
    await revokeToken(bakery.central, first.id, TEST_NOW + 1)
    await revokeToken(bakery.central, first.id, TEST_NOW + 2)
    expect(findBearer(readers.whole, first.token)).toBeUndefined()
    expect(readToken(readers.whole, first.id)?.revokedAt).toBe(TEST_NOW + 1)
    expect(findBearer(readers.whole, second.token)).toBeDefined()
    await revokeToken(bakery.central, second.id, TEST_NOW + 3)
    expect(findBearer(readers.whole, second.token)).toBeUndefined()
    expect(isActive(first)).toBe(0)
    const third = await make('Till', 'operator', 'BRB')
    expect([third.person, isActive(third)]).toEqual([first.person, 1])
    expect(findBearer(readers.whole, first.token)).toBeUndefined()
  })

  it('takes over nobody: not a person with its login, nor a system of another role', async () => {
    await createPerson(bakery.central, {
      login: 'API-BRA-Anna',
      name: 'Anna',
      role: 'manager',
      branch: bakery.bra,
      passwordHash: null,
    })
    await make('Scale', 'operator', 'BRA')
    const taking = { branch: { id: bakery.bra, prefix: 'BRA' }, madeBy: null, now: TEST_NOW } as const
    for (const [name, role] of [
      ['Anna', 'manager'],
      ['Scale', 'manager'],
    ] as const)
      expect(await makeToken(bakery.central, { ...taking, name, role })).toBe('name_taken')
  })

  it('is seen by its own branch and by those who see all', async () => {
    const own = await make('Seen', 'operator', 'BRA')
    const everywhere = await make('Everything', 'super_admin')
    const bra = readers.of(onlyBranch(bakery.bra))
    const brb = readers.of(onlyBranch(bakery.brb))
    expect(readToken(bra, own.id)?.branchPrefix).toBe('BRA')
    expect(readToken(brb, own.id)).toBeUndefined()
    expect(readToken(bra, everywhere.id)).toBeUndefined()
    expect(readTokens(brb).every(({ branch }) => branch === bakery.brb)).toBe(true)
    expect(readTokens(readers.whole).map(({ id }) => id)).toEqual(
      expect.arrayContaining([own.id, everywhere.id]),
    )
  })

  it('works for no one at a kiosk, and is not one of the people', async () => {
    const { person } = await make('Robot', 'operator', 'BRA')
    expect(readOperators(bakery.reader, bakery.bra).map(({ id }) => id)).not.toContain(person)
    expect(readWorker(bakery.reader, bakery.bra, person)).toBeUndefined()
    const people = readPeople(onlyBranch(bakery.bra), bakery.reader, { isActive: true })
    expect(people.map(({ id }) => id)).not.toContain(person)
  })

  it('leaves the books in order', () => {
    expect(verifyBook(bakery.reader)).toMatchObject({ ok: true })
  })
})

describe('a login', () => {
  it.each([
    ['Webshop', 'BRA', 'api-bra-webshop'],
    ['  Café – till  2 ', 'BRB', 'api-brb-cafe-till-2'],
    ['Ledger', undefined, 'api-ledger'],
    ['x'.repeat(90), undefined, `api-${'x'.repeat(36)}`],
  ] as const)('of %s in %s', (name, prefix, login) => {
    expect(loginOf(name, prefix)).toBe(login)
  })
})

describe('a derived token', () => {
  it('is the same for the same secret and login, and no other', () => {
    const one = derivedTokenText('secret', 'api-bra-till')
    expect(one).toMatch(/^scb_[\w-]{43}$/)
    expect(derivedTokenText('secret', 'api-bra-till')).toBe(one)
    expect(derivedTokenText('secret', 'api-brb-till')).not.toBe(one)
    expect(derivedTokenText('other', 'api-bra-till')).not.toBe(one)
  })
})

describe('who may handle a token', () => {
  const bra = 1 as typeof bakery.bra
  const brb = 2 as typeof bakery.bra
  const actor = (role: Role, branch: typeof bra | null) => ({ id: 1 as MadeToken['person'], role, branch })
  it.each([
    [actor('super_admin', null), 'super_admin', null, true],
    [actor('super_admin', null), 'operator', brb, true],
    [actor('manager', bra), 'manager', bra, true],
    [actor('manager', bra), 'operator', bra, true],
    [actor('manager', bra), 'manager', brb, false],
    [actor('manager', bra), 'super_admin', null, false],
    [actor('operator', bra), 'operator', bra, false],
  ] as const)('%o for %s of %s: %s', (who, role, branch, may) => {
    expect(mayHandleToken(who, { role, branch })).toBe(may)
  })
})

function isActive({ person }: MadeToken): unknown {
  return bakery.reader.get('SELECT is_active FROM person WHERE id = ?1', person)?.[0]
}
