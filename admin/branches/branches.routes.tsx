import { Hono, type Context } from 'hono'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { readFields, textsOf, type Filled, type Problems } from '../form.ts'
import type { ShowPage } from '../page.tsx'
import { routes } from '../paths.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { newBranchForm } from './branch-form.ts'
import { branchRoutes } from './branch.routes.tsx'
import { mustSteerAll, toBranch } from './branch-subject.ts'
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
    return toBranch(c, id)
  })
  return app
}

const statusOf = (problems: Problems): 200 | 422 => (Object.keys(problems).length === 0 ? 200 : 422)
