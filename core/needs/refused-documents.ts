import type { Draft } from '../book/content.ts'
import { DOCUMENT_HEADS, toDocumentHead, type DocumentHead } from '../book/document-head.ts'
import { readAcross } from '../branches/scope.ts'
import { refusalInWords } from '../reports/refusal-in-words.ts'
import { words } from '../words/catalogue.ts'
import { NAMED, oldestOf, sumOf, type FoundNeed, type NeedParts, type NeedRow } from './need.ts'

// As many rows as wait for a person, not as many as ever were refused.
const OPEN = 'refusal_open q CROSS JOIN document d ON d.position = q.position'
const OF_CODE = `q.branch = ?1 AND (json_extract(d.refusal, '$.code') = 'E_APPROVAL') = ?2`
const COUNT = `SELECT count(*), min(d.posted_at) FROM ${OPEN} WHERE ${OF_CODE}`
const NEWEST = `${DOCUMENT_HEADS(OPEN)} WHERE ${OF_CODE} ORDER BY q.position DESC LIMIT ?3`
const ASKED_FOR = `SELECT json_extract(content, '$.approval.for') FROM document WHERE position = ?1`

/** What the book would not take, waiting for somebody to settle it. */
export const refusedDocuments: NeedRow = {
  kind: 'refused_documents',
  weight: 'bad',
  read: (parts) =>
    readOpen(parts, false, words.adminNeeds.refused.title, ({ refusal }) =>
      refusal === undefined ? [] : [refusalInWords(parts.scope, parts.reader, parts.formats, refusal)],
    ),
}

/** Sent to a manager on purpose: nothing went wrong, somebody has to say yes or no. */
export const sentForApproval: NeedRow = {
  kind: 'sent_for_approval',
  weight: 'warn',
  read: (parts) => readOpen(parts, true, words.adminNeeds.approval.title, (head) => askedFor(parts, head)),
}

function readOpen(
  { scope, reader, formats }: NeedParts,
  isApproval: boolean,
  title: (count: string) => string,
  tell: (head: DocumentHead) => readonly string[],
): FoundNeed | undefined {
  const counted = readAcross(scope, reader, {
    limit: Number.MAX_SAFE_INTEGER,
    read: ({ id }) => [reader.get(COUNT, id, Number(isApproval)) ?? []],
    compare: () => 0,
  })
  const count = sumOf(counted.map(([number]) => number))
  if (count === 0) return undefined
  const newest = readAcross(scope, reader, {
    limit: NAMED,
    read: ({ id }, limit) => reader.all(NEWEST, id, Number(isApproval), limit).map(toDocumentHead),
    compare: (one, other) => other.position - one.position,
  })
  return {
    title: title(formats.count(count)),
    count,
    oldestAt: oldestOf(counted.map(([, at]) => at)),
    details: newest.map((head) => ({
      subject: head.reference,
      to: { page: 'refusal', id: head.id },
      text: tell(head).join(' '),
    })),
  }
}

type AskedFor = NonNullable<Draft['approval']>['for']

function askedFor({ reader }: NeedParts, { position }: DocumentHead): readonly string[] {
  const reasons = reader.get(ASKED_FOR, position)?.[0]
  if (typeof reasons !== 'string') return []
  return (JSON.parse(reasons) as AskedFor).map((reason) => words.adminNeeds.approval.because[reason])
}
