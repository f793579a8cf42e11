import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { EnrolmentFile } from '../../core/central/open-enrolments.ts'
import { createWriteQueue } from '../../core/central/write-queue.ts'
import { systemClock, type Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Answering } from '../serve/front.ts'
import { createClosings, type Closing } from './closings.ts'
import { createFullSyncs } from './full-syncs.ts'
import { healthOf, type GateHealth } from './gate-health.ts'
import { createGateMetrics } from './gate-metrics.ts'
import { createGateRoutes } from './gate-routes.ts'
import { createPass } from './pass.ts'
import { createPassReads, type ReadLimits } from './pass-reads.ts'
import { createPassWrites, type WriteLimits } from './pass-writes.ts'
import { replicate } from './replicate.ts'
import type { ServerBehind } from './server-behind.ts'

export interface GateParts {
  readonly server: ServerBehind
  readonly file: EnrolmentFile
  /** Of the book: writers of another one wait. */
  readonly schema: number
  readonly log: Logger
  readonly clock?: Clock
  readonly writes?: WriteLimits
  readonly reads?: ReadLimits
}

/** What stands between the stations and the server: who they are, what they may send, and one write at a time. */
export interface Gate extends Answering {
  /** Closes it for writes; resolves when the server has none in hand, with what opens it again. */
  close(closing: Closing): Promise<() => void>
  /** Does `work` while it is closed, as for a migration or a copy; open again when it ends, whichever way. */
  drained<Done>(closing: Closing, work: () => Promise<Done>): Promise<Done>
  health(): GateHealth
  /** When the book last took a write (ms since 1970); undefined: none since this program began. */
  lastWriteAt(): number | undefined
}

/** A writer's own patience is 30 s or so: it hears from us before. */
const WRITES: WriteLimits = { turnMs: 10_000, answerMs: 15_000 }
const READS: ReadLimits = { atOnce: 8, waiting: 64, answerMs: 20_000 }

export function createGate(parts: GateParts): Gate {
  const { server, file, clock = systemClock, writes: limits = WRITES, reads: readLimits = READS } = parts
  const queue = createWriteQueue()
  const closings = createClosings()
  const fullSyncs = createFullSyncs(clock)
  const reads = createPassReads(server, readLimits)
  const metrics = createGateMetrics({
    clock,
    waitingWrites: () => queue.state().waiting,
    readsInHand: () => reads.asking(),
    fullSyncs: () => fullSyncs.count(),
    serverStarts: () => server.state().starts,
  })
  const closedBecause = (): string => closings.writesBecause() ?? words.gate.closing
  const { heard, claims } = file
  const writes = createPassWrites({ server, heard, queue, clock, metrics, limits, closedBecause })
  const health = (): GateHealth =>
    healthOf({
      server: server.state().kind,
      isStuck: writes.inHandMs() > limits.answerMs,
      isClosed: !queue.state().isOpen,
    })
  const routes = createGateRoutes({
    file,
    clock,
    log: parts.log,
    metrics,
    health,
    pass: createPass({ claims, schema: parts.schema, clock, closings, reads, writes }),
    replicate: ({ incoming, outgoing }) =>
      replicate(
        { server, file, fullSyncs, clock, closedBecause: () => closings.readsBecause() },
        // Of HTTP/1.1, which is all that listen-gate.ts serves.
        incoming as IncomingMessage,
        outgoing as ServerResponse,
      ),
  })
  const close: Gate['close'] = async (closing) => {
    const takeBack = closings.add(closing)
    await queue.drain()
    return () => {
      takeBack()
      if (closings.writesBecause() === undefined) queue.open()
    }
  }
  return {
    fetch: (request, env) => routes.fetch(request, env),
    close,
    async drained(closing, work) {
      const open = await close(closing)
      try {
        return await work()
      } finally {
        open()
      }
    },
    health,
    lastWriteAt: () => metrics.lastWriteAt(),
  }
}
