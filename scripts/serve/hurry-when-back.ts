import type { Poster } from '../../core/outbox/poster.ts'
import type { Sync } from '../../core/sync/start-sync.ts'

/**
 * To be asked every second: when central is heard again by whoever keeps the replica, the poster, which may be waiting
 * half a minute until its next try, is told.
 */
export function hurryWhenBack(sync: Pick<Sync, 'state'> | undefined, poster: Pick<Poster, 'hurry'>) {
  let wasFresh = true
  return {
    tick(): void {
      const isFresh = sync === undefined || sync.state().kind === 'fresh'
      if (isFresh && !wasFresh) poster.hurry()
      wasFresh = isFresh
    },
  }
}
