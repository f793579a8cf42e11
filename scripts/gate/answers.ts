import type { ServerResponse } from 'node:http'
import type { Context } from 'hono'
import { GATE_ANSWERS } from '../../core/central/gate-answers.ts'
import type { GateRefusal } from './gate-refusal.ts'

const RETRY_AFTER_S = '2'

/** The gate's no over HTTP: `{ code, message }`, which our client makes an error of with that code. */
export function answerRefusal(c: Context, { code, message }: GateRefusal): Response {
  const { status, means } = GATE_ANSWERS[code]
  if (means === 'later') c.header('retry-after', RETRY_AFTER_S)
  return c.json({ code, message }, status)
}

/** gRPC's own codes, which a replica's sync reports with the message. */
const GRPC_STATUS: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  404: 7,
  409: 7,
  413: 3,
  503: 14,
  504: 14,
}

/** The same to a replica, which speaks gRPC: how it went is in the headers, and nothing follows. */
export function answerReplica(outgoing: ServerResponse, { code, message }: GateRefusal): void {
  outgoing.writeHead(200, {
    'content-type': 'application/grpc-web+proto',
    'grpc-status': String(GRPC_STATUS[GATE_ANSWERS[code].status]),
    'grpc-message': encodeURIComponent(`${code}: ${message}`),
  })
  outgoing.end()
}
