import { catalogued, type Write } from '../../database/catalogue.ts'
import type { BranchId, PersonId } from '../../kernel/ids.ts'
import { assigning, renaming, settingActive } from '../../people/change-person.ts'
import type { Role } from '../../people/create-person.ts'
import { mayManage, type Standing } from '../../people/roles.ts'
import { branchesFor, branchIn, nameKey, readTaken, type Branches } from '../book-facts.ts'
import { choice, required, text, yesNo, type CellsOf } from '../cells.ts'
import { changesOf, yesOrNo } from '../changes.ts'
import { importer, Tally, type CheckContext, type Row } from '../importer.ts'
import { parsed, problem, refused, type Parsed, type Problem } from '../problem.ts'

const ROLES: Readonly<Record<Role, readonly string[]>> = {
  operator: ['user', 'regular user', 'cashier', 'baker'],
  manager: ['branch manager'],
  super_admin: ['super admin', 'admin', 'administrator'],
}

const columns = {
  login: required(text(30, { example: 'thandi', aliases: ['username', 'user'] })),
  name: text(60, { example: 'Thandi Mokoena', aliases: ['fullname', 'displayname'] }),
  role: choice(ROLES, { example: 'operator' }),
  branch: text(6, { example: 'BRA', aliases: ['branchid', 'branchprefix'] }),
  active: yesNo({ example: 'yes', aliases: ['isactive', 'enabled'] }),
}
type Cells = CellsOf<typeof columns>

interface KnownPerson extends Standing {
  readonly name: string
  readonly isActive: boolean
}
interface Known {
  readonly people: ReadonlyMap<string, KnownPerson>
  readonly taken: ReadonlySet<string>
  readonly branches: Branches
}

/**
 * Who works here. No passwords, PINs or badges come by a table: they are given to each person in the admin app. A role
 * or branch that changes ends open sessions; who leaves loses badge and PIN.
 */
export const people = importer('people', {
  columns,
  check(rows, context) {
    const tally = new Tally()
    const known: Known = {
      people: readPeople(context),
      taken: readTaken(context.whole, 'SELECT login FROM person', nameKey),
      branches: branchesFor(context),
    }
    for (const row of rows) checkRow(row, known, context, tally)
    return tally
  },
})

function checkRow({ line, cells }: Row<Cells>, known: Known, context: CheckContext, tally: Tally): void {
  const login = nameKey(cells.login)
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(login)) return tally.refuse(line, 'login', problem('not_a_login'))
  if (tally.isTwice(line, 'login', login)) return
  const before = known.people.get(login)
  if (before === undefined && known.taken.has(login))
    return tally.refuse(line, 'login', problem('used_elsewhere', cells.login))
  const after = personAfter(cells, before, known)
  if (!after.ok) return tally.refuse(line, after.column, after.problem)
  if (before === undefined) return addPerson(line, login, after.value, context, tally)
  const details = differences(before, after.value, known.branches)
  const wrong = details.length === 0 ? undefined : problemOf(before, after.value, context)
  if (wrong !== undefined) return tally.refuse(line, '', wrong)
  return tally.differs(line, after.value.name, details, changing(before, after.value, context.now))
}

interface After {
  readonly name: string
  readonly role: Role
  readonly branch: BranchId | null
  readonly isActive: boolean
}
type ReadAfter =
  | { readonly ok: true; readonly value: After }
  | { readonly ok: false; readonly column: keyof Cells; readonly problem: Problem }

function personAfter(cells: Cells, before: KnownPerson | undefined, { branches }: Known): ReadAfter {
  const name = cells.name ?? before?.name
  if (name === undefined) return { ok: false, column: 'name', problem: problem('required', 'name') }
  const role = cells.role ?? before?.role
  if (role === undefined) return { ok: false, column: 'role', problem: problem('required', 'role') }
  const branch = branchOf(cells, role, before, branches)
  if (!branch.ok) return { ok: false, column: 'branch', problem: branch.problem }
  return {
    ok: true,
    value: { name, role, branch: branch.value, isActive: cells.active ?? before?.isActive ?? true },
  }
}

function branchOf(
  { branch: prefix }: Cells,
  role: Role,
  before: KnownPerson | undefined,
  branches: Branches,
): Parsed<BranchId | null> {
  const branch =
    prefix === undefined &&
    before !== undefined &&
    (before.role === 'super_admin') === (role === 'super_admin')
      ? parsed(before.branch)
      : role === 'super_admin' && prefix === undefined
        ? parsed(null)
        : branches.read(prefix)
  if (!branch.ok) return branch
  return (role === 'super_admin') === (branch.value === null) ? branch : refused(problem('branch_of_role'))
}

const ADD = catalogued(
  'person.imported',
  'INSERT INTO person (login, name, role, branch, password_hash, is_active) VALUES (?1, ?2, ?3, ?4, NULL, ?5)',
  { by: 'offices' },
)

function addPerson(line: number, login: string, after: After, context: CheckContext, tally: Tally): void {
  if (!mayManage(actorOf(context), { id: 0 as PersonId, ...after }))
    return tally.refuse(line, 'role', problem('role_not_yours'))
  const { name, role, branch, isActive } = after
  return tally.isNew(
    line,
    name,
    [],
    [
      {
        sql: ADD,
        args: [login, name, role, branch, isActive ? 1 : 0],
      },
    ],
  )
}

function problemOf(before: KnownPerson, after: After, context: CheckContext): Problem | undefined {
  const actor = actorOf(context)
  if (!mayManage(actor, before) || !mayManage(actor, { id: before.id, ...after }))
    return problem('role_not_yours')
  const isTheirs = before.id === actor.id
  const isMore =
    before.role !== after.role || before.branch !== after.branch || before.isActive !== after.isActive
  return isTheirs && isMore ? problem('yourself') : undefined
}

const actorOf = ({ authority }: CheckContext): Standing => ({
  id: authority.person,
  role: authority.role,
  branch: authority.branch,
})

/** As the page of a person does it (core/people/change-person.ts): each of these ends sessions that must not go on. */
function changing(before: KnownPerson, { name, role, branch, isActive }: After, now: number): Write[] {
  const id = before.id
  return [
    renaming(id, name),
    assigning(id, { role, branch }),
    ...(before.isActive === isActive ? [] : settingActive(id, { isActive, now })),
  ]
}

function differences(before: KnownPerson, after: After, { prefixOf }: Branches): string[] {
  return changesOf([
    ['name', before.name, after.name],
    ['role', before.role, after.role],
    ['branch', prefixOf(before.branch), prefixOf(after.branch)],
    ['active', yesOrNo(before.isActive), yesOrNo(after.isActive)],
  ])
}

/** Those who work or worked here now; other systems have names too and no place in a table of people. */
function readPeople({ reader, authority }: CheckContext): ReadonlyMap<string, KnownPerson> {
  return new Map(
    reader
      .all('SELECT id, login, name, role, branch, is_active FROM person WHERE is_service = 0')
      .map(([id, login, name, role, branch, isActive]): [string, KnownPerson] => [
        nameKey(String(login)),
        {
          id: Number(id) as PersonId,
          name: String(name),
          role: role as Role,
          branch: branchIn(branch),
          isActive: isActive === 1,
        },
      ])
      .filter(([, { branch }]) => authority.branch === null || branch === authority.branch),
  )
}
