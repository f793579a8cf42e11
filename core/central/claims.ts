import type Database from 'libsql'
import { inOneWrite, reading, writing } from '../outbox/sql.ts'

/** A process that works under an identity, as it says of itself in every request. */
export interface Claimant {
  /** Made of its outbox and its machine: the same after a restart, another one after a copy. */
  readonly claimant: string
  readonly host: string
}

export interface Claim extends Claimant {
  readonly incarnation: string
  /** ms since 1970. */
  readonly since: number
  readonly heardAt: number
}

/** How long an identity stays with a process that is not heard of. */
export const CLAIM_LEASE_MS = 10 * 60_000

/** A lease is renewed on disk this often; in between in memory: one synced write a request would be too many. */
const RENEW_EVERY_MS = 30_000

export interface Claims {
  /**
   * Says who works under an identity. Another process that was heard of within {@link CLAIM_LEASE_MS} keeps it and is
   * named; after that the new one takes over, and the old one goes to the history.
   */
  claim(
    incarnation: string,
    by: Claimant,
    now: number,
  ): { readonly state: 'held' } | { readonly state: 'second'; readonly holder: Claim }
  /** Gives an identity up at once: its machine was changed for another by a person. */
  release(incarnation: string, now: number): void
  /** Who works under it now; undefined: nobody did yet. */
  holder(incarnation: string): Claim | undefined
  /** Who did before, the last one first. */
  history(incarnation: string): readonly (Claim & { readonly endedAt: number })[]
}

const HOLDER = 'SELECT incarnation, claimant, host, since, heard_at FROM claim WHERE incarnation = ?1'
const HISTORY = `SELECT incarnation, claimant, host, since, heard_at, ended_at FROM past_claim
  WHERE incarnation = ?1 ORDER BY id DESC`
const HOLD = `INSERT INTO claim (incarnation, claimant, host, since, heard_at) VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (incarnation) DO UPDATE SET claimant = ?2, host = ?3, since = ?4, heard_at = ?5`
const REMEMBER = `INSERT INTO past_claim (incarnation, claimant, host, since, heard_at, ended_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6)`
const FORGET = 'DELETE FROM claim WHERE incarnation = ?1'

/** Over the file that {@link openEnrolments} opens; one process at a time. */
export function createClaims(database: Database.Database): Claims {
  const holderOf = reading(database, HOLDER)
  const historyOf = reading(database, HISTORY)
  const hold = writing(database, HOLD)
  const remember = writing(database, REMEMBER)
  const forget = writing(database, FORGET)
  /** Newer than what is on disk, by less than {@link RENEW_EVERY_MS}. */
  const latest = new Map<string, Claim>()

  const holder = (incarnation: string): Claim | undefined =>
    latest.get(incarnation) ?? holderOf(incarnation).map(toClaim)[0]
  const end = ({ incarnation, claimant, host, since, heardAt }: Claim, now: number): void =>
    remember(incarnation, claimant, host, since, heardAt, now)
  const write = (claim: Claim, before: Claim | undefined): void => {
    const { incarnation, claimant, host, since, heardAt } = claim
    inOneWrite(database, () => {
      if (before !== undefined) end(before, heardAt)
      hold(incarnation, claimant, host, since, heardAt)
    })
    latest.set(incarnation, claim)
  }
  const onDisk = new Map<string, number>()

  return {
    holder,
    history: (incarnation) =>
      historyOf(incarnation).map((row) => ({ ...toClaim(row), endedAt: Number(row[5]) })),
    claim(incarnation, by, now) {
      const held = holder(incarnation)
      const isSame = held?.claimant === by.claimant
      // A clock that went back makes no lease older than it is.
      if (held !== undefined && !isSame && now - held.heardAt < CLAIM_LEASE_MS)
        return { state: 'second', holder: held }
      const heardAt = isSame ? Math.max(now, held.heardAt) : now
      const claim = { incarnation, ...by, since: isSame ? held.since : now, heardAt }
      const isFresh = isSame && held.host === by.host && now - (onDisk.get(incarnation) ?? 0) < RENEW_EVERY_MS
      if (isFresh) latest.set(incarnation, claim)
      else {
        write(claim, isSame ? undefined : held)
        onDisk.set(incarnation, now)
      }
      return { state: 'held' }
    },
    release(incarnation, now) {
      const held = holder(incarnation)
      if (held === undefined) return
      inOneWrite(database, () => {
        end(held, now)
        forget(incarnation)
      })
      latest.delete(incarnation)
      onDisk.delete(incarnation)
    },
  }
}

function toClaim([incarnation, claimant, host, since, heardAt]: readonly unknown[]): Claim {
  return {
    incarnation: String(incarnation),
    claimant: String(claimant),
    host: String(host),
    since: Number(since),
    heardAt: Number(heardAt),
  }
}
