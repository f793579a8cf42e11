import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { ReasonUse } from './reason-code.table.ts'

/** Why something was lost, found, returned or stopped: chosen from a list, so that it can be added up. */
export interface Reason {
  readonly code: string
  readonly name: string
  readonly usedFor: ReasonUse
  readonly isRetired: boolean
}

const REASON = 'SELECT code, name, used_for, is_retired FROM reason_code'

/** All reasons, the retired ones too, by name. A company has a few dozen. */
export function readReasons(reader: Reader): Reason[] {
  return reader.all(`${REASON} ORDER BY is_retired, name, code`).map(toReason)
}

/** The reasons that may be given for something now, by name. */
export function readReasonsFor(reader: Reader, use: ReasonUse): Reason[] {
  return reader.all(`${REASON} WHERE used_for = ?1 AND is_retired = 0 ORDER BY name, code`, use).map(toReason)
}

export function readReason(reader: Reader, code: string): Reason | undefined {
  const row = reader.get(`${REASON} WHERE code = ?1`, code)
  return row === undefined ? undefined : toReason(row)
}

function toReason([code, name, usedFor, isRetired]: Row): Reason {
  return {
    code: String(code),
    name: String(name),
    usedFor: usedFor as ReasonUse,
    isRetired: isRetired === 1,
  }
}
