import type { Scope } from '../branches/scope.ts'
import type { Reader } from '../database/reader.ts'
import type { DocumentId } from '../kernel/ids.ts'
import type { DocumentHead } from './document-head.ts'
import { readHead } from './read-document.ts'

const BY_NUMBER = `SELECT d.id FROM branch b CROSS JOIN document d ON d.branch = b.id AND d.series = ?2 AND d.number = ?3
  WHERE b.prefix = ?1`
const BY_REFERENCE = `SELECT d.id FROM writer w CROSS JOIN document d ON d.writer = w.id AND d.seq = ?2
  WHERE w.incarnation = ?1`
const BY_TRANSFER =
  'SELECT d.id FROM transfer t CROSS JOIN document d ON d.position = t.dispatch WHERE t.reference = ?1'

/**
 * The document that a person calls by its number (BRA-SAL-00012), its writer's reference (BRA-K1-000123) or its
 * transfer's (BRA-iTrans-00001); undefined when there is none in the scope.
 */
export function findDocument(scope: Scope, reader: Reader, called: string): DocumentHead | undefined {
  const text = called.trim()
  const parts = /^(.+)-(\d{1,9})$/.exec(text)
  if (parts === null) return undefined
  const [, name = '', digits] = parts
  const number = Number(digits)
  const [prefix = '', series = ''] = name.toUpperCase().split('-')
  const row =
    reader.get(BY_NUMBER, prefix, series, number) ??
    reader.get(BY_REFERENCE, name, number) ??
    reader.get(BY_REFERENCE, name.toUpperCase(), number) ??
    reader.get(BY_TRANSFER, text)
  return row === undefined ? undefined : readHead(scope, reader, String(row[0]) as DocumentId)
}

/** Whether a document of this id is in the book at all, of whatever branch: an id is never used twice. */
export function isInBook(reader: Reader, id: DocumentId): boolean {
  return reader.get('SELECT 1 FROM document WHERE id = ?1', id) !== undefined
}
