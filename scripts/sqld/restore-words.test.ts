import { expect, it } from 'vitest'
import { createFormats } from '../../core/words/format.ts'
import type { CandidateBook } from './candidates.ts'
import { candidateWords, notStagedWords, putBookWords } from './restore-words.ts'

const formats = createFormats({ currency: 'ZAR' })
const verdict = { ok: true, checkedMoves: 9, checkedDocuments: 3, durationMs: 5 }
const heads = [
  { writer: 'BRA-K1', seq: 120, hash: 'a' },
  { writer: 'BRA-K2', seq: 0, hash: '' },
]
const book: CandidateBook = {
  file: 'replica.db',
  databaseId: 'ours',
  company: 'Braam Bakery',
  epoch: 2,
  seq: 4_711,
  position: 300,
  heads,
}

it('a person is told what each candidate holds, and what is wrong with it', () => {
  expect(
    candidateWords(
      [
        { path: 'replica.db', kind: 'replica', damage: undefined, book },
        { path: 'copy', kind: 'copy', damage: 'book.db', book: { ...book, heads: [] } },
        { path: 'none', kind: 'replica', damage: 'missing', book: undefined },
      ],
      formats,
    ),
  ).toEqual([
    `replica.db: the book of Braam Bakery, change ${formats.count(4_711)}`,
    '  up to BRA-K1-000120',
    `copy: the book of Braam Bakery, change ${formats.count(4_711)}`,
    '  damaged: book.db',
    'none: no book can be read from it: missing',
  ])
})

it('a person is told what was lost before posting opens', () => {
  const put = { kind: 'restored', ...book, epoch: 3, verdict, enrolment: 'kept', replaced: 'aside' } as const
  const lost = [
    { incarnation: 'BRA-K1', count: 12, first: 'BRA-K1-000121', last: 'BRA-K1-000132', isUnknown: false },
    { incarnation: 'BRA-K9', count: 1, first: 'BRA-K9-000001', last: 'BRA-K9-000001', isUnknown: true },
  ]
  expect(putBookWords(put, lost, formats).slice(0, 6)).toEqual([
    'The book of Braam Bakery is restored (epoch 3): every station follows by itself.',
    'The stations stay enrolled as they were.',
    'Lost until their writer sends them again: 12 documents, BRA-K1-000121 to BRA-K1-000132.',
    'Lost until its writer sends it again: BRA-K9-000001.',
    '  The restored book does not know BRA-K9: enrol it again first.',
    'What was served before lies in aside. Never copy it back: replicas would break.',
  ])
  expect(putBookWords(put, [], formats)).toContain('Nothing that the book had acknowledged is missing.')
})

it('a person is told why nothing was restored, and what helps', () => {
  expect(notStagedWords({ kind: 'damaged', reason: 'book.db' }, 'copy')).toContain('Take another one')
  expect(notStagedWords({ kind: 'no_book', reason: 'missing' }, 'copy')).toContain('replica.db')
  expect(notStagedWords({ kind: 'other_company', company: 'A', here: 'B' }, 'copy')).toContain('of A')
  expect(notStagedWords({ kind: 'unknown_company' }, 'copy')).toContain('--force')
  expect(notStagedWords({ kind: 'newer_program' }, 'copy')).toContain('newer program')
  expect(notStagedWords({ kind: 'red', verdict: { ...verdict, ok: false } }, 'copy')).toContain('not right')
})
