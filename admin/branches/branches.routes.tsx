import { Hono, type Context } from 'hono'
import { hasDocuments, hindrancesOf, type Hindrance } from '../../core/branches/branch-hindrances.ts'
import { readBranch, type Branch } from '../../core/branches/read-branches.ts'
import { sees } from '../../core/branches/scope.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { NotHere } from '../errors.tsx'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { untilSeen } from '../until-seen.ts'
import { filledFrom, nameAndZoneForm, nameForm, newBranchForm, numbersForm, readLock } from './branch-form.ts'
import { BranchPage } from './branch.views.tsx'
import { BranchesPage, NewBranchPage } from './branches.views.tsx'

const { adminBranches: text } = words
const { problems: say } = text
const SECTION = 'branches'

/** Branches: a super admin opens and closes them; what they work by, and their locked period, is a manager's too. */
export function branchesRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  app.get(routes.branches, (c) => {
    const { branches, authority } = c.get('visitor')
    const page = <BranchesPage branches={branches} mayAdd={authority.kind === 'all'} />
    return show(c, { title: text.title, section: SECTION }, page)
  })
  app.route('/', newBranchRoutes(deps, show))
  app.route('/', branchRoutes(deps, show))
  return app
}

function newBranchRoutes({ branches }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const showNew = (c: Context<AdminEnv>, filled: Filled, problems: Problems = {}) =>
    show(
      c,
      { title: text.add.title, section: SECTION, status: statusOf(problems) },
      <NewBranchPage filled={filled} problems={problems} />,
    )
  app.get(routes.newBranch, (c) => {
    mustSteerAll(c)
    return showNew(c, { timeZone: c.get('visitor').branches[0]?.timeZone ?? '' })
  })
  app.post(routes.branches, async (c) => {
    mustSteerAll(c)
    const filled = textsOf(await c.req.parseBody())
    const fields = readFields(newBranchForm, filled)
    if (!fields.ok) return await showNew(c, filled, fields.problems)
    const id = await branches.add(fields.value)
    if (id === 'prefix_taken') return await showNew(c, filled, { prefix: say.prefixTaken })
    return await toBranchWhen(c, id, () => true)
  })
  return app
}

/** What is wrong with a form of the page, or with the branch itself. */
interface Wrong {
  readonly filled?: Filled
  readonly problems?: Problems
  readonly inTheWay?: readonly Hindrance[]
}

function branchRoutes({ branches, clock, formats }: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const app = new Hono<AdminEnv>()
  const todayIn = ({ timeZone }: Branch): string => formats.businessDay(clock.now(), timeZone)
  const showBranch = (c: Context<AdminEnv>, branch: Branch, wrong?: Wrong) => {
    const { authority, reader } = c.get('visitor')
    return show(
      c,
      { title: branch.name, section: SECTION, status: wrong === undefined ? 200 : 422 },
      <BranchPage
        branch={branch}
        maySteerAll={authority.kind === 'all'}
        isZoneFixed={hasDocuments(reader, branch.id)}
        today={todayIn(branch)}
        filled={wrong?.filled ?? filledFrom(branch)}
        problems={wrong?.problems ?? {}}
        inTheWay={wrong?.inTheWay ?? []}
      />,
    )
  }

  app.get(routes.branchPage, (c) => showBranch(c, branchIn(c)))
  // Where a form was sent and its answer is loaded again, or a branch was chosen on it.
  app.get(routes.branchForm, (c) => c.redirect(links.branch(branchIn(c).id), 303))

  app.post(routes.branchLock, async (c) => {
    const branch = branchIn(c)
    const mayReopen = c.get('visitor').authority.kind === 'all'
    const filled = filledOver(branch, textsOf(await c.req.parseBody()))
    const read = readLock(filled, { today: todayIn(branch), mayReopen })
    if (!read.ok) return await showBranch(c, branch, { filled, problems: read.problems })
    const problem = await branches.lock(branch.id, read.value, mayReopen)
    if (problem !== undefined)
      return await showBranch(c, branch, { filled, problems: { until: say.earlier } })
    return await toBranchWhen(c, branch.id, ({ lockedUntil }) => lockedUntil === read.value)
  })

  app.post(routes.branchNumbers, async (c) => {
    const branch = branchIn(c)
    const sent = textsOf(await c.req.parseBody())
    const fields = readFields(numbersForm, sent)
    const filled = { ...filledOver(branch, sent), shortfall: sent['shortfall'] ?? '' }
    if (!fields.ok) return await showBranch(c, branch, { filled, problems: fields.problems })
    const { tolerance, expiry, shortfall } = fields.value
    const numbers = { usageTolerance: tolerance, expiryWarningDays: expiry, issuesShortfall: shortfall }
    await branches.setNumbers(branch.id, numbers)
    return await toBranchWhen(c, branch.id, (now) =>
      Object.entries(numbers).every(([name, value]) => now[name as keyof Branch] === value),
    )
  })

  app.post(routes.branchName, async (c) => {
    mustSteerAll(c)
    const branch = branchIn(c)
    const filled = filledOver(branch, textsOf(await c.req.parseBody()))
    const isFixed = hasDocuments(c.get('visitor').reader, branch.id)
    const fields = isFixed ? readFields(nameForm, filled) : readFields(nameAndZoneForm, filled)
    if (!fields.ok) return await showBranch(c, branch, { filled, problems: fields.problems })
    const called = { timeZone: branch.timeZone, ...fields.value }
    if ((await branches.rename(branch.id, called)) === 'zone_fixed')
      return await showBranch(c, branch, { filled, problems: { timeZone: say.zoneFixed } })
    return await toBranchWhen(c, branch.id, ({ name }) => name === called.name)
  })

  app.post(routes.branchRetired, async (c) => {
    mustSteerAll(c)
    const branch = branchIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    if (!(await branches.setRetired(branch.id, isRetired)))
      return await showBranch(c, branch, { inTheWay: hindrancesOf(c.get('visitor').reader, branch.id) })
    return await toBranchWhen(c, branch.id, (now) => now.isRetired === isRetired)
  })
  return app
}

/** One form was sent; the others on the page are as they were. */
const filledOver = (branch: Branch, sent: Filled): Filled => ({ ...filledFrom(branch), ...sent })

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)

function mustSteerAll(c: Context<AdminEnv>): void {
  if (c.get('visitor').authority.kind !== 'all') throw new NotHere()
}

/** The branch in the address, where it is of the visitor's authority; NotHere for every other. */
function branchIn(c: Context<AdminEnv>): Branch {
  const { authority, reader } = c.get('visitor')
  const branch = readBranch(reader, rowIdIn(c, 'branch') as BranchId)
  if (branch === undefined || !sees(authority, branch.id)) throw new NotHere()
  return branch
}

async function toBranchWhen(
  c: Context<AdminEnv>,
  id: BranchId,
  isWritten: (branch: Branch) => boolean,
): Promise<Response> {
  await untilSeen(() => {
    const branch = readBranch(c.get('visitor').reader, id)
    return branch !== undefined && isWritten(branch)
  })
  return c.redirect(links.branch(id), 303)
}
