import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from '../people/create-person.ts'
import type { Standing } from '../people/roles.ts'
import { isTokenText, tokenHash } from './token-text.ts'

/** Who a request works as. */
export interface TokenBearer extends Standing {
  readonly token: string
  readonly name: string
}

const BEARER = `SELECT t.id, p.id, p.name, p.role, p.branch FROM api_token t CROSS JOIN person p ON p.id = t.person
  WHERE t.token_hash = ?1 AND t.revoked_at IS NULL AND p.is_active = 1`

/**
 * Whose token this is; undefined: nobody's, or not any more. Looked up by its hash: how long that takes says nothing
 * about a token that is there. The reader sees the whole book, as one does before a request has a scope.
 */
export function findBearer(reader: Reader, text: string): TokenBearer | undefined {
  if (!isTokenText(text)) return undefined
  const row = reader.get(BEARER, tokenHash(text))
  if (row === undefined) return undefined
  const [token, id, name, role, branch] = row
  return {
    token: String(token),
    id: Number(id) as PersonId,
    name: String(name),
    role: role as Role,
    branch: branch === null ? null : (Number(branch) as BranchId),
  }
}

/** A token as those who look after connections see it: everything but itself. */
export interface TokenCard {
  readonly id: string
  readonly name: string
  readonly login: string
  readonly role: Role
  readonly branch: BranchId | null
  readonly branchPrefix: string | undefined
  /** IANA zone of its branch; undefined for all branches. */
  readonly zone: string | undefined
  readonly madeAt: number
  /** undefined: somebody with a shell on the machine. */
  readonly madeBy: string | undefined
  readonly revokedAt: number | undefined
}

const CARD = `SELECT t.id, p.name, p.login, p.role, p.branch, b.prefix, b.time_zone, t.made_at, m.name, t.revoked_at
  FROM api_token t CROSS JOIN person p ON p.id = t.person
  LEFT JOIN branch b ON b.id = p.branch LEFT JOIN person m ON m.id = t.made_by`

/**
 * The tokens that the reader may see, in use first, then the newest. Not paged: the systems that connect to a company
 * are few, and of those that did the newest are shown.
 */
export function readTokens(reader: Reader): TokenCard[] {
  return reader
    .all(`${CARD} ORDER BY t.revoked_at IS NOT NULL, t.made_at DESC, t.id DESC LIMIT ?1`, CARDS_MAX)
    .map(toCard)
}

/** One of them; undefined: there is none that the reader may see. */
export function readToken(reader: Reader, id: string): TokenCard | undefined {
  const row = reader.get(`${CARD} WHERE t.id = ?1`, id)
  return row === undefined ? undefined : toCard(row)
}

const CARDS_MAX = 500

function toCard(row: Row): TokenCard {
  const [id, name, login, role, branch, prefix, zone, madeAt, madeBy, revokedAt] = row
  return {
    id: String(id),
    name: String(name),
    login: String(login),
    role: role as Role,
    branch: branch === null ? null : (Number(branch) as BranchId),
    branchPrefix: prefix === null ? undefined : String(prefix),
    zone: zone === null ? undefined : String(zone),
    madeAt: Number(madeAt),
    madeBy: madeBy === null ? undefined : String(madeBy),
    revokedAt: typeof revokedAt === 'number' ? revokedAt : undefined,
  }
}

/**
 * Whether somebody may make or revoke a token of this standing: a super admin every one, a manager those of their own
 * branch that may do no more than they do.
 */
export function mayHandleToken(actor: Standing, token: Pick<Standing, 'role' | 'branch'>): boolean {
  if (actor.role === 'super_admin') return true
  return actor.role === 'manager' && token.role !== 'super_admin' && token.branch === actor.branch
}
