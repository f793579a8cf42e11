import type { DocumentHead } from '../../core/book/document-head.ts'
import type { RefusalEntry } from '../../core/book/settle/read-refusals.ts'
import type { Scope } from '../../core/branches/scope.ts'
import type { Reader } from '../../core/database/reader.ts'
import { refusalInWords } from '../../core/reports/refusal-in-words.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'

/** Tells why documents were refused, to who sees no more than a scope. */
export interface Reasons {
  /** Everything that needs a person: what it was sent to a manager for, and what the book would not take. */
  of(entry: RefusalEntry): string[]
  /** Only what the book said. */
  ofBook(head: DocumentHead): string[]
}

export function createReasons(scope: Scope, reader: Reader, formats: Formats): Reasons {
  const ofBook = ({ refusal }: DocumentHead): string[] =>
    refusal === undefined ? [] : [refusalInWords(scope, reader, formats, refusal)]
  return {
    ofBook,
    of({ head, asksFor }) {
      const sent = asksFor.map((reason) => words.adminRefusals.asksFor[reason])
      // That it waits for an approval is what it was sent for, said again.
      return head.refusal?.code === 'E_APPROVAL' && sent.length > 0 ? sent : [...sent, ...ofBook(head)]
    },
  }
}
