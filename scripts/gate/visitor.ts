import type { Claims } from '../../core/central/claims.ts'
import type { Enrolment } from '../../core/central/enrolment.ts'
import type { TokenAccess } from '../../core/central/enrolment-token.ts'
import type { EnrolmentFile } from '../../core/central/open-enrolments.ts'
import { words } from '../../core/words/catalogue.ts'
import { GateRefusal } from './gate-refusal.ts'

/** Who a request comes from: a token that may be used, and whose it is. */
export interface Visitor {
  readonly enrolment: Enrolment
  readonly access: TokenAccess
}

export type HeaderOf = (name: string) => string | undefined

const BEARER = /^Bearer ([\w-]{1,100})$/

/** Finds out who asks; throws what they have to know where they may not. */
export function admit(
  { enrolments }: Pick<EnrolmentFile, 'enrolments'>,
  authorization: string | undefined,
  now: number,
): Visitor {
  const token = BEARER.exec(authorization ?? '')?.[1]
  if (token === undefined) throw new GateRefusal('GATE_TOKEN_UNKNOWN', words.gate.tokenMissing)
  const bearer = enrolments.findByToken(token, now)
  if (bearer === undefined) throw new GateRefusal('GATE_TOKEN_UNKNOWN', words.gate.tokenUnknown)
  const { state, enrolment, access } = bearer
  const { incarnation, revokedAt, revokedBecause, expiresAt } = enrolment
  if (state === 'revoked')
    throw new GateRefusal(
      'GATE_TOKEN_REVOKED',
      words.gate.tokenRevoked(incarnation, dayOf(revokedAt), revokedBecause ?? ''),
    )
  if (state === 'expired')
    throw new GateRefusal('GATE_TOKEN_EXPIRED', words.gate.tokenExpired(incarnation, dayOf(expiresAt)))
  return { enrolment, access }
}

function dayOf(at: number | null): string {
  return new Date(at ?? 0).toISOString().slice(0, 10)
}

const CLAIMANT = /^[\w.-]{1,128}$/
const HOST = /^[\w.-]{1,255}$/
const SCHEMA = /^\d{1,6}$/

/**
 * Holds the identity for the process that asks, as it says of itself; throws where another one has it. A question may
 * come without saying so; a write may not, and its writer must work with this schema of the book.
 */
export function holdClaim(
  { claims, schema }: { readonly claims: Claims; readonly schema: number },
  { enrolment: { incarnation } }: Visitor,
  headerOf: HeaderOf,
  { isWrite, now }: { readonly isWrite: boolean; readonly now: number },
): void {
  const claimant = headerOf('x-scanbook-claimant')
  if (claimant === undefined && !isWrite) return
  const host = headerOf('x-scanbook-host') ?? ''
  const theirs = headerOf('x-scanbook-schema') ?? ''
  if (claimant === undefined || !CLAIMANT.test(claimant) || !HOST.test(host) || !SCHEMA.test(theirs))
    throw new GateRefusal('GATE_UNREADABLE', words.gate.claimMissing)
  const claim = claims.claim(incarnation, { claimant, host }, now)
  if (claim.state === 'second') {
    const since = new Date(claim.holder.since).toISOString().slice(0, 16).replace('T', ' ')
    throw new GateRefusal(
      'GATE_SECOND_CLAIMANT',
      words.gate.secondClaimant(incarnation, claim.holder.host, `${since} UTC`, host),
    )
  }
  if (isWrite && Number(theirs) !== schema)
    throw new GateRefusal('GATE_STATEMENT_UNKNOWN', words.gate.otherSchema(incarnation, theirs, schema))
}
