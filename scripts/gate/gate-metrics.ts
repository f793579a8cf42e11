import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { GATE_ANSWERS, type GateCode } from '../../core/central/gate-answers.ts'
import type { Clock } from '../../core/kernel/clock.ts'

/** Numbers of the gate; never a token, a station, a parameter or a text. */
export interface GateMetrics {
  refused(code: GateCode): void
  /** How long a write waited for its turn (ms). */
  waited(ms: number): void
  /** That the server answered a write, whether the book took it, and how long that took (ms). */
  wrote(isCommitted: boolean, ms: number): void
  /** ms since 1970; undefined: none since this program began. */
  lastWriteAt(): number | undefined
  scrape(): Promise<string>
  readonly contentType: string
}

export interface GateFacts {
  readonly clock: Clock
  readonly waitingWrites: () => number
  readonly readsInHand: () => number
  readonly fullSyncs: () => number
  readonly serverStarts: () => number
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

export function createGateMetrics(facts: GateFacts): GateMetrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  let lastWriteAt: number | undefined
  const refusals = new Counter({
    name: 'scanbook_gate_refusals_total',
    help: 'Requests that the gate did not pass on, by what it said.',
    labelNames: ['code'],
    registers,
  })
  for (const code of Object.keys(GATE_ANSWERS)) refusals.inc({ code }, 0)
  const writes = new Counter({
    name: 'scanbook_gate_writes_total',
    help: 'Writes that the server answered: taken by the book, or not.',
    labelNames: ['outcome'],
    registers,
  })
  for (const outcome of ['committed', 'rolled_back']) writes.inc({ outcome }, 0)
  const waits = new Histogram({
    name: 'scanbook_gate_write_wait_seconds',
    help: 'How long a write waited for its turn.',
    buckets: SECONDS,
    registers,
  })
  const times = new Histogram({
    name: 'scanbook_gate_write_seconds',
    help: 'How long the server took for a write.',
    buckets: SECONDS,
    registers,
  })
  addGauges(registry, facts, () => lastWriteAt)
  return {
    refused: (code) => refusals.inc({ code }),
    waited: (ms) => waits.observe(ms / 1000),
    wrote(isCommitted, ms) {
      writes.inc({ outcome: isCommitted ? 'committed' : 'rolled_back' })
      times.observe(ms / 1000)
      if (isCommitted) lastWriteAt = facts.clock.now()
    },
    lastWriteAt: () => lastWriteAt,
    scrape: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

function addGauges(registry: Registry, facts: GateFacts, lastWriteAt: () => number | undefined): void {
  const gauges: readonly (readonly [name: string, help: string, read: () => number | undefined])[] = [
    ['scanbook_gate_waiting_writes', 'Writes that wait for their turn.', facts.waitingWrites],
    ['scanbook_gate_reads', 'Questions that the server has in hand.', facts.readsInHand],
    ['scanbook_gate_full_syncs', 'Replicas that are being filled from the beginning.', facts.fullSyncs],
    ['scanbook_gate_server_starts', 'How often the server became ready.', facts.serverStarts],
    [
      'scanbook_gate_last_write_timestamp_seconds',
      'When the book last took a write, since 1970; missing before the first.',
      () => (lastWriteAt() ?? Number.NaN) / 1000,
    ],
  ]
  for (const [name, help, read] of gauges)
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          const value = read()
          if (value === undefined || Number.isNaN(value)) this.reset()
          else this.set(value)
        },
      }),
    )
}
