import type { Draft } from '../core/book/content.ts'
import type { Scope } from '../core/branches/scope.ts'
import type { Reader } from '../core/database/reader.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { DocumentId } from '../core/kernel/ids.ts'
import type { OutboxDocument } from '../core/outbox/outbox.ts'
import type { Formats } from '../core/words/format.ts'

/** Everything the admin app needs from the process it runs in. */
export interface AdminDeps {
  readonly reader: Reader
  readonly formats: Formats
  readonly clock: Clock
  /** At least 32 bytes, the same after a restart: signs session cookies and page cursors. */
  readonly cookieKey: string
  readonly outbox: AdminOutbox
  readonly verify: VerifyLight
  /** Opens a sales order again, or closes it: a write to central. */
  readonly setOrderState: (order: number, state: 'open' | 'closed') => Promise<void>
  /** The journal of the scope for hledger, in pieces, made off the event loop; undefined: not offered for it. */
  readonly exportJournal: (scope: Scope) => AsyncIterable<string> | undefined
  /** Something broke: for the log, with the code that the page shows. */
  readonly report: (error: unknown, code: string) => void
}

/** The durable queue that this process's documents go through, as far as the admin app uses it. */
export interface AdminOutbox {
  /** Takes a document on, for ever. The same id again returns what was taken. */
  accept(draft: Draft): OutboxDocument
  find(id: DocumentId): OutboxDocument | undefined
  waitingTotal(): { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
}

/** What is known of whether the books are right. */
export interface VerifyLight {
  latest(): { readonly isGreen: boolean; readonly summary: string; readonly at: number } | undefined
  isRunning(): boolean
  /** Begins a run in a child process, unless one is running. Never waits. */
  start(): void
}
