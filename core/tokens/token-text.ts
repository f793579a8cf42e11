import { hash, createHmac, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32
const PREFIX = 'scb_'
const TOKEN = /^scb_[\w-]{43}$/

/** A new bearer token: 256 random bits behind a prefix by which people and leak scanners know it. Shown once. */
export function newTokenText(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString('base64url')
}

/**
 * A token that is the same after a restart, made from a secret of the data folder: for the demo alone, whose start
 * prints it every time and must not keep it in a file.
 */
export function derivedTokenText(secret: string, login: string): string {
  return PREFIX + createHmac('sha256', secret).update(`api token\n${login}`).digest('base64url')
}

/** What is kept of a token. It is random, so that a plain hash is enough, and finding it compares no secrets. */
export function tokenHash(token: string): string {
  return hash('sha256', token)
}

export function isTokenText(text: string): boolean {
  return TOKEN.test(text)
}
