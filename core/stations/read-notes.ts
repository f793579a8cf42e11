import { readAcross, readBranchesIn, sees, type Scope } from '../branches/scope.ts'
import type { Branch } from '../branches/read-branches.ts'
import type { Row } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import { ITEM_LABEL, ITEM_LABEL_WIDTH, toItemLabel, type ItemLabel } from '../items/item-label.ts'
import type { BranchId } from '../kernel/ids.ts'
import { quantity, type Quantity } from '../kernel/quantity.ts'
import type { NoteKind, StationNote } from './note.ts'

/** A code that no item has, as often as it was scanned in a branch since somebody last saw to it. */
export interface UnknownCode {
  readonly code: string
  readonly branch: BranchId
  readonly prefix: string
  readonly zone: string
  readonly times: number
  /** Milliseconds since 1970. */
  readonly lastAt: number
  readonly stations: readonly string[]
  readonly people: readonly string[]
}

/** What every note has. */
interface Told {
  readonly id: string
  readonly station: string
  readonly branch: BranchId
  readonly zone: string
  readonly at: number
  /** undefined: nobody was signed in. */
  readonly person: string | undefined
}

export interface AttachedBarcode extends Told {
  readonly code: string
  readonly item: ItemLabel
  readonly quantity: Quantity | undefined
  readonly packName: string | undefined
  readonly allowedBy: string | undefined
  /**
   * What the books say of the code now: 'as_told'; 'other' where it was, or is, something else in the books, which
   * wins; 'gone' where it is no item's any more.
   */
  readonly inBooks: 'as_told' | 'other' | 'gone'
  /** The item that the code means in the books, where that is another one. */
  readonly meansInstead: string | undefined
}

export interface DiscardedWork extends Told {
  readonly of: string | undefined
  readonly reason: string
  readonly context: string
  readonly lines: readonly { readonly item: ItemLabel; readonly quantity: Quantity }[]
}

/** Notes of one branch that are looked through for codes: a scanner gone mad fills a list, not the memory. */
const NOTES_LOOKED_AT = 2000

const UNKNOWN = `SELECT json_extract(content, '$.code') AS code, sum(json_extract(content, '$.times')), max(at),
    json_group_array(DISTINCT station), json_group_array(DISTINCT person)
  FROM (SELECT content, at, station, n.person FROM station_note n
    WHERE branch = ?1 AND kind = 'unknown_scan' AND done_at IS NULL ORDER BY at DESC LIMIT ${NOTES_LOOKED_AT})
  WHERE NOT EXISTS (SELECT 1 FROM barcode b WHERE b.code = json_extract(content, '$.code'))`

/** The unknown codes of a scope, the last scanned first, without those that mean something by now. */
export function readUnknownCodes(scope: Scope, reader: Reader, limit: number): UnknownCode[] {
  return readAcross(scope, reader, {
    limit,
    read: (branch, most) =>
      reader
        .all(`${UNKNOWN} GROUP BY code ORDER BY max(at) DESC, code LIMIT ?2`, branch.id, most)
        .map((row) => toUnknownCode(reader, branch, row)),
    compare: (one, other) => other.lastAt - one.lastAt,
  })
}

/** Whether a code waits for somebody of this scope to say what it is. */
export function isUnknownCode(scope: Scope, reader: Reader, code: string): boolean {
  return readBranchesIn(scope, reader).some(
    ({ id }) =>
      reader.get(`${UNKNOWN} AND json_extract(content, '$.code') = ?2 GROUP BY code`, id, code) !== undefined,
  )
}

/** Barcodes attached at stations of a scope that no manager has seen yet, the newest first. */
export function readAttachedBarcodes(scope: Scope, reader: Reader, limit: number): AttachedBarcode[] {
  return readNotes(scope, reader, 'barcode_attached', limit).flatMap(({ told, content }) =>
    content.kind === 'barcode_attached' ? toAttachedBarcode(reader, told, content) : [],
  )
}

/** Work given up at stations of a scope that no manager has seen yet, the newest first. */
export function readDiscardedWork(scope: Scope, reader: Reader, limit: number): DiscardedWork[] {
  return readNotes(scope, reader, 'work_discarded', limit).flatMap(({ told, content }) =>
    content.kind === 'work_discarded' ? [toDiscardedWork(reader, told, content)] : [],
  )
}

/** Whether an open note of a kind is there, in this scope. */
export function isOpenNote(scope: Scope, reader: Reader, id: string, kind: NoteKind): boolean {
  const sql = 'SELECT branch FROM station_note WHERE id = ?1 AND kind = ?2 AND done_at IS NULL'
  const branch = reader.get(sql, id, kind)?.[0]
  return branch !== undefined && sees(scope, Number(branch) as BranchId)
}

interface Note {
  readonly told: Told
  readonly content: StationNote['content']
}

const NOTES = `SELECT n.id, n.station, n.at, p.name, n.content FROM station_note n LEFT JOIN person p ON p.id = n.person
  WHERE n.branch = ?1 AND n.kind = ?2 AND n.done_at IS NULL ORDER BY n.at DESC, n.id LIMIT ?3`

function readNotes(scope: Scope, reader: Reader, kind: NoteKind, limit: number): Note[] {
  return readAcross(scope, reader, {
    limit,
    read: ({ id: branch, timeZone }, most) =>
      reader.all(NOTES, branch, kind, most).map(([id, station, at, person, content]) => ({
        told: {
          id: String(id),
          station: String(station),
          branch,
          zone: timeZone,
          at: Number(at),
          person: person === null ? undefined : String(person),
        },
        content: JSON.parse(String(content)) as StationNote['content'],
      })),
    compare: (one, other) => other.told.at - one.told.at,
  })
}

function toUnknownCode(reader: Reader, { id, prefix, timeZone }: Branch, row: Row): UnknownCode {
  const [code, times, lastAt, stations, people] = row
  const ids = (JSON.parse(String(people)) as (number | null)[]).filter((person) => person !== null)
  return {
    code: String(code),
    branch: id,
    prefix,
    zone: timeZone,
    times: Number(times),
    lastAt: Number(lastAt),
    stations: (JSON.parse(String(stations)) as string[]).toSorted(),
    people: ids.flatMap((person) => nameOf(reader, person) ?? []).toSorted(),
  }
}

function toAttachedBarcode(
  reader: Reader,
  told: Told,
  {
    code,
    item,
    quantity: carried,
    packName,
    allowedBy,
  }: Extract<Note['content'], { kind: 'barcode_attached' }>,
): AttachedBarcode[] {
  const label = readLabel(reader, item)
  if (label === undefined) return []
  const [known, knownQuantity, knownName] =
    reader.get(
      'SELECT b.item, b.quantity, i.name FROM barcode b JOIN item i ON i.id = b.item WHERE b.code = ?1',
      code,
    ) ?? []
  const isAsTold = known === item && knownQuantity === carried
  return [
    {
      ...told,
      code,
      item: label,
      quantity: carried === null ? undefined : quantity(carried),
      packName: packName ?? undefined,
      allowedBy: nameOf(reader, allowedBy),
      inBooks: known === undefined ? 'gone' : isAsTold ? 'as_told' : 'other',
      meansInstead: known === undefined || known === item ? undefined : String(knownName),
    },
  ]
}

function toDiscardedWork(
  reader: Reader,
  told: Told,
  { of, reason, context, lines }: Extract<Note['content'], { kind: 'work_discarded' }>,
): DiscardedWork {
  return {
    ...told,
    of: of === null ? undefined : nameOf(reader, of),
    reason,
    context,
    lines: lines.flatMap((line) => {
      const item = readLabel(reader, line.item)
      return item === undefined ? [] : [{ item, quantity: quantity(line.quantity) }]
    }),
  }
}

function readLabel(reader: Reader, item: number): ItemLabel | undefined {
  const row = reader.get(`SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`, item)
  return row === undefined ? undefined : toItemLabel(row.slice(0, ITEM_LABEL_WIDTH))
}

function nameOf(reader: Reader, person: number): string | undefined {
  const row = reader.get('SELECT name FROM person WHERE id = ?1', person)
  return row === undefined ? undefined : String(row[0])
}
