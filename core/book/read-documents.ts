import { readAcross, type Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { Position } from '../kernel/ids.ts'
import { pageOf, type Page } from '../kernel/page.ts'
import { DOCUMENT_HEADS, foundBy, toDocumentHead, type DocumentHead } from './document-head.ts'

export type DocumentFilter = 'all' | 'posted' | 'refused' | 'unsettled'

const NEWEST_BEFORE = 'k.branch = ?1 AND k.position < ?2 ORDER BY k.position DESC LIMIT ?3'
const OF_BRANCH = `${DOCUMENT_HEADS(foundBy('document_of_branch'))} WHERE`
const REFUSED = `${DOCUMENT_HEADS(foundBy('document_refused'))} WHERE k.state = 'refused' AND`

/** What waits for a person: as many rows as that, not as many as ever were refused. */
const OPEN = 'refusal_open q CROSS JOIN document d ON d.position = q.position'

const STATEMENTS: Readonly<Record<DocumentFilter, string>> = {
  all: `${OF_BRANCH} ${NEWEST_BEFORE}`,
  posted: `${OF_BRANCH} k.state = 'posted' AND ${NEWEST_BEFORE}`,
  refused: `${REFUSED} ${NEWEST_BEFORE}`,
  unsettled: `${DOCUMENT_HEADS(OPEN)}
    WHERE q.branch = ?1 AND q.position < ?2 ORDER BY q.position DESC LIMIT ?3`,
}

/** Documents newest first, by their position in the book; `before` is where the page before ended. */
export function readDocuments(
  scope: Scope,
  reader: Reader,
  { filter, before, limit }: { filter: DocumentFilter; before?: Position | undefined; limit: number },
): Page<DocumentHead, Position> {
  const heads = readAcross(scope, reader, {
    limit: limit + 1,
    read: (branch, atMost) =>
      reader
        .all(STATEMENTS[filter], branch.id, before ?? Number.MAX_SAFE_INTEGER, atMost)
        .map(toDocumentHead),
    compare: (one, other) => other.position - one.position,
  })
  return pageOf(heads, limit, ({ position }) => position)
}

/** Refusals that wait for a person: how many, and when the oldest was refused (ms). */
export interface Unsettled {
  readonly count: number
  readonly oldestAt: number | undefined
}

/** How many refusals wait for a person in these branches, and since when. */
export function readUnsettled(scope: Scope, reader: Reader): Unsettled {
  const ofBranches = readAcross(scope, reader, {
    limit: Number.MAX_SAFE_INTEGER,
    read: (branch) => [reader.get(UNSETTLED, branch.id) ?? []],
    compare: () => 0,
  })
  const oldest = ofBranches.flatMap(([, at]) => (typeof at === 'number' ? [at] : []))
  return {
    count: ofBranches.reduce((sum, [count]) => sum + Number(count), 0),
    oldestAt: oldest.length === 0 ? undefined : Math.min(...oldest),
  }
}

const UNSETTLED = `SELECT count(*), min(d.posted_at) FROM ${OPEN} WHERE q.branch = ?1`
