import type { Central } from '../database/central.ts'
import type { PersonId } from '../kernel/ids.ts'
import type { PinFailures } from '../outbox/pin-failures.ts'
import { issueBadge, revokeBadges } from './badges.ts'
import {
  addPerson,
  assignPerson,
  endSessions,
  renamePerson,
  setPassword,
  setPersonActive,
} from './change-person.ts'
import type { Assignment } from './change-person.ts'
import type { NewPerson } from './create-person.ts'
import { clearPin, setPin, type PinProblem } from './pins.ts'

/** Every write about people: to central, each one atomic. Who may do it is the caller's question (roles.ts). */
export interface PeopleWrites {
  add(person: NewPerson): Promise<PersonId | 'login_taken'>
  rename(person: PersonId, name: string): Promise<void>
  assign(person: PersonId, assignment: Assignment): Promise<void>
  /** `now` in milliseconds since 1970. */
  setActive(person: PersonId, isActive: boolean, now: number): Promise<void>
  /** Ends every session of a person at once. */
  endSessions(person: PersonId): Promise<void>
  /** The hash of `encodePassword`. */
  setPassword(person: PersonId, hash: string): Promise<void>
  /** Returns what is wrong with the PIN, and then changed nothing. */
  setPin(person: PersonId, pin: string): Promise<PinProblem | undefined>
  clearPin(person: PersonId): Promise<void>
  /** Returns the code that is printed once and kept nowhere. */
  issueBadge(person: PersonId, now: number): Promise<string>
  revokeBadges(person: PersonId, now: number): Promise<void>
}

/** `pepper` is the secret that PINs are verified with; a new PIN also ends a lock-out at this process. */
export function writePeople({
  central,
  pepper,
  outbox,
}: {
  central: Central
  pepper: string
  outbox: { readonly pinFailures: PinFailures }
}): PeopleWrites {
  return {
    add: (person) => addPerson(central, person),
    rename: (person, name) => renamePerson(central, person, name),
    assign: (person, assignment) => assignPerson(central, person, assignment),
    setActive: (person, isActive, now) => setPersonActive(central, person, { isActive, now }),
    endSessions: (person) => endSessions(central, person),
    setPassword: (person, hash) => setPassword(central, person, hash),
    async setPin(person, pin) {
      const problem = await setPin(central, { person, pin, pepper })
      if (problem === undefined) outbox.pinFailures.clear(person)
      return problem
    },
    clearPin: (person) => clearPin(central, person),
    issueBadge: (person, now) => issueBadge(central, person, now),
    revokeBadges: (person, now) => revokeBadges(central, person, now),
  }
}
