import { createHmac, timingSafeEqual } from 'node:crypto'
import { NotHere } from './errors.tsx'

const SIGNATURE_BYTES = 12

/**
 * Cursors of chains of moves carry the balance at the move they begin with, so that no page has to walk from the
 * newest one. They are signed together with what they belong to: nobody can make up a balance or mix two chains.
 */
export interface SignedCursors {
  write(subject: string, numbers: readonly number[]): string
  /** The numbers of a cursor that we wrote for this subject; undefined without one; NotHere for any other. */
  read(subject: string, cursor: string | undefined): number[] | undefined
}

export function createSignedCursors(key: string): SignedCursors {
  const sign = (subject: string, body: string): Buffer =>
    createHmac('sha256', key).update(`cursor\n${subject}\n${body}`).digest().subarray(0, SIGNATURE_BYTES)
  return {
    write(subject, numbers) {
      const body = numbers.join('.')
      return `${body}~${sign(subject, body).toString('base64url')}`
    },
    read(subject, cursor) {
      if (cursor === undefined) return undefined
      const [body = '', signature = ''] = cursor.split('~')
      const given = Buffer.from(signature, 'base64url')
      const expected = sign(subject, body)
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new NotHere()
      return body.split('.').map(Number)
    },
  }
}
