import { fork } from 'node:child_process'
import { projectFile } from '../kernel/project-root.ts'
import type { ImportAnswer, RunImport } from './run-import.ts'

/** The built program of the child, also when this runs from the sources: `node` runs nothing else. */
const ENTRY = projectFile('dist', 'core', 'data-in', 'import-entry.js')
const TIMEOUT_MS = 10 * 60_000
/** More than any table of ours needs; a hostile one ends here and not with the machine's memory. */
const MEMORY_MB = 512

/** What the child sends: it is our own program. */
type Message =
  | { readonly progress: { readonly done: number; readonly of: number } }
  | { readonly isReady: true }
  | { readonly answer: ImportAnswer }

/**
 * Runs imports in a process of their own, with low priority: reading ten megabytes and comparing them with the book
 * would stop the scanner. Rejects when there is no answer: killed, out of memory, or nothing in ten minutes.
 */
export function importInChild(entry = ENTRY): RunImport {
  return (job, { onProgress, beforeWriting }) =>
    new Promise((resolve, reject) => {
      const child = fork(entry, [], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        timeout: TIMEOUT_MS,
        execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      })
      let said = ''
      let answer: ImportAnswer | undefined
      child.stderr?.on('data', (chunk) => {
        said = `${said}${String(chunk)}`.slice(-2_000)
      })
      child.on('message', (message) => {
        const sent = message as Message
        if ('answer' in sent) answer = sent.answer
        else if ('progress' in sent) onProgress(sent.progress.done, sent.progress.of)
        // Nobody to tell where it ended meanwhile.
        else void beforeWriting().then(() => child.connected && child.send('write'), reject)
      })
      child.on('error', reject)
      child.on('close', (code, killedBy) => {
        if (answer !== undefined) resolve(answer)
        else reject(new Error(`the import ended without an answer (${killedBy ?? code}): ${said.trim()}`))
      })
      child.send(job)
    })
}
