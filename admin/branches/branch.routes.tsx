import { Hono, type Context } from 'hono'
import { hasDocuments, hindrancesOf, type Hindrance } from '../../core/branches/branch-hindrances.ts'
import { readOldBooksLimits } from '../../core/branches/old-books-rows.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { filledFrom, nameAndZoneForm, nameForm, numbersForm, readLock } from './branch-form.ts'
import { branchIn, mustSteerAll, toBranch } from './branch-subject.ts'
import { BranchPage } from './branch.views.tsx'
import { filledFromLimits, readLimits } from './old-books-form.ts'

const { problems: say } = words.adminBranches
const SECTION = 'branches'

/** What is wrong with a form of the page, or with the branch itself. */
interface Wrong {
  readonly filled?: Filled
  readonly problems?: Problems
  readonly inTheWay?: readonly Hindrance[]
}

/** The page of a branch, with what is wrong where a form was not taken. */
function createShowBranch({ clock, formats }: AdminDeps, show: ShowPage) {
  return (c: Context<AdminEnv>, branch: Branch, wrong?: Wrong) => {
    const { authority, reader } = c.get('visitor')
    return show(
      c,
      { title: branch.name, section: SECTION, status: wrong === undefined ? 200 : 422 },
      <BranchPage
        branch={branch}
        maySteerAll={authority.kind === 'all'}
        isZoneFixed={hasDocuments(reader, branch.id)}
        today={formats.businessDay(clock.now(), branch.timeZone)}
        filled={wrong?.filled ?? filledOver(c, branch, {})}
        problems={wrong?.problems ?? {}}
        inTheWay={wrong?.inTheWay ?? []}
      />,
    )
  }
}

/** One branch: its locked period and what it works by, for its manager and super admins. */
export function branchRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { branches, clock, formats } = deps
  const app = new Hono<AdminEnv>()
  const showBranch = createShowBranch(deps, show)

  app.get(routes.branchPage, (c) => showBranch(c, branchIn(c)))
  // Where a form was sent and its answer is loaded again, or a branch was chosen on it.
  app.get(routes.branchForm, (c) => c.redirect(links.branch(branchIn(c).id), 303))

  app.post(routes.branchLock, async (c) => {
    const branch = branchIn(c)
    const mayReopen = c.get('visitor').authority.kind === 'all'
    const filled = filledOver(c, branch, textsOf(await c.req.parseBody()))
    const read = readLock(filled, { today: formats.businessDay(clock.now(), branch.timeZone), mayReopen })
    if (!read.ok) return await showBranch(c, branch, { filled, problems: read.problems })
    const problem = await branches.lock(branch.id, read.value, mayReopen)
    if (problem !== undefined)
      return await showBranch(c, branch, { filled, problems: { until: say.earlier } })
    return toBranch(c, branch.id)
  })

  app.post(routes.branchNumbers, async (c) => {
    const branch = branchIn(c)
    const sent = textsOf(await c.req.parseBody())
    const fields = readFields(numbersForm, sent)
    const filled = { ...filledOver(c, branch, sent), shortfall: sent['shortfall'] ?? '' }
    if (!fields.ok) return await showBranch(c, branch, { filled, problems: fields.problems })
    const { tolerance, expiry, shortfall } = fields.value
    const numbers = { usageTolerance: tolerance, expiryWarningDays: expiry, issuesShortfall: shortfall }
    await branches.setNumbers(branch.id, numbers)
    return toBranch(c, branch.id)
  })

  app.post(routes.branchOldBooks, async (c) => {
    const branch = branchIn(c)
    const filled = filledOver(c, branch, textsOf(await c.req.parseBody()))
    const read = readLimits(filled)
    if (!read.ok) return await showBranch(c, branch, { filled, problems: read.problems })
    await branches.setOldBooks(branch.id, read.value)
    return toBranch(c, branch.id)
  })

  app.route('/', steeringRoutes(deps, show))
  return app
}

/** What a branch is called, and whether it is open: for super admins. */
function steeringRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { branches } = deps
  const app = new Hono<AdminEnv>()
  const showBranch = createShowBranch(deps, show)

  app.post(routes.branchName, async (c) => {
    mustSteerAll(c)
    const branch = branchIn(c)
    const filled = filledOver(c, branch, textsOf(await c.req.parseBody()))
    const isFixed = hasDocuments(c.get('visitor').reader, branch.id)
    const fields = isFixed ? readFields(nameForm, filled) : readFields(nameAndZoneForm, filled)
    if (!fields.ok) return await showBranch(c, branch, { filled, problems: fields.problems })
    const called = { timeZone: branch.timeZone, ...fields.value }
    if ((await branches.rename(branch.id, called)) === 'zone_fixed')
      return await showBranch(c, branch, { filled, problems: { timeZone: say.zoneFixed } })
    return toBranch(c, branch.id)
  })

  app.post(routes.branchRetired, async (c) => {
    mustSteerAll(c)
    const branch = branchIn(c)
    const isRetired = textsOf(await c.req.parseBody())['retired'] === 'yes'
    if (!(await branches.setRetired(branch.id, isRetired)))
      return await showBranch(c, branch, { inTheWay: hindrancesOf(c.get('visitor').reader, branch.id) })
    return toBranch(c, branch.id)
  })
  return app
}

/** One form was sent; the others on the page are as they were. */
const filledOver = (c: Context<AdminEnv>, branch: Branch, sent: Filled): Filled => ({
  ...filledFrom(branch),
  ...filledFromLimits(readOldBooksLimits(c.get('visitor').reader, branch.id)),
  ...sent,
})
