import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CentralAddress } from '../database/central-http.ts'
import { fetchTrusting, type Ask } from '../database/fetch-trusting.ts'
import type { TroubleKind } from './trouble.ts'

/** Those that may be over at any moment, and of which a health that is well again is a sign. */
const AWAY: ReadonlySet<TroubleKind> = new Set(['no_answer', 'closed', 'server_silent'])

/** Between two looks, and up to as much more by chance: machines that lost the same central do not look in step. */
const PAUSE_MS = 2000
const CHANCE_MS = 1000
/** A packet that was lost is sent once more within this. */
const TIMEOUT_MS = 2000

/**
 * Looks out for central while it is away: after long, the next try is up to half a minute off, and a person would stand
 * before a machine that says it has no network when it has.
 */
export interface LineWatch {
  /** What the last round ended by; undefined: nothing, central was heard. */
  readonly roundEnded: (trouble: TroubleKind | undefined) => void
}

export interface LineWatchParts {
  /** Whether central is well. Never throws. */
  readonly isWell: () => Promise<boolean>
  readonly onBack: () => void
  readonly pause?: (signal: AbortSignal) => Promise<void>
}

/**
 * `onBack` is called when central is well again, once: if the round that follows fails all the same, not before central
 * was seen away in between. So whatever is wrong, this brings no more rounds than one for each look that failed.
 */
export function createLineWatch({ isWell, onBack, pause = pauseByChance }: LineWatchParts): LineWatch {
  let watching: AbortController | undefined
  let wasAway = true
  const watch = async (signal: AbortSignal): Promise<void> => {
    for (;;) {
      await pause(signal)
      if (signal.aborted) return
      const isBack = await isWell()
      if (signal.aborted) return
      if (isBack && wasAway) onBack()
      wasAway = !isBack
    }
  }
  return {
    roundEnded(trouble) {
      if (trouble !== undefined && AWAY.has(trouble)) {
        if (watching !== undefined) return
        watching = new AbortController()
        void watch(watching.signal)
        return
      }
      watching?.abort()
      watching = undefined
      // What answers and has another trouble was not away: it is not hurried for that.
      wasAway = trouble === undefined
    },
  }
}

async function pauseByChance(signal: AbortSignal): Promise<void> {
  await sleep(PAUSE_MS + Math.random() * CHANCE_MS, undefined, { signal }).catch(() => undefined)
}

/** Asks central's health, which it tells everybody: one small request, without a token, and never a long one. */
export function createHealthCheck({ url, authority }: Pick<CentralAddress, 'url' | 'authority'>) {
  const ask: Ask = authority === undefined ? fetch : fetchTrusting(readFileSync(authority, 'utf8'))
  const health = `${url.replace(/^libsql:/, 'https:')}/health`
  return async (): Promise<boolean> => {
    try {
      const answer = await ask(new Request(health), { signal: AbortSignal.timeout(TIMEOUT_MS) })
      await answer.body?.cancel()
      return answer.ok
    } catch {
      return false
    }
  }
}
