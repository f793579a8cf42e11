import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { projectFile } from '../../core/kernel/project-root.ts'

/** The built program of the child, also when this runs from the sources. */
const ENTRY = projectFile('dist', 'scripts', 'copy-book.js')
const LOOK_EVERY_MS = 250

export interface CopyOptions {
  /** How much is there, from 0 to 1. */
  readonly onProgress: (part: number) => void
  /** Ends the child; the promise then rejects. */
  readonly signal: AbortSignal
  /** Another program for the child, for tests. */
  readonly entry?: string
}

/**
 * Copies a book to a new file, in a process of its own: a big one takes seconds, for which nobody could scan. Rejects
 * when the copy is not whole.
 */
export async function copyBook(
  book: string,
  copy: string,
  { onProgress, signal, entry = ENTRY }: CopyOptions,
): Promise<void> {
  const whole = bytesOf(book)
  const looking = setInterval(() => onProgress(Math.min(1, bytesOf(copy) / whole)), LOOK_EVERY_MS)
  try {
    await ended(spawn(process.execPath, [entry, book, copy], { stdio: ['ignore', 'ignore', 'pipe'], signal }))
  } finally {
    clearInterval(looking)
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => (said = `${said}${String(chunk)}`.slice(-2000)))
    child.once('error', reject)
    child.once('close', (code, killedBy) =>
      code === 0 ? resolve() : reject(new Error(`copying the book ended (${killedBy ?? code}): ${said}`)),
    )
  })
}

/** At least one, so that it can be divided by. */
export function bytesOf(path: string): number {
  return Math.max(1, statSync(path, { throwIfNoEntry: false })?.size ?? 0)
}
