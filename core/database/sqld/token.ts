import { sign, type KeyObject } from 'node:crypto'

/** What a token of the libSQL server lets its holder do. */
export type SqldAccess = 'ro' | 'rw'

/**
 * A JSON Web Token as the libSQL server wants it: EdDSA, with the access as claim `a`. Without that claim the server
 * would let its holder write, so none is made without. `expiresAt`: in whole seconds since 1970; the server takes a
 * token for up to a minute longer. Left out: for ever, which only tests want.
 */
export function signSqldToken(privateKey: KeyObject, access: SqldAccess, expiresAt?: number): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { a: access, ...(expiresAt === undefined ? {} : { exp: expiresAt }) }
  const signed = `${part({ alg: 'EdDSA', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`
}
