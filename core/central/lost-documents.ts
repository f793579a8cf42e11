import type { WriterHead } from '../book/writer-heads.ts'
import type { Heard } from './heard.ts'

/** Numbers that a writer gave and a book lacks: from the first to the last of them, without a gap. */
export interface MissingNumbers {
  readonly incarnation: string
  readonly first: number
  readonly last: number
}

/**
 * What a book has lost: of each writer, the documents that it was told are on the books and that come after the last one
 * the book has now. By incarnation; empty where the book has everything.
 */
export function lostDocuments(heard: readonly Heard[], heads: readonly WriterHead[]): MissingNumbers[] {
  const inBook = new Map(heads.map(({ writer, seq }) => [writer, seq]))
  return heard.flatMap(({ incarnation, seq }) => numbersAfter(incarnation, inBook.get(incarnation) ?? 0, seq))
}

/** The numbers after `has` up to `given`; none where the book has as many as were given. */
export function numbersAfter(incarnation: string, has: number, given: number): MissingNumbers[] {
  return given > has ? [{ incarnation, first: has + 1, last: given }] : []
}
