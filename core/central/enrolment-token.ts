import { createHash, randomBytes } from 'node:crypto'

/** What a token is for: posting and asking by HTTP, or the replica and asking. */
export type TokenAccess = 'write' | 'read'

/** The two tokens of an enrolment, seen this one time. */
export type EnrolmentTokens = Readonly<Record<TokenAccess, string>>

const SECRET_BYTES = 32
const PREFIXES: Readonly<Record<TokenAccess, string>> = { write: 'sbw_', read: 'sbr_' }
const TOKEN = /^sb([wr])_[\w-]{43}$/

/** New tokens: 256 random bits each, behind a prefix by which people and leak scanners know them. */
export function newEnrolmentTokens(): EnrolmentTokens {
  const make = (access: TokenAccess): string =>
    PREFIXES[access] + randomBytes(SECRET_BYTES).toString('base64url')
  return { write: make('write'), read: make('read') }
}

/** What a text would be a token for; undefined: it is none, and nothing has to be looked up. */
export function accessOf(token: string): TokenAccess | undefined {
  const letter = TOKEN.exec(token)?.[1]
  if (letter === undefined) return undefined
  return letter === 'w' ? 'write' : 'read'
}

/** What is kept of a token. It is random, so that a plain hash is enough, and finding it compares no secrets. */
export function enrolmentTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
