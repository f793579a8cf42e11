import { fork } from 'node:child_process'
import { z } from 'zod'
import { projectFile } from '../../kernel/project-root.ts'
import type { Verdict } from './verdict.ts'

const bad = z.object({
  check: z.string(),
  table: z.string(),
  row: z.string(),
  expected: z.string(),
  found: z.string(),
  words: z.string(),
})
const verdictSchema = z.object({
  ok: z.boolean(),
  checkedMoves: z.number(),
  checkedDocuments: z.number(),
  firstBad: bad.optional(),
  durationMs: z.number(),
})

/** The built program of the child, also when this runs from the sources: `node` runs nothing else. */
const ENTRY = projectFile('dist', 'core', 'book', 'verify', 'verify-entry.js')

const TIMEOUT_MS = 10 * 60_000

export interface VerifyChildOptions {
  /** Ends the child; the promise then rejects with an AbortError. */
  readonly signal?: AbortSignal
  /** Another program for the child, for tests. */
  readonly entry?: string
}

/**
 * Proves the book in a process of its own, with low priority, while the station works: the driver is synchronous and
 * would stop the scanner. Rejects when there is no verdict: no such book, killed, or no answer in ten minutes.
 */
export function verifyInChild(bookPath: string, options: VerifyChildOptions = {}): Promise<Verdict> {
  const { signal, entry = ENTRY } = options
  return new Promise((resolve, reject) => {
    const child = fork(entry, [bookPath, String(process.pid)], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      timeout: TIMEOUT_MS,
      execArgv: [],
      ...(signal === undefined ? {} : { signal }),
    })
    let said = ''
    let verdict: Verdict | undefined
    child.stderr?.on('data', (chunk) => {
      said = `${said}${String(chunk)}`.slice(-2_000)
    })
    child.on('message', (message) => {
      verdict = readVerdict(message)
    })
    child.on('error', reject)
    child.on('close', (code, killedBy) => {
      if (verdict !== undefined) resolve(verdict)
      else
        reject(
          new Error(`verifying ${bookPath} ended without a verdict (${killedBy ?? code}): ${said.trim()}`),
        )
    })
  })
}

function readVerdict(message: unknown): Verdict | undefined {
  const parsed = verdictSchema.safeParse(message)
  if (!parsed.success) return undefined
  const { firstBad, ...verdict } = parsed.data
  return firstBad === undefined ? verdict : { ...verdict, firstBad }
}
