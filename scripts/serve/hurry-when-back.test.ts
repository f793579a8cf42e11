import { expect, it } from 'vitest'
import type { SyncState } from '../../core/sync/sync-state.ts'
import { hurryWhenBack } from './hurry-when-back.ts'

const FRESH: SyncState = { kind: 'fresh', since: 0 }
const STALE: SyncState = { kind: 'stale', since: 0, reason: 'no_answer', progress: undefined }

it('the poster is told each time when central is heard again, and only then', () => {
  let state = FRESH as SyncState
  let told = 0
  const line = hurryWhenBack({ state: () => state }, { hurry: () => told++ })
  const after = (next: SyncState): number => {
    state = next
    line.tick()
    return told
  }
  expect([FRESH, STALE, STALE, FRESH, FRESH, STALE, FRESH].map(after)).toEqual([0, 0, 0, 1, 1, 1, 2])
})

it('beside the book itself there is no line that could come back', () => {
  const line = hurryWhenBack(undefined, { hurry: () => expect.unreachable() })
  line.tick()
  line.tick()
})
