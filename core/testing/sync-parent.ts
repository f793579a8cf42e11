import { setInterval as every } from 'node:timers/promises'
import { systemClock } from '../kernel/clock.ts'
import { startSync } from '../sync/start-sync.ts'

const LOOK_MS = 20

/**
 * A station with nothing but its replica, for tests that kill it: `sync-parent FOLDER URL TOKEN ENTRY SILENCE_MS`,
 * forked. Sends its state and seq whenever that changes.
 */
const [folder = '', url = '', token = '', entry = '', silenceMs = ''] = process.argv.slice(2)
const sync = startSync({
  folder,
  central: { url, token },
  clock: systemClock,
  noise: () => {},
  report: (error) => console.error(error),
  entry,
  times: { everyMs: 50, timeoutMs: 20_000, silenceMs: Number(silenceMs) },
})
process.on('disconnect', () => process.exit(0))
let said = ''
for await (const _ of every(LOOK_MS)) {
  const news = { state: sync.state(), seq: sync.seq() }
  if (said === JSON.stringify(news)) continue
  said = JSON.stringify(news)
  process.send?.(news)
}
