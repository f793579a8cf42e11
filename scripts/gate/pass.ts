import type { Claims } from '../../core/central/claims.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Closings } from './closings.ts'
import { GateRefusal } from './gate-refusal.ts'
import type { GateContext, GateRoutesParts } from './gate-routes.ts'
import type { PassReads } from './pass-reads.ts'
import type { PassWrites } from './pass-writes.ts'
import { holdClaim } from './visitor.ts'

export interface PassParts {
  readonly claims: Claims
  readonly schema: number
  readonly clock: Clock
  readonly closings: Closings
  readonly reads: PassReads
  readonly writes: PassWrites
}

/** Passes on what somebody sent whom the gate knows: a question, or a write that their token is for. */
export function createPass(parts: PassParts): GateRoutesParts['pass'] {
  const { claims, schema, clock, closings, reads, writes } = parts
  return async (c, visitor, pipeline, path) => {
    const isWrite = pipeline.kind === 'write'
    if (isWrite && visitor.access !== 'write')
      throw new GateRefusal('GATE_WRONG_TOKEN', words.gate.writeTokenNeeded)
    const headerOf = (name: string): string | undefined => c.req.header(name)
    holdClaim({ claims, schema }, visitor, headerOf, { isWrite, now: clock.now() })
    const gone = goneSignal(c)
    if (pipeline.kind === 'write') return await writes.pass(pipeline, visitor.enrolment, path, gone)
    const why = closings.readsBecause()
    if (why !== undefined) throw new GateRefusal('GATE_CLOSED', why)
    return await reads.pass(pipeline, path, gone)
  }
}

/** Aborted when whoever asked is not there any more to hear the answer. */
function goneSignal(c: GateContext): AbortSignal {
  const gone = new AbortController()
  const { outgoing } = c.env
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort()
  })
  return gone.signal
}
