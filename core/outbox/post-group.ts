import { setImmediate as othersFirst } from 'node:timers/promises'
import type { SealedDocument } from '../book/content.ts'
import type { Outcome } from '../book/outcome.ts'
import { postDocuments } from '../book/post.ts'
import type { Central } from '../database/central.ts'
import type { Clock } from '../kernel/clock.ts'
import { sendNotes } from '../stations/send-notes.ts'
import { createContactReports, type ContactFacts } from './contact-reports.ts'
import type { Outbox } from './outbox.ts'
import { makeSureOfBook } from './own-book.ts'
import { alarmOf } from './poster-state.ts'

/** What work is taken from, and where to. */
export interface PostingParts {
  /** The way to central that a writer, or a station that tells something, is let in by. */
  readonly centralOf: (writer: string) => Central
  readonly outbox: Outbox
  /** Central's time: it was heard by the time that something is posted. */
  readonly clock: Clock
  readonly zoneOf: (branch: number) => string
  /** What this process works on is a demo, or is not: it posts to a book of the same kind only. */
  readonly isDemo?: boolean
  /** What central is told of the writers beside their documents; undefined: it is the book of this process. */
  readonly contacts?: ContactFacts | undefined
  /** Called after outcomes are on disk. */
  readonly onOutcomes: (outcomes: readonly Outcome[]) => void
}

export interface Posting {
  /**
   * The work of one round, a task for each writer and one for what is told: each posts one group, or sends some notes,
   * and resolves to how many.
   */
  tasks(): (() => Promise<number>)[]
  /** How long until there is a round to do even if nobody wakes the poster, in ms; undefined: never. */
  nextIn(): number | undefined
}

/**
 * A way to central is made sure of before its first use, and again after any trouble on it: central may be another one
 * by then. `onWork` is called when there is something to post.
 */
export function createPosting(parts: PostingParts, onWork: () => void): Posting {
  const { outbox, centralOf, clock } = parts
  const known = new WeakSet<Central>()
  const by = async <T>(central: Central, work: () => Promise<T>): Promise<T> => {
    try {
      if (!known.has(central)) await makeSureOfBook(central, parts)
      known.add(central)
      return await work()
    } catch (error) {
      known.delete(central)
      throw error
    }
  }
  // A station where nobody works hears of a restored book by this alone: what that lacks waits again then.
  const anew = <T>(central: Central, work: () => Promise<T>): Promise<T> => {
    known.delete(central)
    return by(central, work)
  }
  const reports =
    parts.contacts && createContactReports({ outbox, clock, centralOf, by: anew }, parts.contacts)
  const postGroupOf = async (writer: string): Promise<number> => {
    const central = centralOf(writer)
    if (outbox.waiting(writer, 1).length === 0) return 0
    onWork()
    return await by(central, () => postSome(parts, central, writer))
  }
  const sendSomeNotes = async (): Promise<number> => {
    const station = outbox.waitingNotes(1)[0]?.note.station
    if (station === undefined) return 0
    const sent = await by(centralOf(station), () => sendNotes(centralOf, outbox))
    if (sent > 0) await othersFirst()
    return sent
  }
  const postAndNote = async (writer: string): Promise<number> => {
    try {
      const posted = await postGroupOf(writer)
      if (posted > 0) reports?.gotThrough(writer)
      return posted
    } catch (error) {
      reports?.failed(writer, alarmOf(error) === undefined)
      throw error
    }
  }
  const letGoSome = async (): Promise<number> => {
    const gone = outbox.letGoSome()
    if (gone > 0) await othersFirst()
    return gone
  }
  return {
    tasks: () => [
      ...outbox.writers().map((writer) => () => postAndNote(writer)),
      sendSomeNotes,
      ...(reports?.tasks() ?? []),
      letGoSome,
    ],
    nextIn: () => reports?.nextIn(),
  }
}

/**
 * Posts the writer's next documents, as many as central takes together. That is some 40 ms of computing and of waits for
 * the disk (scripts/bench): scans and screens come in between its steps.
 */
async function postSome(
  { outbox, clock, zoneOf, onOutcomes }: PostingParts,
  central: Central,
  writer: string,
): Promise<number> {
  // What lacks in a restored book waits again by now, and comes first.
  const documents = withinLines(outbox.waiting(writer, central.groupLimit))
  await othersFirst()
  outbox.aboutToSend(documents)
  await othersFirst()
  const outcomes = await postDocuments(central, documents, { now: clock.now(), zoneOf })
  // Nobody in between: where the book itself is read, it has these now, and the outbox would lay them over it once more.
  outbox.settle(outcomes, clock.now())
  await othersFirst()
  onOutcomes(outcomes)
  await othersFirst()
  return outcomes.length
}

/** How many lines one batch carries at the most: twenty documents of a scan have fewer, those of an import have not. */
const LINES_AT_ONCE = 200

/** The first documents whose lines stay within that; at least one. */
function withinLines(documents: readonly SealedDocument[]): readonly SealedDocument[] {
  let lines = 0
  const end = documents.findIndex(({ content }) => (lines += content.lines.length) > LINES_AT_ONCE)
  return end === -1 ? documents : documents.slice(0, Math.max(1, end))
}
