import { createHmac, randomBytes } from 'node:crypto'

export const SIGNATURE_HEADER = 'Scanbook-Signature'
export const DELIVERY_HEADER = 'Scanbook-Delivery'
export const EVENT_HEADER = 'Scanbook-Event'

const SECRET_BYTES = 32
const SECRET_PREFIX = 'whsec_'

/** What both ends know and nobody else. */
export function newHookSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64url')
}

/**
 * The header by which the other end knows that a message is ours and new: the second it was sent, and the HMAC-SHA-256
 * of that second, a point and the body, under the secret as it was shown. `sentAt` in milliseconds.
 */
export function signatureOf(secret: string, sentAt: number, body: string): string {
  const seconds = Math.floor(sentAt / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${signature}`
}
