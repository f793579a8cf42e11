import { uuidv7 } from 'uuidv7'
import { catalogued } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import { invariant } from '../kernel/invariant.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from '../people/create-person.ts'
import { newTokenText, tokenHash } from './token-text.ts'

export interface NewToken {
  /** Where a form that is sent twice must make one token. */
  readonly id?: string
  /** What the other system is called: "Webshop". It stands on every document it makes. */
  readonly name: string
  readonly role: Role
  /** A super admin's has none. */
  readonly branch: { readonly id: BranchId; readonly prefix: string } | null
  /** null: somebody with a shell on the machine. */
  readonly madeBy: PersonId | null
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface MadeToken {
  readonly id: string
  readonly person: PersonId
  readonly login: string
  /** Seen this one time. */
  readonly token: string
}

/**
 * Makes a token, and who it works as: a person of its own that never signs in. The same name, role and branch again
 * is one more token of the same system, so that a token can be changed for another without a gap. A login that is
 * somebody else's is not taken over. Who may make one is the caller's question.
 */
export async function makeToken(
  central: Central,
  { id = uuidv7(), name, role, branch, madeBy, now }: NewToken,
  token = newTokenText(),
): Promise<MadeToken | 'name_taken'> {
  invariant((role === 'super_admin') === (branch === null), 'a super admin has no branch, everyone else one')
  const login = loginOf(name, branch?.prefix)
  const place = branch?.id ?? null
  const rows = await writeMaster(central, [
    { sql: ADD_PERSON, args: [login, name, role, place] },
    { sql: BACK_AGAIN, args: [login, role, place] },
    { sql: ADD_TOKEN, args: [id, login, role, place, tokenHash(token), madeBy, now] },
  ])
  const person = rows[2]?.[0]?.[0]
  return typeof person === 'number' ? { id, person: person as PersonId, login, token } : 'name_taken'
}

const ADD_PERSON = catalogued(
  'token.person-added',
  `INSERT INTO person (login, name, role, branch, password_hash, is_service)
  SELECT ?1, ?2, ?3, ?4, NULL, 1 WHERE NOT EXISTS (SELECT 1 FROM person WHERE lower(login) = lower(?1))`,
  { by: 'offices' },
)
const SAME = 'lower(login) = lower(?1) AND is_service = 1 AND role = ?2 AND branch IS ?3'
const BACK_AGAIN = catalogued(
  'token.person-back',
  `UPDATE person SET is_active = 1 WHERE ${SAME} AND is_active = 0`,
  { by: 'offices' },
)
const ADD_TOKEN = catalogued(
  'token.made',
  `INSERT INTO api_token (id, person, token_hash, made_by, made_at)
  SELECT ?1, id, ?5, ?6, ?7 FROM person
  WHERE lower(login) = lower(?2) AND is_service = 1 AND role = ?3 AND branch IS ?4 RETURNING person`,
  { by: 'offices' },
)

const LOGIN_MAX = 40

/** api-bra-webshop: with its branch's prefix, so that a name says nothing of what other branches use. */
export function loginOf(name: string, prefix: string | undefined): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return ['api', ...(prefix === undefined ? [] : [prefix.toLowerCase()]), ...words]
    .join('-')
    .slice(0, LOGIN_MAX)
}

const REVOKE = catalogued(
  'token.revoked',
  'UPDATE api_token SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL',
  { by: 'offices' },
)
const LEAVE = catalogued(
  'token.person-left',
  `UPDATE person SET is_active = 0, session_version = session_version + 1
  WHERE id = (SELECT person FROM api_token WHERE id = ?1) AND is_service = 1 AND is_active = 1
    AND NOT EXISTS (SELECT 1 FROM api_token WHERE person = person.id AND revoked_at IS NULL)`,
  { by: 'offices' },
)

/** Ends a token at once and for ever; who it worked as leaves with the last one. */
export async function revokeToken(central: Central, id: string, now: number): Promise<void> {
  await writeMaster(central, [
    { sql: REVOKE, args: [id, now] },
    { sql: LEAVE, args: [id] },
  ])
}

/** Writes about tokens, each one atomic. Who may do it is the caller's question. */
export interface TokenWrites {
  make(token: NewToken): Promise<MadeToken | 'name_taken'>
  revoke(id: string, now: number): Promise<void>
}

export function writeTokens(central: Central): TokenWrites {
  return {
    make: (token) => makeToken(central, token),
    revoke: (id, now) => revokeToken(central, id, now),
  }
}
