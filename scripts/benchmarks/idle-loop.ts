import { fdatasyncSync, openSync, writeSync } from 'node:fs'
import { watchLoop } from './held-loop.ts'

const PAGE = Buffer.alloc(4096)

/**
 * `idle-loop FILE EVERY_MS`: writes a page and waits for the disk, as a scan does, and nothing else. How long its loop
 * is held is the machine's doing, and the disk's; it says so at every message.
 */
const [path = '', everyMs = ''] = process.argv.slice(2)
const watch = watchLoop()
const file = openSync(path, 'w', 0o600)
setInterval(() => {
  writeSync(file, PAGE, 0, PAGE.length, 0)
  fdatasyncSync(file)
}, Number(everyMs))
process.on('message', () => process.send?.(watch.worst()))
process.once('disconnect', () => process.exit(0))
