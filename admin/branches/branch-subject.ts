import type { Context } from 'hono'
import { readBranch, type Branch } from '../../core/branches/read-branches.ts'
import { sees } from '../../core/branches/scope.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { NotHere } from '../errors.tsx'
import { links } from '../paths.ts'
import { rowIdIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'

/** What only a super admin does is not there for anybody else. */
export function mustSteerAll(c: Context<AdminEnv>): void {
  if (c.get('visitor').authority.kind !== 'all') throw new NotHere()
}

/** The branch in the address, where it is of the visitor's authority; NotHere for every other. */
export function branchIn(c: Context<AdminEnv>): Branch {
  const { authority, reader } = c.get('visitor')
  const branch = readBranch(reader, rowIdIn(c, 'branch') as BranchId)
  if (branch === undefined || !sees(authority, branch.id)) throw new NotHere()
  return branch
}

/** To the page of a branch. */
export function toBranch(c: Context<AdminEnv>, id: BranchId): Response {
  return c.redirect(links.branch(id), 303)
}
