import { hashOf, type DocumentContent } from '../content.ts'
import type { DocumentRow } from './book-rows.ts'
import { differs, firstFault, type Check, type Fault, type Proof, type Shown } from './proof.ts'
import { seriesKey } from './running-state.ts'

/** A header that stands next in the book, before its content is read. */
export const HEADER_CHECKS: readonly Check<DocumentRow>[] = [
  {
    name: 'document_position',
    find: ({ position }, { state }) =>
      position === state.documents + 1
        ? undefined
        : { table: 'document', row: state.documents + 1, expected: state.documents + 1, found: null },
  },
  {
    name: 'document_hash',
    find: ({ position, content, contentHash }) => differs('document', position, hashOf(content), contentHash),
  },
]

/** A header together with what its writer accepted. */
export interface DocumentSubject {
  readonly document: DocumentRow
  readonly content: DocumentContent
}

export const DOCUMENT_CHECKS: readonly Check<DocumentSubject>[] = [
  {
    name: 'writer_sequence',
    find: ({ document }, { state }) =>
      of(document, (state.writers.get(document.writer)?.seq ?? 0) + 1, document.seq),
  },
  {
    name: 'writer_chain',
    find: ({ document, content }, { state }) =>
      of(document, state.writers.get(document.writer)?.hash ?? '', content.previous),
  },
  { name: 'header_content', find: findOtherHeader },
  { name: 'header_state', find: ({ document }, proof) => findWrongState(document, proof) },
  { name: 'document_number', find: ({ document }, proof) => findWrongNumber(document, proof) },
]

const of = ({ position }: DocumentRow, expected: Shown, found: Shown): Fault | undefined =>
  differs('document', position, expected, found)

/** The header says what the content says. */
function findOtherHeader({ document, content }: DocumentSubject, { master }: Proof): Fault | undefined {
  const isVoided = document.event === 'void' && content.reverses !== undefined
  const isPosted = document.state === 'posted'
  const facts: [Shown, Shown][] = [
    [content.id, document.id],
    [content.writer, master.writers.get(document.writer) ?? null],
    [content.seq, document.seq],
    [isVoided ? 'void' : content.event, document.event],
    [content.acceptedAt, document.acceptedAt],
    [content.clockDoubtful === true ? 1 : 0, document.clockDoubtful],
    // A refusal keeps only what exists: it may have been refused because its branch or person does not.
    [isPosted || document.acceptedBy !== null ? content.acceptedBy : null, document.acceptedBy],
    [isPosted || master.branches.has(content.branch) ? content.branch : document.branch, document.branch],
  ]
  const wrong = facts.find(([expected, found]) => expected !== found)
  return wrong === undefined ? undefined : of(document, ...wrong)
}

/** A posted document has its number, a refused one its reason and nothing of the book. */
function findWrongState(document: DocumentRow, { master }: Proof): Fault | undefined {
  const { state, series, number, postingDate, refusal, lineCount, total } = document
  if (state === 'posted')
    return firstFault(
      () => of(document, master.series.get(document.event) ?? null, series),
      () => of(document, null, refusal),
    )
  return firstFault(
    () => of(document, 'refused', state),
    () => of(document, null, series ?? number ?? postingDate),
    () =>
      refusal === null
        ? { table: 'document', row: document.position, expected: 'refusal', found: null }
        : undefined,
    () => of(document, 0, lineCount + total),
  )
}

function findWrongNumber(document: DocumentRow, { state }: Proof): Fault | undefined {
  if (document.state !== 'posted') return undefined
  return of(document, (state.numbers.get(seriesKey(document)) ?? 0) + 1, document.number)
}
