import { summaryLine } from '../../core/book/verify/verdict.ts'
import { referenceOf } from '../../core/book/content.ts'
import type { LostDocuments } from '../../core/central/lost-documents.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Formats } from '../../core/words/format.ts'
import type { Candidate } from './candidates.ts'
import type { PutBook } from './put-book.ts'
import type { NotStaged } from './stage-book.ts'

const { restore: text } = words.server
const { refused: shared } = words.backup.restore

/** What a book could be restored from, one after the other, with the last document of each writer. */
export function candidateWords(candidates: readonly Candidate[], formats: Formats): string[] {
  return candidates.flatMap(({ path, damage, book }) =>
    book === undefined
      ? [text.unreadable(path, damage ?? '')]
      : [
          text.candidate(path, book.company, formats.count(book.seq)),
          ...(damage === undefined ? [] : [text.damage(damage)]),
          ...book.heads
            .filter(({ seq }) => seq > 0)
            .map(({ writer, seq }) => text.head(referenceOf(writer, seq))),
        ],
  )
}

/** Why nothing was restored, with what helps. */
export function notStagedWords(result: NotStaged, source: string): string {
  switch (result.kind) {
    case 'no_book':
      return text.refused.noBook(source, result.reason)
    case 'damaged':
      return text.refused.damaged(source, result.reason)
    case 'other_company':
      return text.refused.otherCompany(result.company, result.here)
    case 'unknown_company':
      return text.refused.unknownCompany
    case 'newer_program':
      return shared.newerProgram
    case 'red':
      return shared.red(summaryLine(result.verdict))
  }
}

/** What a person reads before posting opens again. */
export function putBookWords(
  put: PutBook,
  lost: readonly LostDocuments[],
  formats: Formats,
): readonly string[] {
  const { verdict } = put
  return [
    text.done(put.company, formats.count(put.epoch)),
    text.enrolment[put.enrolment],
    ...(lost.length === 0 ? [text.nothingLost] : lost.flatMap((each) => lostWords(each, formats))),
    ...(put.replaced === undefined ? [] : [text.aside(put.replaced)]),
    verdict.ok ? summaryLine(verdict) : words.backup.restore.forced(summaryLine(verdict)),
  ]
}

function lostWords(
  { incarnation, count, first, last, isUnknown }: LostDocuments,
  formats: Formats,
): string[] {
  return [
    count === 1 ? text.lostOne(first) : text.lost(formats.count(count), first, last),
    ...(isUnknown ? [text.unknownWriter(incarnation)] : []),
  ]
}
