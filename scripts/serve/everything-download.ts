import { spawn } from 'node:child_process'
import type { Scope } from '../../core/branches/scope.ts'
import { projectFile } from '../../core/kernel/project-root.ts'

const ENTRY = projectFile('dist', 'core', 'data-out', 'export-entry.js')

/** Everything of a scope as one zip, made in a child process that only reads: it goes through the whole book. */
export async function* downloadEverything(
  bookPath: string,
  scope: Scope,
  now: number,
): AsyncIterable<Uint8Array> {
  const branch = scope.kind === 'all' ? [] : [String(scope.branch)]
  const child = spawn(process.execPath, [ENTRY, bookPath, String(now), ...branch], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array
    const code = await ended
    // A zip that is cut short must not look whole.
    if (code !== 0) throw new Error(`the export ended with ${code}`)
  } finally {
    child.kill()
  }
}
