import type { SqlValue } from '../database/central.ts'
import type { BranchId } from '../kernel/ids.ts'

/** One identity that a process works with central under. Times in milliseconds since 1970, UTC. */
export interface Enrolment {
  /** Under which its documents are written: BRA-K1, after a new card BRA-K1b. */
  readonly incarnation: string
  readonly station: string
  /** A station posts its own scans; an office writes master data too. */
  readonly kind: 'station' | 'office'
  /** null: all branches. */
  readonly branch: BranchId | null
  readonly enrolledAt: number
  readonly expiresAt: number | null
  readonly revokedAt: number | null
  readonly revokedBecause: string | null
}

export const ENROLMENT_COLUMNS =
  'e.incarnation, e.station, e.kind, e.branch, e.enrolled_at, e.expires_at, e.revoked_at, e.revoked_because'

/** Reads the columns of {@link ENROLMENT_COLUMNS}, which come first in the row. */
export function toEnrolment(row: readonly SqlValue[]): Enrolment {
  const [incarnation, station, kind, branch, enrolledAt, expiresAt, revokedAt, revokedBecause] = row
  return {
    incarnation: String(incarnation),
    station: String(station),
    kind: kind as Enrolment['kind'],
    branch: branch as BranchId | null,
    enrolledAt: Number(enrolledAt),
    expiresAt: expiresAt as number | null,
    revokedAt: revokedAt as number | null,
    revokedBecause: revokedBecause as string | null,
  }
}
