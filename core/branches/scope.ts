import type { Reader } from '../database/reader.ts'
import type { BranchId } from '../kernel/ids.ts'
import { readBranches, type Branch } from './read-branches.ts'

/**
 * Whose books a person may see: the first argument of every read of the book, so that none can be made without it
 * (design section 3: every book lives in one branch).
 */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'branch'; readonly branch: BranchId }

export const ALL_BRANCHES: Scope = { kind: 'all' }

export function onlyBranch(branch: BranchId): Scope {
  return { kind: 'branch', branch }
}

/** Whether something that belongs to `branch` may be shown. What may not is answered as if it were not there. */
export function sees(scope: Scope, branch: BranchId): boolean {
  return scope.kind === 'all' || scope.branch === branch
}

/** The branches whose books may be shown, by prefix. */
export function readBranchesIn(scope: Scope, reader: Reader): Branch[] {
  return readBranches(reader).filter(({ id }) => sees(scope, id))
}

/**
 * A list over branches, read branch by branch and merged: each read names its branch and is served by that branch's
 * index, however long the history of all of them is.
 */
export function readAcross<Entry>(
  scope: Scope,
  reader: Reader,
  list: {
    readonly limit: number
    readonly read: (branch: Branch, limit: number) => readonly Entry[]
    readonly compare: (one: Entry, other: Entry) => number
  },
): Entry[] {
  const branches = readBranchesIn(scope, reader)
  return branches
    .flatMap((branch) => list.read(branch, list.limit))
    .toSorted(list.compare)
    .slice(0, list.limit)
}
