import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { apiError } from './errors.ts'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
const CURSOR_MAX = 800

/**
 * Where a list goes on, for who asked for the list and for nobody else to read: a cursor may hold a balance or a place
 * in the whole book. It is sealed together with the list it belongs to, so that no cursor can be made up, or used for
 * another list.
 */
export interface SealedCursors {
  write(subject: string, value: unknown): string
  /** undefined without one; throws for any that was not written for this subject. */
  read<Schema extends z.ZodType>(
    subject: string,
    cursor: string | undefined,
    schema: Schema,
  ): z.infer<Schema> | undefined
}

export function createSealedCursors(secret: string): SealedCursors {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'api cursors', 32))
  return {
    write(subject, value) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(subject))
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')
    },
    read(subject, cursor, schema) {
      if (cursor === undefined) return undefined
      const parsed = schema.safeParse(open(key, subject, cursor))
      if (!parsed.success) throw apiError('cursor_unknown')
      return parsed.data
    },
  }
}

function open(key: Buffer, subject: string, cursor: string): unknown {
  const bytes = cursor.length > CURSOR_MAX ? Buffer.alloc(0) : Buffer.from(cursor, 'base64url')
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined
  const opening = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(subject))
    .setAuthTag(bytes.subarray(-TAG_BYTES))
  try {
    const body = bytes.subarray(IV_BYTES, -TAG_BYTES)
    return JSON.parse(opening.update(body, undefined, 'utf8') + opening.final('utf8')) as unknown
  } catch {
    return undefined
  }
}
