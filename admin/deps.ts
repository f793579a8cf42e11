import type { AdminWrites } from './admin-writes.ts'
import type { Backups } from '../core/backup/backup-facts.ts'
import type { CopyOfCentral } from './copy/standing.tsx'
import type { LedgerFormat } from '../core/book/journal/ledger-formats.ts'
import type { Scope } from '../core/branches/scope.ts'
import type { Following } from '../core/database/follow-book.ts'
import type { ScopedReaders } from '../core/branches/scoped-readers.ts'
import type { Imports } from '../core/data-in/imports.ts'
import type { Clock } from '../core/kernel/clock.ts'
import type { PersonId } from '../core/kernel/ids.ts'
import type { OfficeOutbox } from '../core/outbox/office-outbox.ts'
import type { SignInFailures } from '../core/outbox/sign-in-failures.ts'
import type { WriterStanding } from '../core/outbox/standing.ts'
import type { PairedScreen } from '../core/outbox/screens.ts'
import type { SlowCounts } from '../core/needs/follow-counts.ts'
import type { DayFigures } from '../core/reports/day-figures.ts'
import type { Webhooks } from '../core/webhooks/webhooks.ts'
import type { Formats } from '../core/words/format.ts'

/** Everything the admin app needs from the process it runs in. */
export interface AdminDeps extends AdminWrites {
  /** A handler reads by its visitor's reader only; what sees everything is for finding out who a visitor is. */
  readonly readers: ScopedReaders
  readonly formats: Formats
  /** The version of this program. */
  readonly release: string
  /** Made-up data: every page says so. */
  readonly isDemo: boolean
  readonly clock: Clock
  /** At least 32 bytes, the same after a restart: signs session cookies and page cursors. */
  readonly cookieKey: string
  readonly outbox: OfficeOutbox
  /** Wrong passwords, counted on disk. */
  readonly signInFailures: SignInFailures
  /** Where book and outbox are on this machine. */
  readonly dataFolder: string
  /** Of the disk that they are on. */
  readonly disk: { readonly freeBytes: () => number }
  readonly verify: VerifyLight
  /** Other systems that are told what happens. */
  readonly webhooks: Webhooks
  /** How the books of the pages stand against central's; undefined: they are no copy. */
  readonly copy: CopyOfCentral | undefined
  readonly stations: AdminStations
  /** Copies of the books, and how making them goes. */
  readonly backups: Backups
  /** What no page can wait for: counts of the items, and the figures of the last days. */
  readonly counts: SlowCounts & Pick<Following, 'rounds'>
  readonly figures: DayFigures & Pick<Following, 'rounds'>
  /** How open pages learn that something moved. */
  readonly live: LiveParts
  /** The ledger file of the scope, in pieces, made off the event loop; undefined: not offered for it. */
  readonly exportJournal: (scope: Scope, format: LedgerFormat) => AsyncIterable<string> | undefined
  /** Everything of the scope as a zip, in pieces, made off the event loop; undefined: not offered for it. */
  readonly exportEverything: (scope: Scope) => AsyncIterable<Uint8Array> | undefined
  /** Tables on their way in. */
  readonly imports: Imports
  /** Something broke: for the log, with the code that the page shows. */
  readonly report: (error: unknown, code: string) => void
}

export interface LiveParts {
  /** Open lines end with it. */
  readonly ending: AbortSignal
  /** How often it is asked at most whether something moved; 2 s where nothing is said. */
  readonly everyMs?: number
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
  /** How far a writer is, as the outbox of this machine knows it. */
  standingOf(writer: string): WriterStanding
  /** This process hosts only those stations that somebody named; otherwise all that are enrolled when it starts. */
  readonly isChosen: boolean
  /** Who works with this book is enrolled, and shut out, where central runs: not in this admin app. */
  readonly isEnrolledElsewhere: boolean
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
