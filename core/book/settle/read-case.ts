import { readBranches, type Branch } from '../../branches/read-branches.ts'
import { sees, type Scope } from '../../branches/scope.ts'
import type { Reader } from '../../database/reader.ts'
import { ITEM_LABEL, toItemLabel, type ItemLabel } from '../../items/item-label.ts'
import type { BranchId, DocumentId } from '../../kernel/ids.ts'
import { invariant } from '../../kernel/invariant.ts'
import { quantity, type Quantity } from '../../kernel/quantity.ts'
import { unseal, type DocumentContent, type DocumentLine } from '../content.ts'
import type { DocumentHead } from '../document-head.ts'
import { toPlaceLabel, type PlaceLabel } from '../move-line.ts'
import { readHead } from '../read-document.ts'
import { isScanned } from './corrected-lines.ts'
import { readEntry, readTried, readTries, readWaiting, type RefusalEntry } from './read-refusals.ts'
import type { Replacement } from './settle.ts'

/** Everything a person has to know to settle one refusal. */
export interface RefusalCase {
  readonly entry: RefusalEntry
  readonly content: DocumentContent
  readonly branch: Branch
  /** What was scanned, without what follows from it. */
  readonly lines: readonly CaseLine[]
  /** Settlements that were refused too, newest first. */
  readonly tries: readonly DocumentHead[]
  /** What waits for this one, oldest first. */
  readonly waiting: readonly RefusalEntry[]
  /** What this one waits for, as it stands. */
  readonly awaited: Awaited
  /** This one is itself a refused settlement of that. */
  readonly tried: DocumentHead | undefined
}

/** Free: nothing to wait for. Open: that is settled first. Gone: that was voided, so this can only be voided too. */
export type Awaited =
  | { readonly state: 'free'; readonly replacement: Replacement | undefined }
  | { readonly state: 'open' | 'gone'; readonly head: DocumentHead }

/** A line as it was scanned, and what the book says of it now. */
export interface CaseLine {
  /** Its number in the document, from 0. */
  readonly index: number
  readonly line: DocumentLine
  readonly item: ItemLabel | undefined
  readonly quantity: Quantity
  /** Name of who scanned it. */
  readonly by: string | undefined
  readonly insteadOf: string | undefined
  /** Where it may be taken from, and how much is there now. */
  readonly there: readonly { readonly place: PlaceLabel; readonly quantity: Quantity }[]
  /** What is still open of the dispatched or sold line that it draws on. */
  readonly drawable: Quantity | undefined
  /** What the order or run plans of it, and has now; undefined where it is on neither. */
  readonly planned: { readonly quantity: Quantity; readonly logged: Quantity } | undefined
}

const CONTENT = 'SELECT content FROM document WHERE id = ?1'

/** A refused document; undefined when it is not in the book, not refused, or not in the scope. */
export function readRefusalCase(scope: Scope, reader: Reader, id: DocumentId): RefusalCase | undefined {
  const head = readHead(scope, reader, id)
  const content = readContent(reader, id)
  if (head?.state !== 'refused' || content === undefined) return undefined
  const branch = readBranches(reader).find((one) => one.id === head.branch)
  invariant(branch !== undefined, 'the branch of a document is there')
  const entry = readEntry(scope, reader, head)
  return {
    entry,
    content,
    branch,
    lines: content.lines.flatMap((line, index) =>
      isScanned(line) ? [readCaseLine(scope, reader, { content, line, index, entry })] : [],
    ),
    tries: readTries(scope, reader, id),
    waiting: readWaiting(scope, reader, id).map((waiting) => readEntry(scope, reader, waiting)),
    awaited: readAwaited(scope, reader, content),
    tried: readTried(scope, reader, head),
  }
}

function readContent(reader: Reader, id: DocumentId): DocumentContent | undefined {
  const row = reader.get(CONTENT, id)
  return row === undefined ? undefined : unseal(String(row[0])).content
}

/** What it answers may be another branch's dispatch: then the book alone says whether it is there by now. */
function readAwaited(scope: Scope, reader: Reader, { answers, lines }: DocumentContent): Awaited {
  const free: Awaited = { state: 'free', replacement: undefined }
  const drawn = lines.flatMap(({ take }) => (take.by === 'answered' ? [take.document] : []))
  const id = (answers ?? drawn[0]) as DocumentId | undefined
  const head = id === undefined ? undefined : readHead(scope, reader, id)
  if (head?.state !== 'refused') return free
  const { settledBy } = readEntry(scope, reader, head)
  if (settledBy === undefined) return { state: 'open', head }
  if (settledBy.event === 'void') return { state: 'gone', head }
  const refused = readContent(reader, head.id)
  const posted = readContent(reader, settledBy.id)
  return refused === undefined || posted === undefined
    ? free
    : { state: 'free', replacement: { refused, posted } }
}

const ITEM = `SELECT ${ITEM_LABEL} FROM item i WHERE i.id = ?1`
const PERSON = 'SELECT name FROM person WHERE id = ?1'
const ON_ORDER = 'SELECT ordered, logged FROM sales_order_line WHERE sales_order = ?1 AND item = ?2'
const ON_RUN = 'SELECT planned, used FROM run_ingredient WHERE run = ?1 AND item = ?2'
const THERE = `SELECT l.branch, coalesce((SELECT quantity FROM stock_balance WHERE location = l.id AND item = ?2), 0),
    l.id, l.kind, l.holds_stock, c.prefix, r.serial
  FROM location l LEFT JOIN branch c ON c.id = l.counterpart LEFT JOIN production_run r ON r.id = l.run
  WHERE l.id = ?1 AND l.holds_stock = 1`

interface LineOf {
  readonly content: DocumentContent
  readonly line: DocumentLine
  readonly index: number
  readonly entry: RefusalEntry
}

function readCaseLine(scope: Scope, reader: Reader, { content, line, index, entry }: LineOf): CaseLine {
  const { item, from, insteadOf } = line
  const itemOf = (id: number): ItemLabel | undefined => {
    const row = reader.get(ITEM, id)
    return row && toItemLabel(row)
  }
  const name = reader.get(PERSON, line.by ?? content.acceptedBy)?.[0]
  const issued = content.lines.find(
    (other) => other.take.by === 'shortfall' && other.item === item && other.to === from,
  )
  return {
    index,
    line,
    item: item === null ? undefined : itemOf(item),
    quantity: quantity(line.quantity),
    by: typeof name === 'string' ? name : undefined,
    insteadOf: insteadOf === undefined ? undefined : itemOf(insteadOf)?.name,
    there: [from, ...(issued === undefined ? [] : [issued.from])].flatMap((place) =>
      readThere(scope, reader, place, item),
    ),
    drawable: readDrawable(reader, line),
    planned: readPlanned(reader, entry, item),
  }
}

function readThere(scope: Scope, reader: Reader, place: number, item: number | null): CaseLine['there'] {
  const row = item === null ? undefined : reader.get(THERE, place, item)
  if (row === undefined || !sees(scope, Number(row[0]) as BranchId)) return []
  return [{ place: toPlaceLabel(row.slice(2)), quantity: quantity(Number(row[1])) }]
}

const DRAWABLE = `SELECT coalesce(o.quantity, m.quantity) FROM document d
  CROSS JOIN move m ON m.id = d.first_move + ?2 LEFT JOIN outstanding o ON o.move = m.id
  WHERE d.id = ?1 AND d.state = 'posted' AND ?2 < d.line_count`

/** Of a transfer both branches know what is on the road. */
function readDrawable(reader: Reader, { take }: DocumentLine): Quantity | undefined {
  const row = take.by === 'answered' ? reader.get(DRAWABLE, take.document, take.move) : undefined
  return row && quantity(Number(row[0]))
}

function readPlanned(
  reader: Reader,
  { salesOrder, run }: RefusalEntry,
  item: number | null,
): CaseLine['planned'] {
  if (item === null) return undefined
  const row =
    salesOrder !== undefined
      ? reader.get(ON_ORDER, salesOrder.id, item)
      : run === undefined
        ? undefined
        : reader.get(ON_RUN, run.id, item)
  return row && { quantity: quantity(Number(row[0])), logged: quantity(Number(row[1])) }
}
