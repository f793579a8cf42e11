import { createContext, useContext } from 'hono/jsx'
import type { BooksState } from '../../core/sync/followed-books.ts'
import { surelyNow, type Clock } from '../../core/kernel/clock.ts'
import type { Visitor } from '../session/visitor.ts'

/** Where the books of the pages are a copy of central's: how it stands, and what can be done here. */
export interface CopyOfCentral {
  state(): BooksState
  readonly clock: Clock
  /** This machine is enrolled as an admin host: it makes documents, and changes the books. */
  readonly isDesk: boolean
  /** By which wall clock times are told where nobody is signed in. */
  zone(): string
}

/** The same while one page is made. */
export interface Standing {
  readonly state: BooksState
  readonly isDesk: boolean
  /** undefined: nobody knows what day it is. */
  readonly now: number | undefined
  readonly zone: string
}

/** undefined: the book itself lies here, and everything can be done. Every page is rendered inside it. */
export const StandingContext = createContext<Standing | undefined>(undefined)
export const useStanding = (): Standing | undefined => useContext(StandingContext)

export function standingOf(
  copy: CopyOfCentral | undefined,
  visitor: Visitor | undefined,
): Standing | undefined {
  if (copy === undefined) return undefined
  const zone = visitor?.branches[0]?.timeZone ?? copy.zone()
  return { state: copy.state(), isDesk: copy.isDesk, now: surelyNow(copy.clock), zone }
}
