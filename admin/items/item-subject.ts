import type { Context } from 'hono'
import { readItem, type Item } from '../../core/items/read-item.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { found, NotHere } from '../errors.tsx'
import { itemIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'

/** The item in the address, as far as the visitor sees it; NotHere for everybody else. */
export function visibleItemIn(c: Context<AdminEnv>): Item {
  return found(readItem(c.get('visitor').reader, itemIn(c)))
}

/** One that the visitor may change; the others are answered as if they were not there. */
export function ownItemIn(c: Context<AdminEnv>): Item {
  const item = visibleItemIn(c)
  if (!mayChange(c.get('visitor'), item)) throw new NotHere()
  return item
}

interface Owned {
  readonly branch: BranchId | null
}

/** The company's are a super admin's to change; a branch's own, its manager's too. */
export function mayChange({ person }: Visitor, { branch }: Owned): boolean {
  return person.role === 'super_admin' || (branch !== null && branch === person.branch)
}

/** A price is theirs to note whose the item is, and theirs whose own the supplier is. */
export function mayPrice(visitor: Visitor, item: Owned, supplier: Owned): boolean {
  return mayChange(visitor, item) || mayChange(visitor, supplier)
}
