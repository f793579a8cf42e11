import type { ServerBehind } from './server-behind.ts'

/** How the gate is, in one word. `stuck`: the server has had a write for too long. `closed`: for writes. */
export type GateHealth =
  | 'ok'
  | 'closed'
  | 'stuck'
  | Exclude<ReturnType<ServerBehind['state']>['kind'], 'ready'>

/** The worst that can be said of it. */
export function healthOf(facts: {
  readonly server: ReturnType<ServerBehind['state']>['kind']
  readonly isStuck: boolean
  readonly isClosed: boolean
}): GateHealth {
  if (facts.server !== 'ready') return facts.server
  if (facts.isStuck) return 'stuck'
  return facts.isClosed ? 'closed' : 'ok'
}
