import { isRoomLittle } from '../../core/kernel/disk-room.ts'
import type { StationContact } from '../../core/stations/contact.ts'
import { isClockOff } from '../../core/stations/contact.ts'
import {
  missingOf,
  numbersBetween,
  waitingAt,
  type Incarnation,
  type MissingNumbers,
} from '../../core/stations/read-incarnations.ts'
import type { WriterStanding } from '../../core/outbox/standing.ts'

/** What is known of a station now: of its own machine directly, of another one as it told. */
export interface KnownStation {
  /** ms; 'here': it is one of this process, which is alive; undefined: it was never heard of. */
  readonly lastContact: number | 'here' | undefined
  /** undefined: it never told. */
  readonly waiting: { readonly documents: number; readonly oldestForMs: number | undefined } | undefined
  /** What it has given and the books do not have. */
  readonly missing: MissingNumbers | undefined
  /** The program it runs; 'same': this one. */
  readonly program:
    | (Pick<StationContact, 'release' | 'host'> & { readonly mark: ProgramMark })
    | 'same'
    | undefined
  readonly clock: (Pick<StationContact, 'clockOffsetMs'> & { readonly isOff: boolean }) | 'own' | undefined
  /** How old its copy of the books was when it told; 'book': it has none, and reads the books themselves. */
  readonly replica: { readonly ageMs: number } | 'book' | undefined
  /** Free on the disk of its machine, as it told. */
  readonly disk: { readonly freeBytes: number; readonly isLittle: boolean } | undefined
}

/** Against this program: an older schema's station posts nothing until it is brought up to date. */
export type ProgramMark = 'same' | 'other_release' | 'older_schema' | 'newer_schema'

interface Asked {
  readonly incarnation: Incarnation | undefined
  readonly isHosted: boolean
  /** As the outbox of this machine knows it. */
  readonly standing: WriterStanding
  /** Of its documents, notes and reports (ms). */
  readonly lastContact: number | undefined
  readonly release: string
  readonly schema: number
  /** Milliseconds since 1970. */
  readonly now: number
}

export function knownStation(asked: Asked): KnownStation {
  const { incarnation, isHosted, standing, lastContact, now } = asked
  const contact = incarnation?.contact
  // What this machine has written itself it need not be told.
  const isHere = isHosted || standing.lastSeq > 0
  return {
    lastContact: isHosted ? 'here' : lastContact,
    waiting: isHere ? waitingHere(standing, now) : waitingThere(incarnation, now),
    missing: isHere ? missingHere(asked) : incarnation && missingOf(incarnation),
    program: isHosted ? 'same' : contact && { ...contact, mark: markOf(contact, asked) },
    clock: contact === undefined ? (isHosted ? 'own' : undefined) : clockOf(contact),
    replica: contact === undefined ? (isHosted ? 'book' : undefined) : replicaOf(contact),
    disk: contact && diskOf(contact),
  }
}

/** How a program compares with this one. */
export function markOf(
  contact: Pick<StationContact, 'release' | 'schema'>,
  { release, schema }: Pick<Asked, 'release' | 'schema'>,
): ProgramMark {
  if (contact.schema < schema) return 'older_schema'
  if (contact.schema > schema) return 'newer_schema'
  return contact.release === release ? 'same' : 'other_release'
}

function waitingHere({ waiting, oldestAcceptedAt }: WriterStanding, now: number): KnownStation['waiting'] {
  const oldestForMs = oldestAcceptedAt === undefined ? undefined : now - oldestAcceptedAt
  return { documents: waiting, oldestForMs }
}

function waitingThere(incarnation: Incarnation | undefined, now: number): KnownStation['waiting'] {
  const contact = incarnation?.contact
  if (incarnation === undefined || contact === undefined) return undefined
  const documents = waitingAt(incarnation)
  const { oldestAcceptedAt, waiting } = contact
  // Once some of them have arrived it is not known when the oldest of the others was accepted.
  const isAsTold = oldestAcceptedAt !== undefined && documents === waiting
  const oldestForMs = isAsTold ? now - oldestAcceptedAt : undefined
  return { documents, oldestForMs }
}

/** Its documents are posted in order: those that wait are its last ones. */
function missingHere({ incarnation, standing: { lastSeq, waiting } }: Asked): MissingNumbers | undefined {
  return incarnation && numbersBetween(incarnation.writer, lastSeq - waiting, lastSeq)
}

const clockOf = (contact: StationContact): KnownStation['clock'] => ({
  clockOffsetMs: contact.clockOffsetMs,
  isOff: isClockOff(contact),
})

const replicaOf = ({ at, knownAt }: StationContact): KnownStation['replica'] =>
  knownAt === undefined ? 'book' : { ageMs: at - knownAt }

const diskOf = ({ freeBytes }: StationContact): KnownStation['disk'] =>
  freeBytes === undefined ? undefined : { freeBytes, isLittle: isRoomLittle(freeBytes) }
