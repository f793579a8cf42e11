import type Database from 'libsql'
import { reading, writing } from './sql.ts'

/** Wrong PINs of a person in a row at this process, and until when none is looked at (milliseconds since 1970). */
export interface PinFailure {
  readonly failures: number
  readonly lockedUntil: number
}

/** Where wrong PINs are counted: on disk when a call returns, so that a restart forgives nobody. */
export interface PinFailures {
  /** Nothing wrong so far: 0 and 0. */
  read(person: number): PinFailure
  write(person: number, failure: PinFailure): void
  clear(person: number): void
}

export function createPinFailures(database: Database.Database): PinFailures {
  const read = reading(database, 'SELECT failures, locked_until FROM pin_failure WHERE person = ?1')
  const write = writing(
    database,
    `INSERT INTO pin_failure (person, failures, locked_until) VALUES (?1, ?2, ?3)
     ON CONFLICT (person) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until`,
  )
  const clear = writing(database, 'DELETE FROM pin_failure WHERE person = ?1')
  return {
    read(person) {
      const [failures, lockedUntil] = read(person)[0] ?? []
      return { failures: Number(failures ?? 0), lockedUntil: Number(lockedUntil ?? 0) }
    },
    write: (person, { failures, lockedUntil }) => write(person, failures, lockedUntil),
    clear: (person) => clear(person),
  }
}
