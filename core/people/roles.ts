import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

/** What decides who may do what: a role, and where it counts. */
export interface Standing {
  readonly id: PersonId
  readonly role: Role
  readonly branch: BranchId | null
}

/** Whether a role may allow what an operator may not do alone: the step-up of every workflow. */
export function mayApprove(role: Role): boolean {
  return role !== 'operator'
}

/**
 * Whether one person may change another: a super admin everybody, a manager the operators of their own branch.
 * Everyone else nobody.
 */
export function mayManage(actor: Standing, subject: Standing): boolean {
  if (actor.role === 'super_admin') return true
  return actor.role === 'manager' && subject.role === 'operator' && subject.branch === actor.branch
}

/** Whether one person may give another a PIN or a badge: whom they manage, and themselves. */
export function mayGiveKeys(actor: Standing, subject: Standing): boolean {
  return mayManage(actor, subject) || (actor.id === subject.id && actor.role === 'manager')
}

/**
 * Whether one person may end another's work here, or change their role and branch. Nobody does that to themselves, so
 * that the last super admin cannot lock everybody out by mistake.
 */
export function mayDismiss(actor: Standing, subject: Standing): boolean {
  return actor.id !== subject.id && mayManage(actor, subject)
}

/** Whether one person may say what another is, and where: super admins only. */
export function mayAssign(actor: Standing, subject: Standing): boolean {
  return actor.role === 'super_admin' && actor.id !== subject.id
}
