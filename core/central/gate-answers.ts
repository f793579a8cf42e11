/** What a writer makes of an answer of the gate: who we are is not accepted; another release; try again later. */
export type GateMeaning = 'denied' | 'other_release' | 'later'

/**
 * What the gate in front of central says by itself, by code: its HTTP status, and what it means to a writer. Each is
 * sent as `{ code, message }`. None of them is a refusal: the document stays where it is.
 */
export const GATE_ANSWERS = {
  GATE_TOKEN_UNKNOWN: { status: 401, means: 'denied' },
  GATE_TOKEN_EXPIRED: { status: 401, means: 'denied' },
  GATE_TOKEN_REVOKED: { status: 403, means: 'denied' },
  /** A token that may only read was used for a write, or the other way about. */
  GATE_WRONG_TOKEN: { status: 403, means: 'denied' },
  /** The statement names a writer, a station or a branch that is not the token's. */
  GATE_NOT_YOURS: { status: 403, means: 'denied' },
  /** Another machine works under this identity. */
  GATE_SECOND_CLAIMANT: { status: 409, means: 'denied' },
  /** A text that is not in this release's catalogue of writes. */
  GATE_STATEMENT_UNKNOWN: { status: 403, means: 'other_release' },
  /** A door that this gate does not have. */
  GATE_NOT_OFFERED: { status: 404, means: 'denied' },
  /** Not a request as this release makes them. */
  GATE_UNREADABLE: { status: 400, means: 'denied' },
  GATE_TOO_LARGE: { status: 413, means: 'denied' },
  /** More wait than the gate lets wait. */
  GATE_BUSY: { status: 503, means: 'later' },
  /** Starting, drained for a migration or a copy, or restored and not opened yet. */
  GATE_CLOSED: { status: 503, means: 'later' },
  /** The server behind gave no answer in time: whether it wrote is unknown. */
  GATE_NO_ANSWER: { status: 504, means: 'later' },
} as const satisfies Record<string, { readonly status: number; readonly means: GateMeaning }>

export type GateCode = keyof typeof GATE_ANSWERS
