import type { StationContact } from '../stations/contact.ts'
import { TEST_NOW } from './bakery.ts'

/** What a station tells that is well and has nothing to say: every part that a test does not say. */
export function contactOf(told: Partial<StationContact> = {}): StationContact {
  return {
    at: TEST_NOW,
    waiting: 0,
    oldestAcceptedAt: undefined,
    lastSeq: 0,
    release: '0.1.0',
    schema: 13,
    clockOffsetMs: 0,
    knownAt: undefined,
    host: 'till-1',
    freeBytes: undefined,
    ...told,
  }
}
