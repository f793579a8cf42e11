import type { Branch } from '../../core/branches/read-branches.ts'
import type { Scope } from '../../core/branches/scope.ts'
import type { Reader } from '../../core/database/reader.ts'
import type { Person } from '../../core/people/read-person.ts'

/** Who is signed in, and whose books they see. */
export interface Visitor {
  readonly person: Person
  /** What they may see at all: single things are read in this scope. */
  readonly authority: Scope
  /** What they look at: lists are read in this scope. A super admin narrows it to one branch. */
  readonly view: Scope
  /** Reads the book as far as their authority goes, whatever is asked of it. */
  readonly reader: Reader
  /** Likewise, as far as they look. */
  readonly viewReader: Reader
  /** The branches of their authority, by prefix. */
  readonly branches: readonly Branch[]
}

/** What every handler behind the sign-in finds on its context. */
export interface AdminEnv {
  readonly Variables: { visitor: Visitor }
}
