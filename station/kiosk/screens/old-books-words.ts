import { words } from '../../../core/words/catalogue.ts'
import type { BooksAge } from '../../../core/branches/old-books.ts'
import type { ScreenFacts } from '../screen-facts.ts'

type Shown = Pick<ScreenFacts, 'formats' | 'zone' | 'today'>

/** As of when something was known: the time, with its date where that is not today. Null: nobody knows. */
export function momentWords({ formats, zone, today }: Shown, at: number | null): string {
  if (at === null) return words.kiosk.unknownTime
  return formats.businessDay(at, zone) === today ? formats.time(at, zone) : formats.dateTime(at, zone)
}

/** "Books as of 14:02, 3 h old". */
export function asOfWords(facts: Shown, age: BooksAge): string {
  const { oldBooks } = words.kiosk
  if (!age.isKnown) return oldBooks.unknown
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
