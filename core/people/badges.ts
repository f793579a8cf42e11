import { createHash, randomBytes } from 'node:crypto'
import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId, PersonId } from '../kernel/ids.ts'
import type { Role } from './create-person.ts'

/** Crockford's base 32: capitals and digits without I, L, O and U, which are misread when a code is typed off a badge. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const CODE_BYTES = 16
const BITS_PER_CHARACTER = 5

/** Whose badge was scanned. Whether they work at this branch is `readWorker`'s question. */
export interface BadgeHolder {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
  /** null: a super admin, who belongs to no branch. */
  readonly branch: BranchId | null
  /** Of their sessions: another one ends those of before. */
  readonly version: number
}

/**
 * A new badge's code: 128 random bits as 26 characters A–Z 0–9 (notes/kiosk-conventions.md: never the staff number).
 * What is printed is `ownCode.badge(code)`.
 */
export function newBadgeCode(): string {
  let rest = BigInt(`0x${randomBytes(CODE_BYTES).toString('hex')}`)
  let code = ''
  for (let bits = 0; bits < CODE_BYTES * 8; bits += BITS_PER_CHARACTER) {
    code = (ALPHABET[Number(rest % 32n)] ?? '') + code
    rest /= 32n
  }
  return code
}

/**
 * What the book keeps of a badge's code: its SHA-256 in hex. No salt and no slow hash: nobody guesses 128 random bits,
 * and a scan is looked up by it.
 */
export function hashBadge(code: string): string {
  return createHash('sha256').update(code).digest('hex')
}

const ISSUE = catalogued(
  'badge.issued',
  `INSERT INTO badge (code_hash, person, issued_at)
  SELECT ?1, id, ?3 FROM person WHERE id = ?2 AND is_service = 0`,
  { by: 'offices' },
)
const REVOKE = catalogued(
  'badge.revoked',
  'UPDATE badge SET revoked_at = ?2 WHERE person = ?1 AND revoked_at IS NULL',
  { by: 'offices' },
)

/**
 * Gives a person a new badge, and takes every older one of theirs out of use. `now` in milliseconds since 1970.
 * Returns its code, which is kept nowhere: print it, show it once, log it never.
 */
export async function issueBadge(central: Central, person: PersonId, now: number): Promise<string> {
  const code = newBadgeCode()
  await writeMaster(central, [
    revoking(person, now),
    {
      sql: ISSUE,
      args: [hashBadge(code), person, now],
    },
  ])
  return code
}

/** Takes every badge of a person out of use: lost, or gone with somebody who left. Stations know after their next sync. */
export async function revokeBadges(central: Central, person: PersonId, now: number): Promise<void> {
  await writeMaster(central, [revoking(person, now)])
}

/** The statement of {@link revokeBadges}, for a batch that does more. */
export function revoking(person: PersonId, now: number): Write {
  return {
    sql: REVOKE,
    args: [person, now],
  }
}

/**
 * Whose badge carries this code (as `parseScan` gives it): 'revoked' when it was one, or when its holder is not active
 * any more; undefined when it never was a badge of this company.
 */
export function readBadgeHolder(reader: Reader, code: string): BadgeHolder | 'revoked' | undefined {
  const row = reader.get(
    `SELECT p.id, p.name, p.role, p.branch, p.session_version, b.revoked_at IS NULL AND p.is_active
     FROM badge b JOIN person p ON p.id = b.person WHERE b.code_hash = ?1`,
    hashBadge(code),
  )
  if (row === undefined) return undefined
  const [id, name, role, branch, version, isGood] = row
  if (isGood !== 1) return 'revoked'
  return {
    id: Number(id) as PersonId,
    name: String(name),
    role: role as Role,
    branch: branch === null ? null : (Number(branch) as BranchId),
    version: Number(version),
  }
}
