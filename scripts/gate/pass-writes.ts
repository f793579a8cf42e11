import { allowWrites, heardIn } from '../../core/central/allow-writes.ts'
import type { HeardOf } from '../../core/central/heard.ts'
import type { Enrolment } from '../../core/central/enrolment.ts'
import type { WriteQueue } from '../../core/central/write-queue.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { forward } from './forward.ts'
import { GateRefusal } from './gate-refusal.ts'
import type { GateMetrics } from './gate-metrics.ts'
import { asRefusal, givenBody } from './given-body.ts'
import type { Pipeline } from './pipeline.ts'
import type { ServerBehind } from './server-behind.ts'

export interface WriteLimits {
  /** How long a write may wait for its turn (ms). */
  readonly turnMs: number
  /** How long whoever asked waits for the server (ms). The server has the write for as long as it takes. */
  readonly answerMs: number
}

export interface PassWritesParts {
  readonly server: ServerBehind
  readonly queue: WriteQueue
  readonly heard: HeardOf
  readonly clock: Clock
  readonly metrics: GateMetrics
  readonly limits: WriteLimits
  /** Why the gate is closed, for a person. */
  readonly closedBecause: () => string
}

type Write = Extract<Pipeline, { readonly kind: 'write' }>

export type PassWrites = ReturnType<typeof createPassWrites>

/** Passes writes on to the server, one at a time. Throws {@link GateRefusal}, or returns the server's own answer. */
export function createPassWrites(parts: PassWritesParts) {
  const { server, queue, heard, clock, metrics, limits, closedBecause } = parts

  let inHandSince: number | undefined

  /** Settles when the server answered or ended, whoever still waits for it. */
  const writeNow = async (write: Write, who: Enrolment, path: string): Promise<Buffer> => {
    const began = clock.now()
    inHandSince = began
    const asked = forward(server.url, { path, token: server.writeToken(), body: write.body })
    const body = givenBody(await asked.finally(() => (inHandSince = undefined)))
    const isCommitted = write.isCommitted(JSON.parse(body.toString()))
    // Before anybody hears of it: what was acknowledged and is lost in a restore can be named.
    const documents = isCommitted ? heardIn(write.statements) : []
    for (const document of documents) heard.record({ ...document, at: clock.now() })
    metrics.wrote(isCommitted, clock.now() - began)
    return body
  }

  const pass = async (write: Write, who: Enrolment, path: string, gone: AbortSignal): Promise<Buffer> => {
    const no = allowWrites(write.statements, who)
    if (no !== undefined) throw new GateRefusal(no.code, no.message)
    const asked = clock.now()
    const turnEnds = new AbortController()
    const turnTimer = setTimeout(() => turnEnds.abort(), limits.turnMs)
    const answer = createTimeLimit(limits.answerMs, new GateRefusal('GATE_NO_ANSWER', words.gate.noAnswer))
    const begin = (): Promise<Buffer> => {
      clearTimeout(turnTimer)
      metrics.waited(clock.now() - asked)
      answer.begin()
      return writeNow(write, who, path)
    }
    try {
      const turn = queue.run(who.incarnation, begin, AbortSignal.any([gone, turnEnds.signal]))
      const result = await Promise.race([turn, answer.over])
      if (result.state === 'done') return result.answer
      if (result.state === 'closed') throw new GateRefusal('GATE_CLOSED', closedBecause())
      const { busy, waitedTooLong } = words.gate
      throw new GateRefusal('GATE_BUSY', result.state === 'busy' ? busy : waitedTooLong)
    } catch (error) {
      throw asRefusal(error)
    } finally {
      clearTimeout(turnTimer)
      answer.end()
    }
  }

  return {
    pass,
    /** For how long the server has had a write without an answer (ms); 0: it has none. */
    inHandMs: (): number => (inHandSince === undefined ? 0 : clock.now() - inHandSince),
  }
}

/** A promise that rejects so long after `begin`, unless it has ended. */
function createTimeLimit(
  ms: number,
  error: Error,
): { readonly over: Promise<never>; begin(): void; end(): void } {
  let timer: NodeJS.Timeout | undefined
  let fail: ((error: Error) => void) | undefined
  const over = new Promise<never>((_, reject) => (fail = reject))
  return {
    over,
    begin: () => void (timer = setTimeout(() => fail?.(error), ms)),
    end: () => clearTimeout(timer),
  }
}
