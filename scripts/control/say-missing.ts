import type { LostDocuments } from '../../core/central/lost-documents.ts'
import { words } from '../../core/words/catalogue.ts'
import { countText } from './texts.ts'

/** One line a writer: from which number to which. */
export function sayMissing(missing: readonly LostDocuments[], say: (line: string) => void): void {
  for (const { incarnation, first, last, count } of missing)
    say(words.central.missing(incarnation, first, last, countText(count)))
}
