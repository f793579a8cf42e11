import { readAcross, sees, type Scope } from '../../branches/scope.ts'
import type { Row, SqlValue } from '../../database/central.ts'
import type { Reader } from '../../database/reader.ts'
import type { DocumentId, Position } from '../../kernel/ids.ts'
import { pageOf, type Page } from '../../kernel/page.ts'
import { unseal, type DocumentContent } from '../content.ts'
import { DOCUMENT_HEADS, foundBy, toDocumentHead, type DocumentHead } from '../document-head.ts'
import { readHead, readHeadAt } from '../read-document.ts'

export type ApprovalReason = NonNullable<DocumentContent['approval']>['for'][number]

/** A refused document as a list names it. */
export interface RefusalEntry {
  readonly head: DocumentHead
  readonly salesOrder: { readonly id: number; readonly number: string } | undefined
  readonly run: { readonly id: number; readonly serial: string } | undefined
  /** Why it was sent to a manager; empty: the book refused it and nobody asked. */
  readonly asksFor: readonly ApprovalReason[]
  /** What became of it: a void, or the document that was posted in its place. */
  readonly settledBy: DocumentHead | undefined
  /** What has to be settled before it, where that is so and may be shown. */
  readonly waitsFor: DocumentHead | undefined
}

const OPEN = `${DOCUMENT_HEADS('refusal_open q CROSS JOIN document d ON d.position = q.position')}
  WHERE q.branch = ?1 AND q.position < ?2 ORDER BY q.position DESC LIMIT ?3`
const SETTLED = `${DOCUMENT_HEADS('main.document k INDEXED BY document_settling CROSS JOIN document d ON d.position = k.settles')}
  WHERE k.branch = ?1 AND k.settles < ?2 ORDER BY k.settles DESC LIMIT ?3`
const MORE = `SELECT d.content, o.id, o.number, r.id, r.serial,
    (SELECT position FROM document WHERE settles = d.position), json_extract(d.refusal, '$.waitsFor')
  FROM document d
  LEFT JOIN sales_order o ON o.id = d.sales_order AND o.branch = d.branch
  LEFT JOIN production_run r ON r.id = d.run AND r.branch = d.branch
  WHERE d.position = ?1`

/** Refusals newest first: those that wait for a person, or those that are settled. `before`: where the page ended. */
export function readRefusals(
  scope: Scope,
  reader: Reader,
  { state, before, limit }: { state: 'open' | 'settled'; before?: Position | undefined; limit: number },
): Page<RefusalEntry, Position> {
  const heads = readAcross(scope, reader, {
    limit: limit + 1,
    read: (branch, atMost) =>
      reader
        .all(state === 'open' ? OPEN : SETTLED, branch.id, before ?? Number.MAX_SAFE_INTEGER, atMost)
        .map(toDocumentHead),
    compare: (one, other) => other.position - one.position,
  })
  const { entries, next } = pageOf(heads, limit, ({ position }) => position)
  return { entries: entries.map((head) => readEntry(scope, reader, head)), next }
}

/** One refused document as a list names it. */
export function readEntry(scope: Scope, reader: Reader, head: DocumentHead): RefusalEntry {
  const [content, order, number, run, serial, settledBy, waitsFor]: Row =
    reader.get(MORE, head.position) ?? []
  const { approval } = unseal(String(content)).content
  return {
    head,
    salesOrder: typeof order === 'number' ? { id: order, number: String(number) } : undefined,
    run: typeof run === 'number' ? { id: run, serial: String(serial) } : undefined,
    asksFor: approval?.state === 'asked' ? approval.for : [],
    settledBy: typeof settledBy === 'number' ? readHeadAt(scope, reader, settledBy as Position) : undefined,
    waitsFor: typeof waitsFor === 'string' ? readHead(scope, reader, waitsFor as DocumentId) : undefined,
  }
}

const TRIES = `${DOCUMENT_HEADS(foundBy('document_trying'))}
  WHERE k.state = 'refused' AND json_extract(k.content, '$.settles') = ?1 ORDER BY k.position DESC LIMIT ?2`
const WAITING = `${DOCUMENT_HEADS(foundBy('document_waiting'))}
  WHERE k.state = 'refused' AND json_extract(k.refusal, '$.waitsFor') = ?1 ORDER BY k.position LIMIT ?2`
const TRIED = `SELECT o.position FROM document d JOIN document o ON o.id = json_extract(d.content, '$.settles')
  WHERE d.position = ?1 AND d.state = 'refused' AND o.state = 'refused' AND o.branch = d.branch`

/** More of either than anybody reads. */
const SHOWN_MAX = 50

/** Settlements of a refusal that were refused too, newest first: nothing of them was booked, and it is still open. */
export function readTries(scope: Scope, reader: Reader, refused: DocumentId): DocumentHead[] {
  return headsOf(scope, reader, TRIES, refused)
}

/** What was refused because it waits for this document, in the order of the book. */
export function readWaiting(scope: Scope, reader: Reader, awaited: DocumentId): DocumentHead[] {
  return headsOf(scope, reader, WAITING, awaited)
}

function headsOf(scope: Scope, reader: Reader, sql: string, id: SqlValue): DocumentHead[] {
  return reader
    .all(sql, id, SHOWN_MAX)
    .map(toDocumentHead)
    .filter(({ branch }) => sees(scope, branch))
}

/** What a refused settlement tried to settle; undefined: it stands for itself. */
export function readTried(
  scope: Scope,
  reader: Reader,
  { position }: DocumentHead,
): DocumentHead | undefined {
  const row = reader.get(TRIED, position)
  return row === undefined ? undefined : readHeadAt(scope, reader, Number(row[0]) as Position)
}
