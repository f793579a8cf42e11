import type { Copy } from './list-copies.ts'
import type { BackupStage } from './make-copy.ts'

/** What the process knows of its copies, in memory: asked on every home page. */
export interface BackupFacts {
  /** The newest copy of this book; undefined: none was found. */
  latest(): { readonly madeAt: number; readonly isGreen: boolean } | undefined
  /** The last attempt, when it failed or its copy was red; undefined: it went well, or there was none. */
  lastFailure(): { readonly at: number; readonly words: string } | undefined
  /** Since when this process looks after copies (ms). */
  readonly since: number
}

/** Copies as the admin app shows and makes them. */
export interface Backups extends BackupFacts {
  readonly folder: string
  /** Read from the disk, off the event loop. */
  list(): Promise<readonly Copy[]>
  /** What a copy that is being made is at; undefined: none is. */
  running(): { readonly stage: BackupStage | undefined } | undefined
  /** Begins one in a child process, unless one is being made. Never waits. */
  start(): void
}
