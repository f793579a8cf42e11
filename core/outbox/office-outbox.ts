import { setTimeout as sleep } from 'node:timers/promises'
import type { Draft } from '../book/content.ts'
import { isInBook } from '../book/find-document.ts'
import { ReadOnlyHere } from '../database/read-only-here.ts'
import type { Reader } from '../database/reader.ts'
import type { StationNote } from '../stations/note.ts'
import type { DocumentId, PersonId } from '../kernel/ids.ts'
import type { Outbox, OutboxDocument, TakenDocument } from './outbox.ts'
import type { Poster } from './poster.ts'
import type { SettledHead } from './settled-heads.ts'

/** The writer of a desk's documents where the book lies beside it: of the admin app, and of other systems by the API. */
export const OFFICE_WRITER = 'HQ-A1'

/** What somebody takes back lies near the end; behind so many others it is a manager's to find. */
const LOOK_BACK = 100

const ARRIVAL_MS = 1000
const LOOK_MS = 25

/** The durable queue of a desk: what is accepted is posted at once, or as soon as the book answers. */
export interface OfficeOutbox {
  /** Takes a document on, for ever. The same id again returns what was taken. */
  accept(draft: Draft): OutboxDocument
  /** The same, in one synced write with all that arrives in this turn of the loop: on disk when it resolves. */
  acceptTogether(draft: Draft): Promise<TakenDocument>
  find(id: DocumentId): OutboxDocument | undefined
  /**
   * Resolves when the book that is read here has a document, posted or refused; after a second at the latest, and at
   * once while nothing can be posted. So most people never see a document waiting.
   */
  arrived(id: DocumentId): Promise<void>
  /** Takes a note for the book, from the office. The same id again tells nothing twice. */
  tell(note: Omit<StationNote, 'station'>): void
  /** The latest document that a person made at a desk, of the last few; a reversal is none. */
  latestOf(person: PersonId): OutboxDocument | undefined
  /** Whether a document of this id is in the book, of whatever branch, or on its way. */
  isTaken(id: DocumentId): boolean
  /** Whether the book has it, of whatever branch. */
  isInBook(id: DocumentId): boolean
  waitingTotal(): { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
  /** The last document of each writer of this process that the book has had. */
  settledHeads(): readonly SettledHead[]
}

export interface OfficeParts {
  readonly outbox: Outbox
  readonly poster: Pick<Poster, 'wake' | 'state'>
  /** Sees the whole book: an id of another branch is taken too. */
  readonly reader: Reader
  /**
   * Under which this desk writes: {@link OFFICE_WRITER} when left out. null: not at all; then accepting and telling
   * throw {@link ReadOnlyHere}.
   */
  readonly writer?: string | null
}

export function officeOutbox({
  outbox,
  poster,
  reader,
  writer: own = OFFICE_WRITER,
}: OfficeParts): OfficeOutbox {
  const writer = (): string => {
    if (own === null) throw new ReadOnlyHere()
    return own
  }
  return {
    async acceptTogether(draft) {
      const taken = await outbox.acceptTogether({ writer: writer(), draft })
      poster.wake()
      return taken
    },
    accept(draft) {
      const taken = outbox.accept({ writer: writer(), draft })
      poster.wake()
      return taken
    },
    tell(note) {
      outbox.tell({ notes: [{ ...note, station: writer() }], now: note.at })
      poster.wake()
    },
    find: (id) => outbox.find(id),
    async arrived(id) {
      const isHeldUp = (): boolean => ['retrying', 'stopped'].includes(poster.state().kind)
      for (let waitedMs = 0; waitedMs < ARRIVAL_MS; waitedMs += LOOK_MS) {
        if (isInBook(reader, id) || isHeldUp()) return
        await sleep(LOOK_MS)
      }
    },
    latestOf: (person) =>
      outbox
        .recent(own ?? '', LOOK_BACK)
        .find(({ document: { content } }) => content.acceptedBy === person && content.event !== 'reversal'),
    isInBook: (id) => isInBook(reader, id),
    isTaken: (id) => outbox.find(id) !== undefined || isInBook(reader, id),
    waitingTotal: () => outbox.waitingTotal(),
    settledHeads: () => outbox.settledHeads(),
  }
}
