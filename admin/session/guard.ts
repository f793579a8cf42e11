import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Branch } from '../../core/branches/read-branches.ts'
import { ALL_BRANCHES, onlyBranch, readBranchesIn, type Scope } from '../../core/branches/scope.ts'
import { readPerson, type Person } from '../../core/people/read-person.ts'
import type { AdminDeps } from '../deps.ts'
import { isFragment } from '../page.tsx'
import { links, ownAddress, routes } from '../paths.ts'
import { endSession, readSession } from './session-cookie.ts'
import type { AdminEnv, Visitor } from './visitor.ts'

const VIEW_COOKIE = 'scanbook-branch'

/** Lets signed-in managers and super admins through, with their scope; everybody else goes to the sign-in. */
export function requireVisitor(deps: AdminDeps): MiddlewareHandler<AdminEnv> {
  const visitorOf = createVisitorOf(deps)
  return async (c, next) => {
    const visitor = await visitorOf(c)
    if (visitor === undefined) return await toSignIn(c)
    c.set('visitor', visitor)
    return await next()
  }
}

/** Who a request comes from, as of now: asked again, the answer may be another. undefined: nobody who may be here. */
export function createVisitorOf({
  readers,
  clock,
  cookieKey,
}: AdminDeps): (c: Context) => Promise<Visitor | undefined> {
  return async (c) => {
    const session = await readSession(c, cookieKey, clock.now())
    const person = session === undefined ? undefined : await readPerson(readers.whole, session.person)
    if (person === undefined || person.sessionVersion !== session?.version) return undefined
    const authority = authorityOf(person)
    if (authority === undefined) return undefined
    const reader = readers.of(authority)
    const branches = readBranchesIn(authority, reader)
    const view = viewOf(c, authority, branches)
    return { person, authority, view, reader, viewReader: readers.of(view), branches }
  }
}

/** Whose books a person may steer; undefined: none here. Operators work at a station, where they see no cost. */
export function authorityOf(person: Person): Scope | undefined {
  if (!person.isActive || person.isService || person.role === 'operator') return undefined
  if (person.role === 'super_admin') return ALL_BRANCHES
  return person.branch === null ? undefined : onlyBranch(person.branch)
}

/** Keeps which branch a super admin looks at; '' for all. */
export function chooseView(c: Context, branch: string): void {
  setCookie(c, VIEW_COOKIE, branch, { path: routes.home, httpOnly: true, sameSite: 'Lax' })
}

function viewOf(c: Context, authority: Scope, branches: readonly Branch[]): Scope {
  if (authority.kind === 'branch') return authority
  const chosen = branches.find(({ id }) => String(id) === getCookie(c, VIEW_COOKIE))
  return chosen === undefined ? authority : onlyBranch(chosen.id)
}

async function toSignIn(c: Context): Promise<Response> {
  endSession(c)
  const isPage = c.req.method === 'GET' && !isFragment(c)
  const address = links.signIn({
    next: isPage ? ownAddress(c.req.path + new URL(c.req.url).search) : undefined,
  })
  if (!isFragment(c)) return c.redirect(address, 303)
  // A fragment would land inside the page; htmx goes to this address instead.
  c.header('HX-Redirect', address)
  return await Promise.resolve(c.body(null, 401))
}
