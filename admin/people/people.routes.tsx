import { Hono, type Context } from 'hono'
import { ROLES } from '../../core/people/create-person.ts'
import { readPeople } from '../../core/people/read-people.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { askedListIn } from '../list-address.ts'
import { choiceIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { NewPersonPage } from './new-person.views.tsx'
import { PeoplePage, type PeopleList } from './people.views.tsx'
import { nameForm, newPersonForm, readAssignment } from './person-form.ts'
import { readFields, textsOf } from '../form.ts'
import type { Filled, Problems } from '../form.ts'
import { createPersonAnswers } from './person-answers.tsx'
import { subjectFor, subjectIn } from './subject.ts'

const { adminPeople: text } = words

/** The people of a branch: who they are and what they may do. Managers look after the operators of their branch. */
export function peopleRoutes({ people, clock }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const { showPerson, back } = createPersonAnswers(show)

  app.get(routes.people, (c) => {
    const visitor = c.get('visitor')
    const list = askedPeopleIn(c)
    const found = readPeople(visitor.view, visitor.viewReader, {
      isActive: list.state === 'here',
      text: list.text,
      role: ROLES.find((role) => role === list.role),
      branch:
        list.branch === 'none' ? null : visitor.branches.find(({ id }) => String(id) === list.branch)?.id,
    })
    return show(
      c,
      { title: text.title, section: 'people' },
      <PeoplePage people={found} list={list} visitor={visitor} />,
    )
  })

  app.route('/', newPersonRoutes({ people }, show))

  app.get(routes.person, (c) => showPerson(c, subjectIn(c)))
  // Where a form was sent and its answer is loaded again, or a branch was chosen on it.
  app.get(routes.personForm, (c) => c.redirect(links.person(subjectIn(c).card.id), 303))

  app.post(routes.personName, async (c) => {
    const subject = subjectFor(c, 'manage')
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(nameForm, filled)
    if (!fields.ok) return await showPerson(c, subject, { problems: fields.problems, filled })
    await people.rename(subject.card.id, fields.value.name)
    return back(c, subject)
  })

  app.post(routes.personRole, async (c) => {
    const subject = subjectFor(c, 'assign')
    const filled = textsOf(await c.req.parseBody())
    const assignment = readAssignment(filled, c.get('visitor').branches)
    if (!assignment.ok) return await showPerson(c, subject, { problems: assignment.problems, filled })
    await people.assign(subject.card.id, assignment.value)
    return back(c, subject)
  })

  app.post(routes.personActive, async (c) => {
    const subject = subjectFor(c, 'dismiss')
    const isActive = textsOf(await c.req.parseBody())['active'] === 'yes'
    await people.setActive(subject.card.id, isActive, clock.now())
    return back(c, subject)
  })
  return app
}

/** Adding somebody: a manager adds operators of their branch, a super admin whom they choose. */
function newPersonRoutes({ people }: Pick<AdminDeps, 'people'>, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems) =>
    show(
      c,
      { title: text.add.title, section: 'people', status: Object.keys(problems).length === 0 ? 200 : 422 },
      <NewPersonPage visitor={c.get('visitor')} filled={filled} problems={problems} />,
    )

  app.get(routes.newPerson, (c) => showNew(c, {}, {}))

  app.post(routes.people, async (c) => {
    const { person: visitor, branches } = c.get('visitor')
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(newPersonForm, filled)
    // A manager adds operators of their own branch, whatever the form says.
    const assignment =
      visitor.role === 'super_admin'
        ? readAssignment(filled, branches)
        : ({ ok: true, value: { role: 'operator', branch: visitor.branch } } as const)
    if (!fields.ok || !assignment.ok)
      return await showNew(c, filled, {
        ...(fields.ok ? {} : fields.problems),
        ...(assignment.ok ? {} : assignment.problems),
      })
    const id = await people.add({ ...fields.value, ...assignment.value, passwordHash: null })
    if (id === 'login_taken') return await showNew(c, filled, { login: text.problems.loginTaken })
    return c.redirect(links.person(id), 303)
  })
  return app
}

/** What the address of the list asks for; a role or branch that is none is none. */
function askedPeopleIn(c: Context<AdminEnv>): PeopleList {
  const { branches } = c.get('visitor')
  return {
    state: choiceIn(c, 'state', ['here', 'gone']),
    text: askedListIn(c, ['name']).text,
    role: choiceIn(c, 'role', ['', ...ROLES]),
    branch: choiceIn(c, 'branch', ['', 'none', ...branches.map(({ id }) => String(id))]),
  }
}
