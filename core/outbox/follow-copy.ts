import { readWriterHeads } from '../book/writer-heads.ts'
import type { Reader } from '../database/reader.ts'
import type { Outbox } from './outbox.ts'

/** What is heard of the copy of the book that is read: that it moved on, or that another one took its place. */
export interface CopyNews {
  onAdvance(listener: () => void): () => void
  onSwitch(listener: () => void): () => void
}

export interface FollowingParts {
  readonly outbox: Pick<Outbox, 'copyHas' | 'aboutToSend' | 'waiting' | 'writers'>
  /** Reads the copy in use; after a switch, already the new one. */
  readonly reader: Pick<Reader, 'all'>
  readonly news: CopyNews
  readonly report: (error: unknown) => void
}

/** As many as a writer sends at once over a network. */
const SENT_AT_ONCE = 200

/**
 * Keeps the outbox told of what the copy of the book has that is read here. To be begun before anything is sent or
 * read, and after the readers follow the news themselves. Returns the way to stop.
 *
 * A copy that moves on changes no number between two statements of ours, told or not. One that takes the place of
 * another may lack what that had, after central lost something: then this lays it over again in the same turn, before
 * anybody reads.
 */
export function followCopy({ outbox, reader, news, report }: FollowingParts): () => void {
  let later: NodeJS.Immediate | undefined
  const tell = (): void => {
    clearImmediate(later)
    // Scans come in between, where a backlog has arrived all at once.
    later = outbox.copyHas(readWriterHeads(reader)) ? undefined : setImmediate(tellQuietly)
  }
  const tellQuietly = (): void => {
    try {
      tell()
    } catch (error) {
      // A full disk, or a lock held for long: with the next news again.
      report(error)
    }
  }
  tell()
  // A power cut can have taken back that these were sent.
  for (const writer of outbox.writers()) outbox.aboutToSend(outbox.waiting(writer, SENT_AT_ONCE))
  // What cannot be laid over again must not be read: the switch fails then, and is tried again.
  const stops = [news.onAdvance(tellQuietly), news.onSwitch(tell)]
  return () => {
    clearImmediate(later)
    for (const stop of stops) stop()
  }
}
