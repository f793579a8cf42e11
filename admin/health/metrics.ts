import type { MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Outcome } from '../../core/book/outcome.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { VerifyLight } from '../deps.ts'
import { patternOf } from './route-patterns.ts'

/** What is measured: numbers of this process and its files, never a name of a person or an item. */
export interface MeasuredParts {
  readonly clock: Clock
  readonly outbox: {
    waitingTotal(): { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
  }
  readonly poster: () => { readonly kind: string }
  readonly verify: Pick<VerifyLight, 'latest'>
  readonly hostedStations: () => number
  /** When the newest backup was made, ms; undefined: there is none, or none is made here. */
  readonly latestBackupAt: () => number | undefined
}

export interface Metrics {
  /** For the poster: what became of documents. */
  count(outcomes: readonly Outcome[]): void
  /** Times every request by the pattern of its address. */
  readonly timeRequests: MiddlewareHandler
  /** The text of a scrape, and its type. */
  scrape(): Promise<string>
  readonly contentType: string
  close(): void
}

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]
const POSTER_STATES = ['idle', 'posting', 'retrying', 'stopped'] as const

export function createMetrics(parts: MeasuredParts): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const outcomes = new Counter({
    name: 'scanbook_documents_total',
    help: 'Documents of this process whose outcome is known, since it began.',
    labelNames: ['state'],
    registers: [registry],
  })
  for (const state of ['posted', 'refused']) outcomes.inc({ state }, 0)
  const requests = new Histogram({
    name: 'scanbook_http_request_duration_seconds',
    help: 'Time until an answer begins, by method, pattern of the address and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  })
  addGauges(registry, parts)
  return {
    count(known) {
      for (const { state } of known) outcomes.inc({ state })
    },
    async timeRequests(c, next) {
      const end = requests.startTimer()
      await next()
      end({ method: knownMethod(c.req.method), route: patternOf(c.req.path), status: String(c.res.status) })
    },
    scrape: () => registry.metrics(),
    contentType: registry.contentType,
    close: () => registry.clear(),
  }
}

/** Anybody can make up a method; a label must not be made up. */
function knownMethod(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other'
}

function addGauges(registry: Registry, parts: MeasuredParts): void {
  const { clock, outbox, verify, hostedStations, latestBackupAt } = parts
  const ageOf = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : Math.max(0, clock.now() - at) / 1000
  const gauges: readonly (readonly [name: string, help: string, read: () => number | undefined])[] = [
    [
      'scanbook_outbox_waiting_documents',
      'Accepted and not posted yet.',
      () => outbox.waitingTotal().documents,
    ],
    [
      'scanbook_outbox_oldest_seconds',
      'Age of the oldest of them; 0 when none waits.',
      () => ageOf(outbox.waitingTotal().oldestAcceptedAt) ?? 0,
    ],
    [
      'scanbook_verify_green',
      '1: the latest proof found the books in order; 0: it did not. Absent until the first proof.',
      () => toNumber(verify.latest()?.isGreen),
    ],
    ['scanbook_verify_age_seconds', 'Age of that proof.', () => ageOf(verify.latest()?.at)],
    ['scanbook_hosted_stations', 'Stations of this process.', hostedStations],
    ['scanbook_backup_age_seconds', 'Age of the newest backup.', () => ageOf(latestBackupAt())],
  ]
  for (const [name, help, read] of gauges) addGauge(registry, name, help, read)
  const state = new Gauge({
    name: 'scanbook_poster_state',
    help: '1 for what the poster does now.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { kind } = parts.poster()
      for (const each of POSTER_STATES) state.set({ state: each }, each === kind ? 1 : 0)
    },
  })
}

function addGauge(registry: Registry, name: string, help: string, read: () => number | undefined): void {
  const gauge = new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      const value = read()
      // What is not known is not zero.
      if (value === undefined) gauge.remove()
      else gauge.set(value)
    },
  })
}

function toNumber(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value)
}
