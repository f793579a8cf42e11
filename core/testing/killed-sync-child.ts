import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'

/**
 * The sync child, that is killed just before one of its calls to the system where a file `kill-at` in its folder says
 * so: "rename 2", at the second of these that any of its threads makes. The file is taken away, so that the next child
 * lives. Forked like `sync-child.ts`, as its `entry`.
 */
const order = join(process.argv[2] ?? '', 'kill-at')
if (existsSync(order)) {
  const [call = '', count = ''] = readFileSync(order, 'utf8').split(' ')
  rmSync(order)
  await killMyselfAt(call, count)
}
await import('../sync/sync-child.ts')

async function killMyselfAt(call: string, count: string): Promise<void> {
  const what = [`trace=${call}`, `inject=${call}:signal=SIGKILL:when=${count}`].flatMap((each) => [
    '-e',
    each,
  ])
  const tracer = spawn('strace', ['-f', ...what, '-o', '/dev/null', '-p', String(process.pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  // It says so when it looks on at the process and all its threads, and of each new thread: that has to be taken.
  await once(tracer.stderr, 'data')
  tracer.stderr.resume()
  tracer.unref()
  if (tracer.stderr instanceof Socket) tracer.stderr.unref()
}
