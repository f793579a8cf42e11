import { hash } from 'node:crypto'
import { z } from 'zod'
import type { DocumentId, PersonId } from '../../../core/kernel/ids.ts'
import type { KeyedRequest, Written } from '../../../core/tokens/write-once.ts'
import type { Call } from '../operation.ts'
import { apiError } from './errors.ts'

const UUID = z.regexes.uuid()
/** Visible characters and inner spaces: what survives a header as it was sent. */
const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/

/** The Idempotency-Key of a request; throws without one that can be one. */
export function readKey(header: string | undefined): string {
  if (header === undefined || !KEY.test(header)) throw apiError('idempotency_key')
  return header
}

/**
 * The id of the document that a key makes: the key itself where it is a UUID; otherwise one that is derived from who
 * asks and the key, so that no table of keys has to be kept beside the documents.
 */
export function documentIdOf(person: PersonId, key: string): DocumentId {
  if (UUID.test(key)) return key.toLowerCase() as DocumentId
  const hex = hash('sha256', `idempotency-key\n${person}\n${key}`)
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  // Version 8 of RFC 9562: an id by a rule of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}` as DocumentId
}

/** A request that makes a row of master data, by its key and what was asked. */
export function keyedRequest({
  caller: { bearer },
  key,
  body,
  deps: { clock },
}: Call<unknown, unknown, unknown>): Omit<KeyedRequest, 'kind'> {
  return { person: bearer.id, key, bodyHash: hashOfBody(body), at: clock.now() }
}

/** The same for two bodies that say the same, in whatever order they say it. */
export function hashOfBody(body: unknown): string {
  return hash('sha256', inOrder(body))
}

/** JSON with the names of every object in order. */
export function inOrder(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}

/** What became of a keyed write: 201 for what it made, 200 for what it had made before. */
export function madeOnce(written: Written): { readonly id: number; readonly status: 200 | 201 } {
  if (written === 'key_used') throw apiError('idempotency_mismatch')
  return { id: written.made, status: written.isNew ? 201 : 200 }
}
