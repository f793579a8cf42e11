import type { NeedFacts } from '../needs/need.ts'

/** What a process knows that has nothing to tell: every fact that a test does not say. */
export function quietFacts(told: Partial<NeedFacts> = {}): NeedFacts {
  return {
    outbox: {
      waitingTotal: () => ({ documents: 0, oldestAcceptedAt: undefined }),
      settledHeads: () => [],
    },
    verify: { latest: () => ({ isGreen: true, summary: '', at: 0 }) },
    // A copy that is never old.
    backups: {
      since: 0,
      latest: () => ({ madeAt: Number.MAX_SAFE_INTEGER, isGreen: true }),
      lastFailure: () => undefined,
    },
    stations: { hostedStations: () => [{ name: 'BRA-K1' }, { name: 'BRB-K1' }] },
    counts: { of: () => NOTHING, onTheRoad: () => [] },
    clock: {},
    disk: { freeBytes: () => Number.MAX_SAFE_INTEGER },
    release: '0.1.0',
    webhooks: { list: () => [] },
    ...told,
  }
}

const NOTHING = { withoutBarcode: [], withoutStock: [], belowReorder: [] } as const
