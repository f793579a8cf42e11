import { openOutbox } from '../../core/outbox/outbox.ts'
import { watchLoop } from './held-loop.ts'

/** A session of some forty lines. */
const STATE = 'x'.repeat(12_000)

/**
 * `saving-loop FILE EVERY_MS`: saves a session now and then, as each scan does, and nothing else. How long its loop is
 * held is the machine's doing, and the disk's; it says so at every message.
 */
const [path = '', everyMs = ''] = process.argv.slice(2)
const watch = watchLoop()
const outbox = openOutbox(path)
setInterval(() => outbox.saveSessions([{ name: 'BRA-K1', state: STATE }], Date.now()), Number(everyMs))
process.on('message', () => process.send?.(watch.found()))
process.once('disconnect', () => process.exit(0))
