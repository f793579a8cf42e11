import { createHash } from 'node:crypto'
import type Database from 'libsql'
import { inOneWrite, reading, writing } from './sql.ts'

/** However many names and addresses are tried, no more rows than this are kept: the oldest are forgotten first. */
export const SIGN_IN_FAILURES_KEPT = 10_000

/** Failures in a row of one key (a login at an address, or an address), and when the last one was (ms since 1970). */
export interface SignInFailure {
  readonly count: number
  readonly lastAt: number
}

/**
 * Where wrong passwords are counted: on disk when a call returns, so that a restart forgives nobody. A key is kept as
 * its SHA-256: who reads the file does not learn who tried what from where.
 */
export interface SignInFailures {
  read(key: string): SignInFailure | undefined
  /** Keeps these, all or nothing, and forgets what failed before `forgetBefore`. */
  write(failures: ReadonlyMap<string, SignInFailure>, forgetBefore: number): void
  clear(key: string): void
}

export function createSignInFailures(
  database: Database.Database,
  kept = SIGN_IN_FAILURES_KEPT,
): SignInFailures {
  const read = reading(database, 'SELECT failures, last_at FROM sign_in_failure WHERE key = ?1')
  const write = writing(
    database,
    `INSERT INTO sign_in_failure (key, failures, last_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at`,
  )
  const clear = writing(database, 'DELETE FROM sign_in_failure WHERE key = ?1')
  const forget = writing(database, 'DELETE FROM sign_in_failure WHERE last_at < ?1')
  const forgetOldest = writing(
    database,
    `DELETE FROM sign_in_failure WHERE key IN (SELECT key FROM sign_in_failure ORDER BY last_at DESC, key
     LIMIT -1 OFFSET ?1)`,
  )
  return {
    read(key) {
      const [row] = read(hashOf(key))
      return row === undefined ? undefined : { count: Number(row[0]), lastAt: Number(row[1]) }
    },
    write(failures, forgetBefore) {
      inOneWrite(database, () => {
        for (const [key, { count, lastAt }] of failures) write(hashOf(key), count, lastAt)
        forget(forgetBefore)
        forgetOldest(kept)
      })
    },
    clear: (key) => clear(hashOf(key)),
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}
