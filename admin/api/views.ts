import type { z } from 'zod'
import type { PlaceLabel } from '../../core/book/move-line.ts'
import { readBranchesIn, type Scope } from '../../core/branches/scope.ts'
import { readBranch, type Branch } from '../../core/branches/read-branches.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { ItemLabel } from '../../core/items/item-label.ts'
import { invalid } from './http/errors.ts'
import { problem } from './http/problems.ts'
import type { Call } from './operation.ts'
import type { itemLabel, place } from './schemas.ts'

export function showItem({ id, code, name, kind }: ItemLabel): z.infer<typeof itemLabel> {
  return { id, code, name, kind }
}

export function showPlace({ id, kind, counterpart, serial }: PlaceLabel): z.infer<typeof place> {
  return { id, kind, counterpart: counterpart ?? null, run: serial ?? null }
}

/** What a list looks at: all that the caller sees, or one branch of it. */
export interface View {
  readonly scope: Scope
  readonly reader: Reader
  readonly branches: readonly Branch[]
  readonly prefixOf: (branch: number) => string
}

type AnyCall = Call<unknown, unknown, unknown>

/** By the prefix that a query names. One that is not the caller's is as unknown as one that is not there. */
export function viewOf({ caller }: AnyCall, prefix?: string, field = 'query.branch'): View {
  const seen = readBranchesIn(caller.scope, caller.reader)
  const asked = prefix === undefined ? undefined : seen.find((branch) => branch.prefix === prefix)
  if (prefix !== undefined && asked === undefined) throw invalid([problem(field, 'unknown')])
  const { scope, reader } = asked === undefined ? caller : caller.lookingAt(asked.id)
  const prefixes = new Map(seen.map(({ id, prefix: of }) => [Number(id), of]))
  return {
    scope,
    reader,
    branches: asked === undefined ? seen : [asked],
    prefixOf: (branch) => prefixes.get(branch) ?? '',
  }
}

/** Whoever sees one branch is asked for no other: one row, for every document that is posted. */
function ownBranch({ caller: { scope, reader } }: AnyCall): Branch | undefined {
  return scope.kind === 'branch' ? readBranch(reader, scope.branch) : undefined
}

/** The branch something is made in: the one it names, or the caller's own. */
export function branchFor(call: AnyCall, prefix: string | undefined): Branch {
  const own = ownBranch(call)
  if (own !== undefined && (prefix === undefined || prefix === own.prefix)) return own
  const { branches } = viewOf(call, prefix, 'body.branch')
  const [only, another] = branches
  if (only === undefined || another !== undefined) throw invalid([problem('body.branch', 'required')])
  return only
}
