import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_MS = 1000
const LOOK_MS = 25

/** Waits until the copy of the book that pages are read from has what was just written (design section 5), or a second. */
export async function untilSeen(isThere: () => boolean): Promise<void> {
  for (let waitedMs = 0; waitedMs < WAIT_MS && !isThere(); waitedMs += LOOK_MS) await sleep(LOOK_MS)
}
