import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import type { EnrolmentFile } from '../../core/central/open-enrolments.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import { words } from '../../core/words/catalogue.ts'
import { answerRefusal, answerReplica } from './answers.ts'
import type { GateHealth } from './gate-health.ts'
import type { GateMetrics } from './gate-metrics.ts'
import { asRefusal } from './given-body.ts'
import { GateRefusal } from './gate-refusal.ts'
import type { HranaVersion } from './batch-shape.ts'
import { readPipeline, type Pipeline } from './pipeline.ts'
import { isReplication } from './replicate.ts'
import { admit, type Visitor } from './visitor.ts'

const MEGABYTE = 1_048_576
/** A group of 200 documents has a tenth of it. */
const BODY_MAX_MB = 10

export interface GateRoutesParts {
  readonly file: EnrolmentFile
  readonly clock: Clock
  readonly log: Logger
  readonly metrics: GateMetrics
  readonly health: () => GateHealth
  /** Answers a pipeline of somebody who was let in, or throws {@link GateRefusal}. */
  readonly pass: (c: GateContext, visitor: Visitor, pipeline: Pipeline, path: string) => Promise<Buffer>
  readonly replicate: (bindings: HttpBindings) => Promise<void>
}

interface GateEnv {
  readonly Bindings: HttpBindings
  readonly Variables: { who: string }
}
export type GateContext = Context<GateEnv>

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/

/** Every door of the gate; whatever is not here is not offered. */
export function createGateRoutes(parts: GateRoutesParts): Hono<GateEnv> {
  const { file, clock, metrics, health } = parts
  const app = new Hono<GateEnv>()
  const tell = (error: GateRefusal, path: string, who: string | undefined): void => {
    metrics.refused(error.code)
    parts.log.info({ code: error.code, who, path }, 'turned away')
  }
  const limit = bodyLimit({
    maxSize: BODY_MAX_MB * MEGABYTE,
    onError: () => {
      throw new GateRefusal('GATE_TOO_LARGE', words.gate.tooLarge(BODY_MAX_MB))
    },
  })

  for (const version of [2, 3] as const) {
    const path = `/v${version}/pipeline`
    // Who asks is known before anything of what they sent is read.
    app.post(
      path,
      async (c, next) => {
        c.set('who', admit(file, c.req.header('authorization'), clock.now()).enrolment.incarnation)
        await next()
      },
      limit,
      async (c) => {
        const visitor = admit(file, c.req.header('authorization'), clock.now())
        const body = await parts.pass(c, visitor, pipelineOf(await c.req.text(), version), path)
        return c.body(new Uint8Array(body), 200, { 'content-type': 'application/json' })
      },
    )
    // By which a client finds out that a version is spoken here.
    app.get(`/v${version}`, (c) => c.body(null, 200))
  }
  app.get('/health', (c) => {
    const status = health()
    return c.json({ status }, status === 'ok' ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const isLocal = LOOPBACK.test(c.env.incoming.socket.remoteAddress ?? '')
    if (!isLocal && admit(file, c.req.header('authorization'), clock.now()).access !== 'read')
      throw new GateRefusal('GATE_WRONG_TOKEN', words.gate.readTokenNeeded)
    return c.body(await metrics.scrape(), 200, { 'content-type': metrics.contentType })
  })
  app.post('/wal_log.ReplicationLog/:call', async (c) => {
    if (!isReplication(c.req.path)) throw new GateRefusal('GATE_NOT_OFFERED', words.gate.notOffered)
    try {
      await parts.replicate(c.env)
    } catch (error) {
      const refusal = asRefusal(error)
      tell(refusal, '/wal_log', undefined)
      answerReplica(c.env.outgoing, refusal)
    }
    return RESPONSE_ALREADY_SENT
  })
  app.notFound((c) => {
    const refusal = new GateRefusal('GATE_NOT_OFFERED', words.gate.notOffered)
    tell(refusal, 'other', undefined)
    return answerRefusal(c, refusal)
  })
  app.onError((error, c) => {
    if (!(error instanceof GateRefusal)) parts.log.error({ err: error }, 'the gate failed')
    const refusal = asRefusal(error)
    tell(refusal, c.req.path, c.get('who'))
    return answerRefusal(c, refusal)
  })
  return app
}

function pipelineOf(text: string, version: HranaVersion): Pipeline {
  const pipeline = readPipeline(text, version)
  if (pipeline === 'unreadable') throw new GateRefusal('GATE_UNREADABLE', words.gate.unreadable)
  if (pipeline === 'not_offered') throw new GateRefusal('GATE_NOT_OFFERED', words.gate.notOffered)
  return pipeline
}
