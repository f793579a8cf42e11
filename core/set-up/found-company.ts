import { createBranch, createWriter, type NewBranch } from '../branches/create-branch.ts'
import type { Central } from '../database/central.ts'
import { createBook } from '../database/create-book.ts'
import type { PersonId } from '../kernel/ids.ts'
import { OFFICE_WRITER } from '../outbox/office-outbox.ts'
import { createPerson } from '../people/create-person.ts'

/** What a company begins with. Everything else is added in the admin app. */
export interface NewCompany {
  readonly company: string
  /** ISO 4217. Never changed: every amount of the book is in it. */
  readonly currency: string
  readonly branch: NewBranch
  /** The first super admin. */
  readonly admin: { readonly login: string; readonly name: string; readonly passwordHash: string }
  /** The first station, of that branch: "BRA-K1". */
  readonly station: string
}

/**
 * Fills an empty book: the company, a branch, the writers of a station and of the office, and who looks after them.
 * Several writes: whoever calls this makes the book where nobody sees it, and moves it into place when it is whole.
 */
export async function foundCompany(central: Central, founded: NewCompany): Promise<PersonId> {
  const { company, currency, branch, admin, station } = founded
  await createBook(central, { company, currency, isDemo: false })
  const first = await createBranch(central, branch)
  await createWriter(central, station, first)
  await createWriter(central, OFFICE_WRITER, null)
  return await createPerson(central, { ...admin, role: 'super_admin', branch: null })
}
