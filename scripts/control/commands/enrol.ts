import type { EnrolmentTokens } from '../../../core/central/enrolment-token.ts'
import type { Enrolment } from '../../../core/central/enrolment.ts'
import type { NewEnrolment } from '../../../core/central/enrolments.ts'
import { openIncarnation, readWritersInBook } from '../../../core/central/writers-in-book.ts'
import type { BranchId } from '../../../core/kernel/ids.ts'
import { words } from '../../../core/words/catalogue.ts'
import { readOrMakeSecret } from '../../serve/secret.ts'
import { dayText } from '../texts.ts'
import type { Asked, Command } from '../command.ts'
import type { RunningCentral } from '../running-central.ts'

const { central: text } = words
const DAY_MS = 24 * 60 * 60_000
const NAME = /^[A-Z0-9]{2,6}-[A-Z0-9]{1,10}$/

/** Lets a station, or an admin host, in: a row in enrolment.db, its writer in the book, and its settings on the screen. */
export const enrol: Command = {
  name: 'enrol',
  call: text.usage.enrol[0],
  options: { branch: { type: 'string' }, office: { type: 'boolean' }, days: { type: 'string' } },
  takes: { least: 1, most: 1 },
  needsBook: true,
  async run(central, asked, say) {
    const wanted = await readWanted(central, asked)
    if (typeof wanted === 'string') {
      say(wanted)
      return false
    }
    const { file, book, clock } = central
    const enrolled = file.enrolments.add(wanted.enrolment, await readWritersInBook(book), clock.now())
    if (enrolled.state === 'enrolled_already') {
      const { station, enrolledAt } = enrolled.enrolment
      say(text.enrolled.already(station, dayText(enrolledAt)))
      return false
    }
    if (enrolled.state === 'no_letter_left') {
      say(text.enrolled.noLetter(wanted.enrolment.station))
      return false
    }
    await openIncarnation(book, enrolled.enrolment)
    sayEnrolled(enrolled.enrolment, wanted.place, say)
    saySettings(central, enrolled.enrolment, enrolled.tokens, say)
    return true
  },
}

interface Wanted {
  readonly enrolment: NewEnrolment
  /** "BRA · Braamfontein"; undefined: all branches. */
  readonly place: string | undefined
}

async function readWanted(central: RunningCentral, { values, positionals }: Asked): Promise<Wanted | string> {
  const { enrolled: say } = text
  const station = (positionals[0] ?? '').toUpperCase()
  const prefix = typeof values['branch'] === 'string' ? values['branch'].toUpperCase() : undefined
  const isOffice = values['office'] === true
  if ((prefix === undefined) !== isOffice) return say.branchMissing
  const days = values['days'] === undefined ? undefined : Number(values['days'])
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= 3650)) return say.days
  const branches = await readBranchesOf(central)
  const branch = branches.find((one) => one.prefix === prefix)
  if (prefix !== undefined && branch === undefined)
    return say.noBranch(prefix, branches.map((one) => one.prefix).join(', '))
  if (!NAME.test(station) || (!isOffice && !station.startsWith(`${prefix}-`))) return say.name(prefix ?? 'HQ')
  return {
    enrolment: {
      station,
      kind: isOffice ? 'office' : 'station',
      branch: branch?.id ?? null,
      expiresAt: days === undefined ? null : central.clock.now() + days * DAY_MS,
    },
    place: branch && `${branch.prefix} · ${branch.name}`,
  }
}

async function readBranchesOf({ book }: RunningCentral) {
  const rows = await book.all({ sql: 'SELECT id, prefix, name FROM branch ORDER BY prefix', args: [] })
  return rows.map(([id, prefix, name]) => ({
    id: Number(id) as BranchId,
    prefix: String(prefix),
    name: String(name),
  }))
}

function sayEnrolled(
  { station, incarnation, kind }: Enrolment,
  place: string | undefined,
  say: (line: string) => void,
): void {
  say(
    kind === 'office'
      ? text.enrolled.office(station, incarnation)
      : text.enrolled.station(station, place ?? '', incarnation),
  )
}

/** What goes into the settings of the machine: the one time that the tokens are seen. */
export function saySettings(
  { address, folder }: RunningCentral,
  { incarnation, expiresAt }: Enrolment,
  { write, read }: EnrolmentTokens,
  say: (line: string) => void,
): void {
  say(text.enrolled.settings)
  say(`  SCANBOOK_CENTRAL=${address}`)
  say(`  SCANBOOK_ENROLMENT=${incarnation}:${write}:${read}`)
  say(`  SCANBOOK_PIN_KEY=${readOrMakeSecret(folder, 'pin.key')}`)
  if (expiresAt !== null) say(text.enrolled.until(dayText(expiresAt)))
}
