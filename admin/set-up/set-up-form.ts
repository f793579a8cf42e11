import { z } from 'zod'
import type { NewCompany } from '../../core/set-up/found-company.ts'
import { OFFICE_WRITER } from '../../core/outbox/office-outbox.ts'
import { words } from '../../core/words/catalogue.ts'
import { readFields, textsOf, type Filled, type Problems, type Read } from '../form.ts'
import { newPersonForm, readPassword } from '../people/person-form.ts'

const { problems } = words.setUp

export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency')
/** The zones of the machine's own tables, and UTC, which they leave out. */
export const TIME_ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])]

const shortName = (missing: string) => z.string(missing).min(1, missing).max(60, problems.nameLong)

const companyForm = z.object({
  company: shortName(problems.company),
  currency: z.enum(CURRENCIES, problems.currency),
  branch: shortName(problems.branch),
  prefix: z
    .string(problems.prefix)
    .toUpperCase()
    .regex(/^[A-Z0-9]{2,6}$/, problems.prefix),
  zone: z.enum(TIME_ZONES, problems.zone),
  station: z
    .string(problems.station)
    .toUpperCase()
    .regex(/^(?:|[A-Z0-9][A-Z0-9-]{1,39})$/, problems.station)
    .refine((name) => name !== OFFICE_WRITER, problems.stationTaken),
})

/** What was asked for, with the password as it was typed: it is encoded later, off the event loop. */
export type AskedCompany = Omit<NewCompany, 'admin'> & {
  readonly admin: { readonly login: string; readonly name: string; readonly password: string }
}

/** Reads the whole form; everything that is wrong with it at once. */
export function readCompany(sent: Record<string, unknown>): Read<AskedCompany> & { readonly filled: Filled } {
  const filled = withoutPasswords(textsOf(sent))
  const company = readFields(companyForm, filled)
  const person = readFields(newPersonForm, filled)
  const password = readPassword(sent)
  if (!company.ok || !person.ok || !password.ok)
    return { ok: false, filled, problems: Object.assign({}, ...[company, person, password].map(problemsOf)) }
  const { prefix, branch, zone, station, ...rest } = company.value
  return {
    ok: true,
    filled,
    value: {
      ...rest,
      branch: { prefix, name: branch, timeZone: zone },
      station: station === '' ? `${prefix}-K1` : station,
      admin: { ...person.value, password: password.value },
    },
  }
}

function problemsOf(read: Read<unknown>): Problems {
  return read.ok ? {} : read.problems
}

/** A page never says a password again. */
function withoutPasswords(filled: Filled): Filled {
  return Object.fromEntries(Object.entries(filled).filter(([name]) => !['password', 'again'].includes(name)))
}
