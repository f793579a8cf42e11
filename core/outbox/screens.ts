import { createHash, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import type Database from 'libsql'
import type { SqlValue } from '../database/central.ts'
import type { PersonId } from '../kernel/ids.ts'
import { inOneWrite, reading, writing } from './sql.ts'

/** A code is read off one screen and typed at another: long enough for that, and no longer. */
export const PAIRING_LIFE_MS = 10 * 60_000
/** The wrong code so often, and nobody gets in by it any more. */
export const PAIRING_TRIES_MAX = 5
export const PAIRING_DIGITS = 8

/** A browser that was made a station's screen by a pairing code. */
export interface PairedScreen {
  readonly id: string
  readonly station: string
  /** What the browser said it is. */
  readonly label: string
  /** The manager whose code it was. */
  readonly pairedBy: PersonId
  /** Milliseconds since 1970. */
  readonly pairedAt: number
}

/** A code that somebody may type now. */
export interface Pairing {
  readonly openedBy: PersonId
  readonly expiresAt: number
}

/** Which browsers are whose screens, kept in the outbox file, so that a restart lets nobody out and nobody in. */
export interface Screens {
  /**
   * Makes a code for one screen of the station; an older one that is still open is void from now on. Only its
   * SHA-256 is kept: this is the one time the code is seen.
   */
  openPairing(
    station: string,
    by: PersonId,
    now: number,
  ): { readonly code: string; readonly expiresAt: number }
  /** The code of the station that is open at `now`, without its digits. */
  pairing(station: string, now: number): Pairing | undefined
  /**
   * Makes a browser the station's screen; undefined: this is not the code, or it is void. A try is counted on disk
   * before the code is looked at, so that no restart and no crowd gives more of them.
   */
  pair(asked: { station: string; code: string; label: string; now: number }): PairedScreen | undefined
  /** A screen that was not revoked. */
  find(id: string): PairedScreen | undefined
  /** The screens of a station, the newest first. */
  list(station: string): PairedScreen[]
  /** It is no screen any more, from its next request on; `onRevoked` hears it at once. */
  revoke(id: string, now: number): void
  /** Returns the way to stop listening. */
  onRevoked(listener: (id: string) => void): () => void
}

const COLUMNS = 'id, station, label, paired_by, paired_at'

export function createScreens(database: Database.Database): Screens {
  const pairings = createPairings(database)
  const find = reading(database, `SELECT ${COLUMNS} FROM screen WHERE id = ?1 AND revoked_at IS NULL`)
  const list = reading(
    database,
    `SELECT ${COLUMNS} FROM screen WHERE station = ?1 AND revoked_at IS NULL ORDER BY paired_at DESC, id`,
  )
  const add = writing(database, `INSERT INTO screen (${COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5)`)
  const revoke = writing(database, 'UPDATE screen SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL')
  const listeners = new Set<(id: string) => void>()
  return {
    openPairing: (station, by, now) => pairings.open(station, by, now),
    pairing: (station, now) => pairings.read(station, now),
    pair({ station, code, label, now }) {
      const openedBy = pairings.isRight(station, code, now)
      if (openedBy === undefined) return undefined
      const screen = { id: randomUUID(), station, label, pairedBy: openedBy, pairedAt: now }
      // The code is used up in the same write that lets the screen in.
      inOneWrite(database, () => {
        pairings.end(station)
        add(screen.id, station, label, openedBy, now)
      })
      return screen
    },
    find: (id) => find(id).map(toScreen)[0],
    list: (station) => list(station).map(toScreen),
    revoke(id, now) {
      revoke(id, now)
      for (const listener of listeners) listener(id)
    },
    onRevoked(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The one open code of each station. */
function createPairings(database: Database.Database) {
  const find = reading(
    database,
    // One that ends later than any was opened by a clock that has been put back since.
    `SELECT code_hash, opened_by, expires_at, tries FROM pairing
     WHERE station = ?1 AND expires_at > ?2 AND expires_at <= ?2 + ${PAIRING_LIFE_MS}`,
  )
  const open = writing(
    database,
    `INSERT INTO pairing (station, code_hash, opened_by, expires_at, tries) VALUES (?1, ?2, ?3, ?4, 0)
     ON CONFLICT (station) DO UPDATE SET code_hash = excluded.code_hash, opened_by = excluded.opened_by,
       expires_at = excluded.expires_at, tries = 0`,
  )
  const countTry = writing(database, 'UPDATE pairing SET tries = tries + 1 WHERE station = ?1')
  const end = writing(database, 'DELETE FROM pairing WHERE station = ?1')
  return {
    end: (station: string): void => end(station),
    open(station: string, by: PersonId, now: number) {
      const code = String(randomInt(10 ** PAIRING_DIGITS)).padStart(PAIRING_DIGITS, '0')
      const expiresAt = now + PAIRING_LIFE_MS
      open(station, hashOf(code).toString('hex'), by, expiresAt)
      return { code, expiresAt }
    },
    read(station: string, now: number): Pairing | undefined {
      const [row] = find(station, now)
      return row && { openedBy: Number(row[1]) as PersonId, expiresAt: Number(row[2]) }
    },
    /** Who opened the code, when this is it. */
    isRight(station: string, code: string, now: number): PersonId | undefined {
      const [row] = find(station, now)
      if (row === undefined) return undefined
      countTry(station)
      const tries = Number(row[3]) + 1
      const isRight = timingSafeEqual(hashOf(code), Buffer.from(String(row[0]), 'hex'))
      // More than the last one: the power failed between its count and its end.
      if (isRight && tries <= PAIRING_TRIES_MAX) return Number(row[1]) as PersonId
      if (tries >= PAIRING_TRIES_MAX) end(station)
      return undefined
    },
  }
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest()
}

function toScreen([id, station, label, pairedBy, pairedAt]: readonly SqlValue[]): PairedScreen {
  return {
    id: String(id),
    station: String(station),
    label: String(label),
    pairedBy: Number(pairedBy) as PersonId,
    pairedAt: Number(pairedAt),
  }
}
