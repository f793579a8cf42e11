import type { Context } from 'hono'
import { ALL_BRANCHES, onlyBranch, type Scope } from '../../../core/branches/scope.ts'
import type { ScopedReaders } from '../../../core/branches/scoped-readers.ts'
import { findBearer, type TokenBearer } from '../../../core/tokens/read-tokens.ts'
import { invariant } from '../../../core/kernel/invariant.ts'
import { apiError } from '../http/errors.ts'
import type { Caller } from '../operation.ts'

const BEARER = /^Bearer +(\S+)$/i

/** Whose token a request carries; undefined: it carries none that is in use. */
export function bearerOf(c: Context, readers: ScopedReaders): TokenBearer | undefined {
  const token = BEARER.exec(c.req.header('authorization') ?? '')?.[1]
  return token === undefined ? undefined : findBearer(readers.whole, token)
}

/** Who asks, by the token of the request; throws 401 without one that is in use. */
export function authenticate(c: Context, readers: ScopedReaders): Caller {
  const bearer = bearerOf(c, readers)
  if (bearer === undefined) throw unknown(c)
  const scope = scopeOf(bearer)
  return {
    bearer,
    scope,
    reader: readers.of(scope),
    lookingAt(branch) {
      const view = onlyBranch(branch)
      invariant(scope.kind === 'all' || scope.branch === branch, 'a caller looks at what they may see')
      return { scope: view, reader: readers.of(view) }
    },
  }
}

function unknown(c: Context): Error {
  const challenge = 'Bearer realm="scanbook"'
  return c.req.header('authorization') === undefined
    ? apiError('token_missing', { headers: { 'www-authenticate': challenge } })
    : apiError('token_unknown', { headers: { 'www-authenticate': `${challenge}, error="invalid_token"` } })
}

function scopeOf({ role, branch }: TokenBearer): Scope {
  if (role === 'super_admin') return ALL_BRANCHES
  invariant(branch !== null, 'everyone but a super admin has a branch')
  return onlyBranch(branch)
}
