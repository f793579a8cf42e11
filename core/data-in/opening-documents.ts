import { createHash } from 'node:crypto'
import type { Draft } from '../book/content.ts'
import type { Reader } from '../database/reader.ts'
import type { Acceptance } from '../kernel/clock.ts'
import type { BranchId, DocumentId, PersonId } from '../kernel/ids.ts'
import type { OfficeOutbox } from '../outbox/office-outbox.ts'
import type { OpeningLine } from './importer.ts'

/** Lines of one document. Few enough that taking it and posting it hold the event loop no longer than a scan may wait. */
export const OPENING_LINES_MAX = 100

/** The lines of one document-to-be: the same for the same file, whatever of it is booked already. */
export interface OpeningPart {
  readonly branch: BranchId
  /** Counted from 1 within its branch. */
  readonly part: number
  /** Those that are not in the book yet. */
  readonly lines: readonly OpeningLine[]
}

/** Parts of a table: by branch, in the order of its rows. */
export function openingParts(openings: readonly OpeningLine[]): OpeningPart[] {
  const byBranch = new Map<BranchId, OpeningLine[]>()
  for (const line of openings) {
    const lines = byBranch.get(line.branch)
    if (lines === undefined) byBranch.set(line.branch, [line])
    else lines.push(line)
  }
  return [...byBranch].flatMap(([branch, lines]) =>
    Array.from({ length: Math.ceil(lines.length / OPENING_LINES_MAX) }, (_, index) => ({
      branch,
      part: index + 1,
      lines: lines
        .slice(index * OPENING_LINES_MAX, (index + 1) * OPENING_LINES_MAX)
        .filter(({ isBooked }) => !isBooked),
    })),
  )
}

export interface BookingParts {
  /** SHA-256 of the file. */
  readonly fileHash: string
  readonly person: PersonId
  readonly accepted: Acceptance
  /** What the documents say about where they come from. */
  readonly paper: string
  readonly outbox: OfficeOutbox
  /** Sees the whole book: an id is taken whoever's it is. */
  readonly whole: Reader
}

/**
 * Takes on the document of a part, unless it was taken before: its id comes from the file and the part, so that
 * however often a file is sent or a button pressed, each part is booked once. Only what was reversed or voided since
 * is booked anew. Returns its id; undefined where nothing of it is left to book.
 */
export function bookOpening(
  { branch, part, lines }: OpeningPart,
  parts: BookingParts,
): DocumentId | undefined {
  for (let round = 0; ; round++) {
    const id = openingId(parts.fileHash, branch, part, round)
    if (isTakenBack(id, parts.whole)) continue
    if (parts.outbox.isTaken(id)) return id
    if (lines.length === 0) return undefined
    parts.outbox.accept(draftOf(id, branch, lines, parts))
    return id
  }
}

function draftOf(
  id: DocumentId,
  branch: BranchId,
  lines: readonly OpeningLine[],
  { person, accepted, paper }: BookingParts,
): Draft {
  return {
    id,
    event: 'opening',
    branch,
    ...accepted,
    acceptedBy: person,
    paper,
    lines: lines.map(({ item, from, to, quantity, amount }) => ({
      item,
      from,
      to,
      quantity,
      take: { by: 'stated', amount },
    })),
  }
}

/** A UUID (version 8, RFC 9562) made of what it stands for. */
export function openingId(fileHash: string, branch: BranchId, part: number, round: number): DocumentId {
  const bytes = createHash('sha256').update(`opening ${fileHash} ${branch} ${part} ${round}`).digest()
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.subarray(0, 16).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as DocumentId
}

const TAKEN_BACK = `SELECT 1 FROM document d WHERE d.id = ?1 AND (
  EXISTS (SELECT 1 FROM document r WHERE r.reverses = d.position)
  OR EXISTS (SELECT 1 FROM document s WHERE s.settles = d.position AND s.event = 'void'))`

const isTakenBack = (id: DocumentId, whole: Reader): boolean => whole.get(TAKEN_BACK, id) !== undefined
