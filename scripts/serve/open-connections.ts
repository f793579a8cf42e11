import type { Logger } from 'pino'
import type { ApiDeps } from '../../admin/api/api-deps.ts'
import { createApiWrites } from '../../admin/api/api-writes.ts'
import type { OutcomeBoard } from '../../admin/api/documents/outcome-news.ts'
import { RATE } from '../../admin/api/http/rate-limit.ts'
import { createMetrics, type Metrics } from '../../admin/health/metrics.ts'
import { probesOf, type Probe } from '../../admin/health/readiness.ts'
import type { BackupFacts } from '../../core/backup/backup-facts.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import type { Central } from '../../core/database/central.ts'
import { isDemoBook } from '../../core/database/is-demo-book.ts'
import { freeBytesAt } from '../../core/kernel/disk-room.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'
import type { Poster } from '../../core/outbox/poster.ts'
import { demoTokensInUse } from '../demo/tokens.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'

/** What other machines find here: the API, and how this process is. */
export interface Connections {
  readonly api: ApiDeps
  readonly health: { readonly metrics: Metrics; readonly probes: readonly Probe[] }
  /** Bearer tokens of a demo, for its start to print; none of any other book. */
  readonly demoTokens: ReturnType<typeof demoTokensInUse>
  outcomesArrived(outcomes: readonly Outcome[]): void
}

interface ConnectionParts {
  readonly central: Central
  readonly outbox: Outbox
  readonly poster: Poster
  /** What whoever sits at a desk reads and writes by, people and other systems alike. */
  readonly desk: Pick<ApiDeps, 'readers' | 'clock' | 'formats' | 'outbox' | 'verify'>
  readonly board: OutcomeBoard
  readonly stations: readonly unknown[]
  readonly backups: Pick<BackupFacts, 'latest'>
  readonly log: Logger
}

const ANY_ROW = 'SELECT seq FROM meta'

export function openConnections({ dataFolder }: Settings, parts: ConnectionParts): Connections {
  const { central, outbox, poster, desk, board, stations, backups, log } = parts
  const { readers, clock, verify } = desk
  const metrics = createMetrics({
    clock,
    outbox,
    poster: () => poster.state(),
    verify,
    hostedStations: () => stations.length,
    latestBackupAt: () => backups.latest()?.madeAt,
  })
  const isDemo = isDemoBook(readers.whole)
  return {
    api: {
      ...desk,
      outcomes: board,
      rate: RATE,
      cursorKey: readOrMakeSecret(dataFolder, 'cookie.key'),
      writes: createApiWrites(central),
      report: (error, code) => log.error({ err: error, code }),
    },
    health: {
      metrics,
      probes: probesOf({
        readBook: () => void readers.whole.get(ANY_ROW),
        touchOutbox: () => outbox.touch(),
        poster: () => poster.state(),
        freeBytes: () => freeBytesAt(dataFolder),
      }),
    },
    demoTokens: isDemo ? demoTokensInUse(readers.whole, readOrMakeSecret(dataFolder, 'pin.key')) : [],
    outcomesArrived: (outcomes) => metrics.count(outcomes),
  }
}
