import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import { openBakery, TEST_NOW, type Bakery } from '../testing/bakery.ts'
import { addPerson, assignPerson, renamePerson, setPassword, setPersonActive } from './change-person.ts'
import type { Role } from './create-person.ts'
import { readOperators, readWorker } from './read-operators.ts'
import { readPeople, readPersonCard } from './read-people.ts'
import { mayApprove, mayAssign, mayDismiss, mayGiveKeys, mayManage, type Standing } from './roles.ts'

let bakery: Bakery
beforeEach(async () => {
  bakery = await openBakery()
})
afterEach(() => bakery.close())

const versionOf = (person: PersonId) =>
  bakery.reader.get('SELECT session_version FROM person WHERE id = ?1', person)?.[0]

describe('somebody new', () => {
  it('is there, unless somebody has the login in whatever case', async () => {
    const { central, reader, bra } = bakery
    const person = {
      login: 'Nomsa',
      name: 'Nomsa B.',
      role: 'operator',
      branch: bra,
      passwordHash: null,
    } as const
    const id = await addPerson(central, person)
    expect(readPersonCard(ALL_BRANCHES, reader, id as PersonId)).toMatchObject({
      login: 'Nomsa',
      name: 'Nomsa B.',
      branchPrefix: 'BRA',
      isActive: true,
      hasPin: false,
      badgeSince: undefined,
    })
    expect(await addPerson(central, { ...person, login: 'nomsa' })).toBe('login_taken')
    expect(await addPerson(central, { ...person, login: 'THANDI' })).toBe('login_taken')
  })

  it('is not a super admin of a branch', async () => {
    const nowhere = { login: 'x', name: 'X', role: 'operator', branch: null, passwordHash: null } as const
    await expect(addPerson(bakery.central, nowhere)).rejects.toThrow('a super admin has no branch')
    await expect(
      assignPerson(bakery.central, bakery.thandi, { role: 'super_admin', branch: bakery.bra }),
    ).rejects.toThrow('a super admin has no branch')
  })
})

describe('what ends the sessions of somebody', () => {
  it.each([
    ['another role', (b: Bakery) => assignPerson(b.central, b.thandi, { role: 'manager', branch: b.bra }), 2],
    [
      'another branch',
      (b: Bakery) => assignPerson(b.central, b.thandi, { role: 'operator', branch: b.brb }),
      2,
    ],
    [
      'the same again',
      (b: Bakery) => assignPerson(b.central, b.thandi, { role: 'operator', branch: b.bra }),
      1,
    ],
    ['leaving', (b: Bakery) => setPersonActive(b.central, b.thandi, { isActive: false, now: TEST_NOW }), 2],
    [
      'being here already',
      (b: Bakery) => setPersonActive(b.central, b.thandi, { isActive: true, now: TEST_NOW }),
      1,
    ],
    ['a password', (b: Bakery) => setPassword(b.central, b.thandi, 'scrypt$…'), 2],
    ['a name', (b: Bakery) => renamePerson(b.central, b.thandi, 'Thandi Mokoena'), 1],
  ])('%s', async (_, change, version) => {
    await change(bakery)
    expect(versionOf(bakery.thandi)).toBe(version)
  })
})

describe('who works at a station', () => {
  it('are the active people of its branch, with their role', async () => {
    const { central, reader, bra, brb, thandi, palesa } = bakery
    expect(readOperators(reader, bra)).toEqual([
      { id: palesa, name: 'Palesa D.', role: 'manager', hasPin: false, version: 1 },
      { id: thandi, name: 'Thandi M.', role: 'operator', hasPin: false, version: 1 },
    ])
    await setPersonActive(central, thandi, { isActive: false, now: TEST_NOW })
    expect(readOperators(reader, bra).map(({ id }) => id)).toEqual([palesa])
    expect(readWorker(reader, bra, thandi)).toBeUndefined()
    expect(readWorker(reader, brb, palesa)).toBeUndefined()
  })

  it('and super admins, at every one', () => {
    const { reader, bra, brb, zanele } = bakery
    for (const branch of [bra, brb])
      expect(readWorker(reader, branch, zanele)).toMatchObject({ name: 'Zanele N.', role: 'super_admin' })
    expect(readWorker(reader, bra, 999_999 as PersonId)).toBeUndefined()
  })
})

describe('the list of people', () => {
  it('is that of a scope; super admins are seen where all are', async () => {
    const { central, reader, bra, thandi, bongani, zanele } = bakery
    const namesIn = (scope = ALL_BRANCHES, isActive = true) =>
      readPeople(scope, reader, { isActive }).map(({ name }) => name)
    expect(namesIn()).toEqual(['Palesa D.', 'Thandi M.', 'Bongani S.', 'Zanele N.'])
    expect(namesIn(onlyBranch(bra))).toEqual(['Palesa D.', 'Thandi M.'])
    for (const stranger of [bongani, zanele])
      expect(readPersonCard(onlyBranch(bra), reader, stranger)).toBeUndefined()
    await setPersonActive(central, thandi, { isActive: false, now: TEST_NOW })
    expect(namesIn(onlyBranch(bra))).toEqual(['Palesa D.'])
    expect(namesIn(onlyBranch(bra), false)).toEqual(['Thandi M.'])
  })
})

describe('who may do what', () => {
  const of = (id: number, role: Role, branch: number | null): Standing => ({
    id: id as PersonId,
    role,
    branch: branch as BranchId | null,
  })
  const admin = of(1, 'super_admin', null)
  const otherAdmin = of(2, 'super_admin', null)
  const manager = of(3, 'manager', 1)
  const otherManager = of(4, 'manager', 1)
  const operator = of(5, 'operator', 1)
  const stranger = of(6, 'operator', 2)

  it.each([
    ['a super admin, another', admin, otherAdmin, [true, true, true, true]],
    ['a super admin, themselves', admin, admin, [true, true, false, false]],
    ['a super admin, a manager', admin, manager, [true, true, true, true]],
    ['a super admin, an operator', admin, operator, [true, true, true, true]],
    ['a manager, an operator of theirs', manager, operator, [true, true, true, false]],
    ['a manager, another branch’s', manager, stranger, [false, false, false, false]],
    ['a manager, themselves', manager, manager, [false, true, false, false]],
    ['a manager, another manager', manager, otherManager, [false, false, false, false]],
    ['a manager, a super admin', manager, admin, [false, false, false, false]],
    ['an operator, themselves', operator, operator, [false, false, false, false]],
  ])('%s: manage, keys, dismiss, assign', (_, actor, subject, expected) => {
    const may = [mayManage, mayGiveKeys, mayDismiss, mayAssign].map((rule) => rule(actor, subject))
    expect(may).toEqual(expected)
  })

  it('managers and super admins approve', () => {
    expect((['operator', 'manager', 'super_admin'] as const).map(mayApprove)).toEqual([false, true, true])
  })
})
