import { hostname } from 'node:os'
import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { openScopedReaders, type ScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { TrustedClock } from '../../core/clock/trusted-clock.ts'
import { openCentralFile } from '../../core/database/central-file.ts'
import { openCentralHttp, type CentralAddress } from '../../core/database/central-http.ts'
import type { Central } from '../../core/database/central.ts'
import { createBook } from '../../core/database/create-book.ts'
import { pausableCentral, type PausableCentral } from '../../core/database/pausable-central.ts'
import { openReader, type Reader } from '../../core/database/reader.ts'
import { freeBytesAt } from '../../core/kernel/disk-room.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import { openMachineTime } from '../../core/kernel/machine-time.ts'
import { programVersion } from '../../core/kernel/program-version.ts'
import type { ContactFacts } from '../../core/outbox/contact-reports.ts'
import { OFFICE_WRITER } from '../../core/outbox/office-outbox.ts'
import { followBooks, type FollowedBooks } from '../../core/sync/followed-books.ts'
import { openReplicaReaders } from '../../core/sync/replica-readers.ts'
import type { Sync } from '../../core/sync/start-sync.ts'
import type { Connection } from './connection.ts'
import { claimHeaders } from './machine.ts'
import { ownClock } from './own-clock.ts'
import { readOrMakeSecret } from './secret.ts'
import type { Settings } from './settings.ts'

/** How long a write may take until its outcome counts as unknown: longer than the gate waits for its server. */
const TIMEOUT_MS = 30_000

/** A desk that changes the books. */
export interface Desk {
  readonly writer: string
  readonly central: PausableCentral
  /** For a process that writes by itself; undefined: the book's file. */
  readonly address: CentralAddress | undefined
}

/** What a process knows the book by, and what it tells it through. */
export interface BookSource {
  /** The file that is read now; another one after a replica was made anew. For processes that read by themselves. */
  readonly path: () => string
  /** The book, with the outbox attached as `outbox`. */
  readonly reader: Reader
  readonly readers: ScopedReaders
  /** The way to central by which a writer, or a station that tells something, is let in. */
  readonly centralOf: (writer: string) => Central
  /** As what a desk writes; undefined: this machine shows the books, and changes them only by scans. */
  readonly desk: Desk | undefined
  /** The stations that may be hosted here, by the writer of each; undefined: whichever the settings name. */
  readonly enrolled: readonly string[] | undefined
  /** What PINs are verified with. */
  readonly pepper: string
  /** What central is told of this process; undefined: the book itself lies here. */
  readonly contacts: ContactFacts | undefined
  /** The time that the book goes by. */
  readonly clock: TrustedClock
  /** How the replica is kept up to date; undefined: the book itself lies here. */
  readonly sync: Sync | undefined
  /** How what is read stands against central; undefined: the book itself lies here. */
  readonly followed: FollowedBooks | undefined
  close(): void
}

/** The book beside this process, which goes by this machine's clock. */
export async function openOwnBook(
  { bookPath, outboxPath, dataFolder }: Settings,
  machine = openMachineTime(),
): Promise<BookSource> {
  const central = pausableCentral(openCentralFile(bookPath))
  await createBook(central, { company: '', currency: 'ZAR', isDemo: false })
  const reader = openReader(bookPath, { outbox: outboxPath })
  const readers = openScopedReaders(bookPath)
  const clock = ownClock(reader, machine)
  return {
    path: () => bookPath,
    reader,
    readers,
    centralOf: () => central,
    desk: { writer: OFFICE_WRITER, central, address: undefined },
    enrolled: undefined,
    pepper: readOrMakeSecret(dataFolder, 'pin.key'),
    contacts: undefined,
    clock,
    sync: undefined,
    followed: undefined,
    close() {
      for (const file of [readers, reader, central]) file.close()
    },
  }
}

export interface ConnectedParts {
  readonly settings: Settings
  readonly connection: Connection
  readonly sync: Sync
  /** Hears what central says of the time. */
  readonly clock: TrustedClock
  readonly outboxId: string
  readonly log: Logger
}

/** Central's book, read from the replica on this machine and written to over the network. */
export function openConnectedBook(parts: ConnectedParts): BookSource {
  const { settings, connection, sync, clock, log } = parts
  const replica = sync.replica()
  invariant(replica !== undefined, 'a process opens when there is something to read')
  let path = replica.path
  const files = openReplicaReaders(path)
  const reader = files.open({ outbox: settings.outboxPath })
  const readers = openScopedReaders((viewsOf) => files.open({}, viewsOf))
  const stopFollowing = sync.onSwitch((next) => {
    files.moveTo(next.path)
    path = next.path
    log.info({ replica: next.name })
  })
  const ways = openWays(parts)
  const writers = readWriters(reader, connection)
  const desk = writers.find(({ branch }) => branch === null)
  const followed = followBooks(sync)
  const wayOf = (incarnation: string): Way => {
    const way = ways.get(incarnation)
    invariant(way !== undefined, 'every enrolled writer has a way to central')
    return way
  }
  return {
    path: () => path,
    reader,
    readers,
    centralOf(writer) {
      const found =
        writers.find(({ name, incarnation }) => [name, incarnation].includes(writer)) ?? writers[0]
      return wayOf(found?.incarnation ?? '').central
    },
    desk: desk && {
      writer: desk.incarnation,
      central: pausableCentral(followed.forDesk(wayOf(desk.incarnation).central)),
      address: wayOf(desk.incarnation).address,
    },
    enrolled: writers.filter(({ branch }) => branch !== null).map(({ incarnation }) => incarnation),
    pepper: connection.pinKey,
    contacts: {
      host: hostname(),
      release: programVersion(),
      knownAt: () => sync.knownAt(),
      clockOffsetMs: () => clock.offsetMs(),
      freeBytes: () => freeBytesAt(dirname(settings.outboxPath)),
      writers: () => writers.map(({ incarnation }) => incarnation),
    },
    clock,
    sync,
    followed,
    close() {
      stopFollowing()
      for (const file of [readers, reader, files]) file.close()
      for (const { central } of ways.values()) central.close()
    },
  }
}

interface Way {
  readonly address: CentralAddress
  readonly central: Central
}

/** One way to central for each identity, by incarnation. What was written is looked for in the replica at once. */
function openWays({ connection, outboxId, sync, clock }: ConnectedParts): ReadonlyMap<string, Way> {
  const headers = claimHeaders(outboxId)
  const { url, authority } = connection
  return new Map(
    connection.enrolled.map(({ incarnation, writeToken }) => {
      const address = { url, token: writeToken, timeoutMs: TIMEOUT_MS, headers, authority }
      const central = wakingAfterwards(openCentralHttp(address, clock), sync)
      return [incarnation, { address, central }] as const
    }),
  )
}

function wakingAfterwards(central: Central, sync: Sync): Central {
  return {
    ...central,
    async batch(statements) {
      try {
        return await central.batch(statements)
      } finally {
        sync.wake()
      }
    },
  }
}

interface KnownWriter {
  readonly name: string
  readonly incarnation: string
  readonly branch: number | null
}

const OPEN_WRITERS = `SELECT name, incarnation, branch FROM writer WHERE state = 'open'`

function readOpenWriters(reader: Reader): KnownWriter[] {
  return reader.all(OPEN_WRITERS).map(([name, incarnation, branch]) => ({
    name: String(name),
    incarnation: String(incarnation),
    branch: branch === null ? null : Number(branch),
  }))
}

/** The first identity of this machine of which the book knows no open writer; undefined: it knows them all. */
export function unknownIn(reader: Reader, { enrolled }: Connection): string | undefined {
  const open = new Set(readOpenWriters(reader).map(({ incarnation }) => incarnation))
  return enrolled.find(({ incarnation }) => !open.has(incarnation))?.incarnation
}

/** What the book says of the identities this machine has. */
function readWriters(reader: Reader, { enrolled }: Connection): KnownWriter[] {
  const open = readOpenWriters(reader)
  return enrolled.map(({ incarnation }) => {
    const known = open.find((one) => one.incarnation === incarnation)
    invariant(known !== undefined, 'a process opens when the book knows its writers')
    return known
  })
}
