import { createHmac } from 'node:crypto'
import type { AdminDeps } from '../deps.ts'

/** Ages on a page are told in minutes. */
const MINUTE_MS = 60_000
const LENGTH = 16

/**
 * All that pages show besides the address: the book, what waits beside it, what was counted, proven or scanned, and
 * the minute. As a keyed hash: it tells who reads it that something moved, and nothing of what.
 */
export function lookAtEverything({
  readers,
  outbox,
  verify,
  stations,
  counts,
  figures,
  clock,
  cookieKey,
  copy,
}: AdminDeps): string {
  const latest = verify.latest()
  const everything = [
    readers.whole.get('SELECT database_id, epoch, seq FROM meta'),
    outbox.waitingTotal(),
    [verify.isRunning(), latest?.at, latest?.isGreen],
    [counts.rounds(), figures.rounds()],
    stations.hostedStations(),
    copy?.state().kind,
    Math.floor(clock.now() / MINUTE_MS),
  ]
  return createHmac('sha256', cookieKey)
    .update(JSON.stringify(everything))
    .digest('base64url')
    .slice(0, LENGTH)
}
