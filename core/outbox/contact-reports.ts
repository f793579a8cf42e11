import type { Central } from '../database/central.ts'
import { schemaVersion } from '../database/migrate.ts'
import type { StationContact } from '../stations/contact.ts'
import type { Clock } from '../kernel/clock.ts'
import { sendContact } from '../stations/send-contact.ts'
import type { WriterStanding } from './standing.ts'
import type { Outbox } from './outbox.ts'

/** What a process tells central of itself beside its documents: the composition root knows. */
export interface ContactFacts {
  /** The name of this machine. */
  readonly host: string
  /** The version of this program. */
  readonly release: string
  /** When its replica was last the same as central (ms, central's clock); undefined: it reads the book itself. */
  knownAt(): number | undefined
  /** Central's clock minus this machine's, as it is set (ms); undefined: not known. */
  clockOffsetMs(): number | undefined
  /** Bytes free on the disk that the outbox lies on. */
  freeBytes(): number
  /** The writers it tells of, by incarnation: also one that has not written anything yet. */
  writers(): readonly string[]
}

/** A writer is told of this often while nothing happens, in ms. */
export const TOLD_EVERY_MS = 5 * 60_000
/** And never more often than this, whatever happens. */
export const TOLD_APART_MS = 30_000

/** What central was told of a writer by this process. */
export interface Told {
  /** When it was last tried (ms); undefined: not since the start. */
  readonly triedAt: number | undefined
  /** When that last succeeded. */
  readonly toldAt: number | undefined
  /** How many waited, as it was told then. */
  readonly waiting: number
  /** Something did not get through since then, a document or a report. */
  readonly hadTrouble: boolean
  /** The last that was tried got no answer: a report gets none either. */
  readonly isCutOff: boolean
}
export const NEVER_TOLD: Told = {
  triedAt: undefined,
  toldAt: undefined,
  waiting: 0,
  hadTrouble: false,
  isCutOff: false,
}

/**
 * How long until central is told of a writer again, in ms; 0: now; undefined: not before something got through. At
 * the start, soon after trouble has ended or a backlog that central heard of is gone, and else every five minutes.
 */
export function tellIn(told: Told, now: number, isWaiting: boolean): number | undefined {
  const { triedAt, toldAt, hadTrouble, isCutOff, waiting } = told
  if (isCutOff) return undefined
  // A clock that was set back since says nothing of how long ago it was.
  if (triedAt === undefined || now < triedAt) return 0
  const isSoon = toldAt === undefined || hadTrouble || (waiting > 0 && !isWaiting)
  const due = isSoon ? triedAt + TOLD_APART_MS : Math.max(triedAt + TOLD_APART_MS, toldAt + TOLD_EVERY_MS)
  return Math.max(0, due - now)
}

export interface ContactReports {
  /** A task for each writer that is told of: to be run in every round, it does something when it is time. */
  tasks(): (() => Promise<number>)[]
  /** How long until one of them has something to do, in ms. */
  nextIn(): number
  /** A document of the writer got an outcome. */
  gotThrough(writer: string): void
  /** It got none: `isCutOff` where nobody answered, so that a report would wait in vain too. */
  failed(writer: string, isCutOff: boolean): void
}

interface ReportParts {
  readonly outbox: Pick<Outbox, 'waiting' | 'standing'>
  readonly clock: Clock
  readonly centralOf: (writer: string) => Central
  /** Makes sure of central anew before it does the work, so that nothing is told to another company's. */
  readonly by: (central: Central, work: () => Promise<void>) => Promise<void>
}

export function createContactReports(
  { outbox, clock, centralOf, by }: ReportParts,
  facts: ContactFacts,
): ContactReports {
  const told = new Map<string, Told>()
  const toldOf = (writer: string): Told => told.get(writer) ?? NEVER_TOLD
  const note = (writer: string, changed: Partial<Told>): void =>
    void told.set(writer, { ...toldOf(writer), ...changed })
  const waitFor = (writer: string): number | undefined =>
    tellIn(toldOf(writer), clock.now(), outbox.waiting(writer, 1).length > 0)

  const tell = async (writer: string): Promise<number> => {
    if (waitFor(writer) !== 0) return 0
    note(writer, { triedAt: clock.now() })
    try {
      const central = centralOf(writer)
      await by(central, async () => {
        const standing = outbox.standing(writer)
        await sendContact(central, writer, contactOf(standing, facts, clock.now()))
        note(writer, { toldAt: clock.now(), waiting: standing.waiting, hadTrouble: false })
      })
    } catch {
      // What is wrong with the way to central shows at the next document, which is what people wait for.
      note(writer, { hadTrouble: true })
    }
    // Nobody waits for a report; but what a restored book was found to lack waits again.
    return outbox.waiting(writer, 1).length > 0 ? 1 : 0
  }

  return {
    tasks: () => facts.writers().map((writer) => () => tell(writer)),
    nextIn: () => Math.min(TOLD_EVERY_MS, ...facts.writers().map((writer) => waitFor(writer) ?? Infinity)),
    gotThrough: (writer) => note(writer, { isCutOff: false }),
    failed: (writer, isCutOff) => note(writer, { hadTrouble: true, isCutOff }),
  }
}

function contactOf(
  { waiting, oldestAcceptedAt, lastSeq }: WriterStanding,
  facts: ContactFacts,
  now: number,
): StationContact {
  return {
    at: now,
    waiting,
    oldestAcceptedAt,
    lastSeq,
    release: facts.release,
    schema: schemaVersion(),
    clockOffsetMs: facts.clockOffsetMs(),
    knownAt: facts.knownAt(),
    host: facts.host,
    freeBytes: facts.freeBytes(),
  }
}
