import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

interface Cost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** 34 MB and about a tenth of a second here, four times that on a Pi 4 (notes/libraries.md, section 3). */
export const PASSWORD_COST: Cost = { n: 2 ** 15, r: 8, p: 1 }
const SALT_BYTES = 16
const KEY_BYTES = 32
const MEMORY_SPARE = 2
const MEMORY_MAX = 512 * 1024 * 1024

/** Encodes a password as `scrypt$N$r$p$salt$hash`. Off the event loop. */
export async function encodePassword(password: string, cost: Cost = PASSWORD_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(password, salt, cost)
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/**
 * Whether the password is the encoded one; false for anything that is not an encoding. At the cost it was encoded
 * with, so that a password set under an older cost still opens.
 */
export async function isPassword(password: string, encoded: string): Promise<boolean> {
  const parts = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(encoded)
  if (parts === null) return false
  const [, n, r, p, salt = '', key = ''] = parts
  const expected = Buffer.from(key, 'base64url')
  const cost = { n: Number(n), r: Number(r), p: Number(p) }
  if (!isCost(cost)) return false
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost)
  return derived.length === expected.length && timingSafeEqual(derived, expected)
}

/** What scrypt takes, and this machine has the memory for. */
function isCost({ n, r, p }: Cost): boolean {
  const isPowerOfTwo = n > 1 && Number.isInteger(Math.log2(n))
  return isPowerOfTwo && r > 0 && p > 0 && 128 * n * r <= MEMORY_MAX
}

function derive(password: string, salt: Buffer, { n, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = MEMORY_SPARE * 128 * n * r
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { N: n, r, p, maxmem }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
