import { words } from '../../../core/words/catalogue.ts'
import type { BooksAge } from '../../../core/branches/old-books.ts'
import type { ScreenFacts } from '../screen-facts.ts'

type Shown = Pick<ScreenFacts, 'formats' | 'zone' | 'today' | 'isClockDoubtful'>

/**
 * As of when something was known: the time, with its date where that is not today, and where nobody knows which day it
 * is. Null: nobody knows when it was.
 */
export function momentWords({ formats, zone, today, isClockDoubtful }: Shown, at: number | null): string {
  if (at === null) return words.kiosk.unknownTime
  const isToday = !isClockDoubtful && formats.businessDay(at, zone) === today
  return isToday ? formats.time(at, zone) : formats.dateTime(at, zone)
}

/** "Books as of 14:02, 3 h old". */
export function asOfWords(facts: Shown, age: BooksAge): string {
  const { oldBooks } = words.kiosk
  if (age.asOf === undefined) return oldBooks.unknown
  if (!age.isKnown) return oldBooks.asOfInDoubt(momentWords(facts, age.asOf))
  return oldBooks.asOf(momentWords(facts, age.asOf), facts.formats.age(age.ageMs))
}

/** What is said over the work about the age of the books; empty where they are new enough. */
export function oldBooksWords(facts: ScreenFacts): string {
  const { oldBooks } = words.kiosk
  const { copy, session } = facts
  if (copy === undefined || copy.standing === 'fine') return ''
  const asOf = asOfWords(facts, copy.age)
  if (copy.standing !== 'ask') return oldBooks[copy.standing](asOf)
  return session.operator?.mayApprove === true ? oldBooks.askManager(asOf) : oldBooks.ask(asOf)
}
