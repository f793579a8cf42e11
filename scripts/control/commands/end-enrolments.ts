import {
  closeIncarnation,
  openIncarnation,
  readWritersInBook,
} from '../../../core/central/writers-in-book.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { Asked, Command } from '../command.ts'
import { readOwed } from '../owed.ts'
import type { RunningCentral } from '../running-central.ts'
import { sayMissing } from '../say-missing.ts'
import { saySettings } from './enrol.ts'

const { central: text } = words
const BECAUSE = { because: { type: 'string' } } as const

/** Shuts a station out for ever: its tokens end at once, and the book takes nothing more of its writer. */
export const revoke: Command = {
  name: 'revoke',
  call: text.usage.revoke[0],
  options: BECAUSE,
  takes: { least: 1, most: 1 },
  needsBook: true,
  async run(central, asked, say) {
    const { station, because } = read(asked)
    if (because === undefined) return no(say, text.enrolled.because)
    const revoked = central.file.enrolments.revoke(station, because, central.clock.now())
    if (revoked === undefined) return no(say, text.notEnrolled(station))
    await closeIncarnation(central.book, revoked.incarnation)
    say(text.revoked(revoked.incarnation))
    await sayOwed(central, revoked.incarnation, say)
    return true
  },
}

/** A new card for a station: the old incarnation is closed, the next one opened, and what the old one owes is named. */
export const replace: Command = {
  name: 'replace',
  call: text.usage.replace[0],
  options: BECAUSE,
  takes: { least: 1, most: 1 },
  needsBook: true,
  async run(central, asked, say) {
    const { station, because } = read(asked)
    if (because === undefined) return no(say, text.enrolled.because)
    const { file, book, clock } = central
    const inBook = await readWritersInBook(book)
    const replaced = file.enrolments.replace(station, because, inBook, clock.now())
    if (!('enrolment' in replaced))
      return no(
        say,
        replaced.state === 'not_enrolled' ? text.notEnrolled(station) : text.enrolled.noLetter(station),
      )
    await openIncarnation(book, replaced.enrolment)
    say(text.replaced(replaced.closed.incarnation))
    await sayOwed(central, replaced.closed.incarnation, say)
    saySettings(central, replaced.enrolment, replaced.tokens, say)
    return true
  },
}

/** Gives an identity up at once, for a machine that takes the place of another with the same card. */
export const release: Command = {
  name: 'release',
  call: text.usage.release[0],
  options: {},
  takes: { least: 1, most: 1 },
  needsBook: true,
  run({ file, clock }, asked, say) {
    const { station } = read(asked)
    const open = file.enrolments.list().find((one) => one.station === station && one.revokedAt === null)
    if (open === undefined) return Promise.resolve(no(say, text.notEnrolled(station)))
    file.claims.release(open.incarnation, clock.now())
    say(text.released(open.incarnation))
    return Promise.resolve(true)
  },
}

function read({ positionals, values }: Asked): { station: string; because: string | undefined } {
  const because = typeof values['because'] === 'string' ? values['because'].trim() : ''
  return { station: (positionals[0] ?? '').toUpperCase(), because: because === '' ? undefined : because }
}

function no(say: (line: string) => void, line: string): false {
  say(line)
  return false
}

async function sayOwed(
  { book }: RunningCentral,
  incarnation: string,
  say: (line: string) => void,
): Promise<void> {
  const owed = await readOwed(book, incarnation)
  if (owed === undefined) return say(text.owes.nothing(incarnation))
  say(text.owes.title(incarnation))
  sayMissing([owed], say)
  say(text.owes.hint)
}
