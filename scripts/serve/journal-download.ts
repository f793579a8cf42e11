import { spawn } from 'node:child_process'
import type { LedgerFormat } from '../../core/book/journal/ledger-formats.ts'
import { projectFile } from '../../core/kernel/project-root.ts'
import type { Scope } from '../../core/branches/scope.ts'

/** The ledger file of what the scope may see, made in a child process: it reads the whole book. */
export async function* downloadJournal(
  book: string,
  scope: Scope,
  format: LedgerFormat,
): AsyncIterable<string> {
  const branch = scope.kind === 'all' ? [] : [`--branch=${scope.branch}`]
  const program = projectFile('dist', 'scripts', 'export-book.js')
  const child = spawn(process.execPath, [program, `--format=${format}`, ...branch], {
    env: { ...process.env, SCANBOOK_BOOK: book },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve)
    child.once('error', reject)
  })
  try {
    child.stdout.setEncoding('utf8')
    for await (const chunk of child.stdout) yield String(chunk)
    const code = await ended
    // A journal that is cut short must not look whole.
    if (code !== 0) throw new Error(`the export ended with ${code}`)
  } finally {
    child.kill()
  }
}
