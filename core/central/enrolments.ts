import type Database from 'libsql'
import { inOneWrite, reading, writing } from '../outbox/sql.ts'
import { freeIncarnation } from '../stations/free-incarnation.ts'
import type { BranchId } from '../kernel/ids.ts'
import { ENROLMENT_COLUMNS, toEnrolment, type Enrolment } from './enrolment.ts'
import {
  accessOf,
  enrolmentTokenHash,
  newEnrolmentTokens,
  type EnrolmentTokens,
  type TokenAccess,
} from './enrolment-token.ts'
import type { WriterInBook } from './writers-in-book.ts'

export interface NewEnrolment {
  /** As it is called and as its papers are numbered: BRA-K1. */
  readonly station: string
  readonly kind: Enrolment['kind']
  readonly branch: BranchId | null
  /** null: until it is revoked. */
  readonly expiresAt: number | null
}

/** A new identity. The tokens are kept nowhere: they are seen this one time. */
export interface Enrolled {
  readonly state: 'enrolled'
  readonly enrolment: Enrolment
  readonly tokens: EnrolmentTokens
}

/** What a token stands for at a moment. Only `open` may do anything. */
export interface Bearer {
  readonly state: 'open' | 'expired' | 'revoked'
  readonly enrolment: Enrolment
  readonly access: TokenAccess
}

/** Every write is on disk when it returns. The book's own row of a writer is open-incarnation.ts. */
export interface Enrolments {
  /**
   * Enrols a station or an office. What the book has an open writer of, never enrolled, goes on under its numbers;
   * otherwise a new incarnation begins. `inBook`: the writers the book knows, so that no incarnation comes twice.
   */
  add(
    enrolment: NewEnrolment,
    inBook: readonly WriterInBook[],
    now: number,
  ):
    | Enrolled
    | { readonly state: 'enrolled_already'; readonly enrolment: Enrolment }
    | { readonly state: 'no_letter_left' }
  /** Ends the open identity of a station for ever; undefined: it has none. Again: nothing changes. */
  revoke(station: string, because: string, now: number): Enrolment | undefined
  /** Closes the open incarnation of a station and opens the next one, with new tokens, in one step. */
  replace(
    station: string,
    because: string,
    inBook: readonly WriterInBook[],
    now: number,
  ): (Enrolled & { readonly closed: Enrolment }) | { readonly state: 'not_enrolled' | 'no_letter_left' }
  /** Whose token this is; undefined: nobody's. Found by its hash: how long that takes says nothing about a token. */
  findByToken(token: string, now: number): Bearer | undefined
  /** By name, the newest incarnation of each first. */
  list(): readonly Enrolment[]
}

const ALL = `SELECT ${ENROLMENT_COLUMNS} FROM enrolment e ORDER BY e.station, e.enrolled_at DESC, e.incarnation DESC`
const OPEN_OF = `SELECT ${ENROLMENT_COLUMNS} FROM enrolment e WHERE e.station = ?1 AND e.revoked_at IS NULL`
const BY_HASH: Readonly<Record<TokenAccess, string>> = {
  write: `SELECT ${ENROLMENT_COLUMNS} FROM enrolment e WHERE e.write_hash = ?1`,
  read: `SELECT ${ENROLMENT_COLUMNS} FROM enrolment e WHERE e.read_hash = ?1`,
}
const ADD = `INSERT INTO enrolment (incarnation, station, kind, branch, write_hash, read_hash, enrolled_at, expires_at)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`
const REVOKE = `UPDATE enrolment SET revoked_at = ?2, revoked_because = ?3
  WHERE incarnation = ?1 AND revoked_at IS NULL`

/** Over the file that {@link openEnrolments} opens. */
export function createEnrolments(database: Database.Database): Enrolments {
  const all = reading(database, ALL)
  const openOf = reading(database, OPEN_OF)
  const byHash = { write: reading(database, BY_HASH.write), read: reading(database, BY_HASH.read) }
  const insert = writing(database, ADD)
  const close = writing(database, REVOKE)

  const list = (): Enrolment[] => all().map(toEnrolment)
  const findOpen = (station: string): Enrolment | undefined => openOf(station).map(toEnrolment)[0]
  const enrol = (incarnation: string, made: NewEnrolment, now: number): Enrolled => {
    const { station, kind, branch, expiresAt } = made
    const tokens = newEnrolmentTokens()
    const hashes = [enrolmentTokenHash(tokens.write), enrolmentTokenHash(tokens.read)] as const
    insert(incarnation, station, kind, branch, ...hashes, now, expiresAt)
    const enrolment = { incarnation, ...made, enrolledAt: now, revokedAt: null, revokedBecause: null }
    return { state: 'enrolled', enrolment, tokens }
  }

  return {
    list,
    add: (made, inBook, now) =>
      inOneWrite(database, () => {
        const open = findOpen(made.station)
        if (open !== undefined) return { state: 'enrolled_already', enrolment: open }
        const incarnation = goesOn(made.station, list(), inBook) ?? isNext(made.station, list(), inBook)
        return incarnation === undefined ? { state: 'no_letter_left' } : enrol(incarnation, made, now)
      }),
    revoke: (station, because, now) =>
      inOneWrite(database, () => {
        const open = findOpen(station)
        if (open === undefined) return undefined
        close(open.incarnation, now, because)
        return { ...open, revokedAt: now, revokedBecause: because }
      }),
    replace: (station, because, inBook, now) =>
      inOneWrite(database, () => {
        const open = findOpen(station)
        if (open === undefined) return { state: 'not_enrolled' }
        const incarnation = isNext(station, list(), inBook)
        if (incarnation === undefined) return { state: 'no_letter_left' }
        close(open.incarnation, now, because)
        const { kind, branch, expiresAt } = open
        const closed = { ...open, revokedAt: now, revokedBecause: because }
        return { ...enrol(incarnation, { station, kind, branch, expiresAt }, now), closed }
      }),
    findByToken(token, now) {
      const access = accessOf(token)
      if (access === undefined) return undefined
      const enrolment = byHash[access](enrolmentTokenHash(token)).map(toEnrolment)[0]
      return enrolment === undefined ? undefined : { state: stateOf(enrolment, now), enrolment, access }
    },
  }
}

function stateOf({ revokedAt, expiresAt }: Enrolment, now: number): Bearer['state'] {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && now >= expiresAt ? 'expired' : 'open'
}

/** The open writer that a book had of this name before it was shared: its outbox goes on as it is. */
function goesOn(
  station: string,
  enrolled: readonly Enrolment[],
  inBook: readonly WriterInBook[],
): string | undefined {
  const known = new Set(enrolled.map(({ incarnation }) => incarnation))
  return inBook.find(({ name, isOpen, incarnation }) => name === station && isOpen && !known.has(incarnation))
    ?.incarnation
}

function isNext(
  station: string,
  enrolled: readonly Enrolment[],
  inBook: readonly WriterInBook[],
): string | undefined {
  return freeIncarnation(station, new Set([...enrolled, ...inBook].map(({ incarnation }) => incarnation)))
}
