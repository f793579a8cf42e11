import type { Draft } from '../core/book/content.ts'
import type { Scope } from '../core/branches/scope.ts'
import type { Reader } from '../core/database/reader.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { DocumentId, PersonId } from '../core/kernel/ids.ts'
import type { OutboxDocument } from '../core/outbox/outbox.ts'
import type { PairedScreen } from '../core/outbox/screens.ts'
import type { PeopleWrites } from '../core/people/write-people.ts'
import type { NoteWrites } from '../core/stations/settle-notes.ts'
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
  readonly stations: AdminStations
  /** Opens a sales order again, or closes it: a write to central. */
  readonly setOrderState: (order: number, state: 'open' | 'closed') => Promise<void>
  /** Writes to central about people: who they are, and what opens a station for them. */
  readonly people: PeopleWrites
  /** Writes to central about what stations told: unknown codes, attached barcodes. */
  readonly notes: NoteWrites
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

/** The stations of this process, and which browsers are their screens. */
export interface AdminStations {
  hostedStations(): readonly HostedStation[]
  /** Makes a code for one more screen of a hosted station. It is seen this one time; `expiresAt` in ms. */
  openPairing(station: string, person: PersonId): { readonly code: string; readonly expiresAt: number }
  /** The paired screens of a station, the newest first. */
  screens(station: string): readonly PairedScreen[]
  revokeScreen(id: string): void
  /** Where other machines find this process: "http://192.168.1.5:8080". Empty: it listens on this one only. */
  readonly reachableAt: readonly string[]
}

/** A station of this process as it is now. */
export interface HostedStation {
  readonly name: string
  /** Of its screen, in this process. */
  readonly path: string
  /** Its documents that wait to be posted. */
  readonly waiting: number
  /** Who is signed in there. */
  readonly operator: string | undefined
  /** Something is scanned and not accepted yet. */
  readonly hasWork: boolean
}
