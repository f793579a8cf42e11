import type { Central } from '../../../core/database/central.ts'
import { openCentralHttp } from '../../../core/database/central-http.ts'
import { schemaVersion } from '../../../core/database/migrate.ts'
import type { Outbox } from '../../../core/outbox/outbox.ts'

/** An enrolled writer of a test or a benchmark. */
export interface EnrolledWriter {
  readonly url: string
  readonly token: string
  readonly incarnation: string
}

/** The writer's way to central: the gate takes whoever has its outbox for the same process. */
export function wayThroughGate(
  { url, token, incarnation }: EnrolledWriter,
  { id }: Pick<Outbox, 'id'>,
  timeoutMs: number,
): Central {
  const headers = {
    'x-scanbook-claimant': id,
    'x-scanbook-host': incarnation.toLowerCase(),
    'x-scanbook-schema': String(schemaVersion()),
  }
  return openCentralHttp({ url, token, timeoutMs, headers })
}
