import type { BooksAge, BooksStanding } from '../../core/branches/old-books.ts'
import type { DocumentHead } from '../../core/book/document-head.ts'
import { countWriterRefusals, readWriterRefusals } from '../../core/book/read-writer-refusals.ts'
import { isDemoBook } from '../../core/database/is-demo-book.ts'
import { readRefusalNames } from '../../core/items/read-refusal-names.ts'
import { searchItems, type FoundItem } from '../../core/items/search-items.ts'
import { readOpenOrdersHere, type OpenOrder } from '../../core/orders/read-open-orders.ts'
import type { PosterState } from '../../core/outbox/poster.ts'
import { readOperators, type Operator } from '../../core/people/read-operators.ts'
import { mayApprove } from '../../core/people/roles.ts'
import { readOpenRuns, type OpenRun } from '../../core/runs/read-open-runs.ts'
import { readRecipe, type RecipeLine } from '../../core/runs/read-recipe.ts'
import { readTiles, type Tile } from '../../core/stations/read-tiles.ts'
import type { SyncState } from '../../core/sync/sync-state.ts'
import type { Formats } from '../../core/words/format.ts'
import { refusalWords } from '../../core/words/refusal-words.ts'
import { mayUndo } from '../accept.ts'
import { ageHere, standingHere } from '../books-here.ts'
import { workOf, type Session } from '../session/session-state.ts'
import type { Station } from '../station.ts'
import type { PracticeState, ScannerState, StationParts } from '../station-parts.ts'
import { WORKFLOWS } from '../workflows/workflows.ts'
import { readShownDocument, type ShownDocument } from './shown-document.ts'

/** A barcode to try out, with what it is. */
export interface Sample {
  readonly label: string
  readonly text: string
}

/** A refused document of this station, and why in words. */
export interface RefusedHere {
  readonly head: DocumentHead
  readonly why: string
}

/** Everything one drawing of the screen shows. Read afresh each time; the views only read it. */
export interface ScreenFacts {
  readonly session: Session
  readonly station: string
  readonly branch: string
  readonly zone: string
  readonly now: number
  /** The clock of this machine may be wrong, and dates nothing. */
  readonly isClockDoubtful: boolean
  /** The branch's business day, YYYY-MM-DD. */
  readonly today: string
  readonly formats: Formats
  readonly waiting: { readonly documents: number; readonly oldestAcceptedAt: number | undefined }
  readonly poster: PosterState
  /** The copy of the books that is read here; undefined: the book itself is. */
  readonly copy: CopyFacts | undefined
  readonly scanner: ScannerState
  /** Bytes free on the disk that documents are written to; undefined where nobody is to be told. */
  readonly freeBytes: number | undefined
  /** Whoever holds this phone: nobody else signs in or out here. */
  readonly isPersonal: boolean
  /** The book is a demo's: made-up data, which every screen says. */
  readonly isDemo: boolean
  /** Practice, from the side of this screen; undefined where there is none. */
  readonly practice: { readonly isInside: boolean; readonly state: PracticeState } | undefined
  /** The station's newest document, whatever the session remembers. */
  readonly last: { readonly id: string; readonly reference: string; readonly acceptedAt: number } | undefined
  readonly mayUndo: boolean
  /** The station has items that are chosen by tiles. */
  readonly hasTiles: boolean
  /** How many of this station's documents were refused and wait for a person. */
  readonly refusedCount: number
  /** Each only where the screen shows it. */
  readonly people: readonly Operator[]
  readonly orders: readonly OpenOrder[]
  readonly partners: readonly { readonly id: number; readonly name: string }[]
  readonly runs: readonly OpenRun[]
  readonly recipe: readonly RecipeLine[]
  readonly tiles: readonly Tile[]
  readonly found: readonly FoundItem[]
  readonly refused: readonly RefusedHere[]
  readonly document: ShownDocument | undefined
  readonly samples: readonly Sample[]
}

/** How it stands with the copy of the books on this machine. */
export interface CopyFacts {
  readonly age: BooksAge
  /** What follows from it for the work in hand, or that is being chosen. */
  readonly standing: BooksStanding
  /** How it is kept up to date, where that is known. */
  readonly state: SyncState | undefined
}

/** As many as anybody pages through at a station; more have to be narrowed down. */
const FOUND_MAX = 30
const SEARCHED_MAX = 200
export const REFUSED_MAX = 50

/** Reads what the station's screen shows now. */
export function readScreen(station: Station, samples: () => readonly Sample[]): ScreenFacts {
  const { parts } = station
  const { reader, branch, outbox, clock, formats } = parts
  const session = station.session()
  const { latest, operator } = session
  const now = clock.now()
  const newest = outbox.recent(parts.writer, 1)[0]
  const tiles = readTiles(reader, parts.name)
  return {
    session,
    station: parts.name,
    branch: branch.name,
    zone: branch.timeZone,
    now,
    isClockDoubtful: clock.isDoubtful?.() === true,
    today: formats.businessDay(now, branch.timeZone),
    formats,
    waiting: outbox.waitingTotal(),
    poster: parts.posterState(),
    copy: readCopy(parts, session),
    scanner: parts.scanner(),
    freeBytes: parts.freeBytes?.(),
    isPersonal: parts.fixedOperator !== undefined,
    isDemo: isDemoBook(reader),
    practice: parts.practice && { isInside: parts.practice.isInside, state: parts.practice.state() },
    last: newest && {
      id: newest.document.content.id,
      reference: newest.reference,
      acceptedAt: newest.document.content.acceptedAt,
    },
    mayUndo: latest !== null && operator !== null && mayUndo(latest, operator.id, now),
    hasTiles: tiles.length > 0,
    tiles,
    samples: samples(),
    ...readChoices(parts, session),
    ...readOfWork(parts, session),
    ...readPapers(parts, session),
  }
}

function readCopy(parts: StationParts, session: Session): CopyFacts | undefined {
  const age = ageHere(parts)
  if (age === undefined) return undefined
  const { place } = session
  const workflow = place.kind === 'choosing_context' ? place.workflow : workOf(session)?.workflow
  const standing = workflow === undefined ? 'fine' : standingHere(parts, workflow)
  return { age, standing, state: parts.copyState?.() }
}

/** What there is to choose from before any work is open. */
function readChoices({ reader, branch }: StationParts, { asking, place }: Session) {
  const choosing = place.kind === 'choosing_context' ? place : undefined
  const orders = choosing?.workflow === 'sales' ? readOpenOrdersHere(reader, branch.id) : []
  const partner = choosing?.partner ?? null
  return {
    people: asking?.kind === 'who' ? readPeople(reader, branch.id, asking.ask.for === 'sign_in') : [],
    orders: orders.filter(({ partnerId }) => partner === null || partnerId === partner),
    partners: partnersOf(orders),
    runs: choosing?.workflow === 'production' ? readOpenRuns(reader, branch.id) : [],
  }
}

/** A manager's word is asked of managers only. */
function readPeople(
  reader: StationParts['reader'],
  branch: StationParts['branch']['id'],
  isForAll: boolean,
): Operator[] {
  return readOperators(reader, branch).filter(({ role }) => isForAll || mayApprove(role))
}

function readOfWork({ reader, branch }: StationParts, session: Session) {
  const { place } = session
  const work = workOf(session)
  const showsRecipe = place.kind === 'scanning' || place.kind === 'naming_substitute'
  const found =
    place.kind === 'searching_item' && place.query.trim() !== ''
      ? searchItems(reader, place.query, SEARCHED_MAX, branch.id)
      : []
  const workflow = work === undefined ? undefined : WORKFLOWS[work.workflow]
  return {
    recipe: showsRecipe && work?.context.kind === 'run' ? readRecipe(reader, work.context.id) : [],
    found: found.filter(({ kind }) => workflow?.takes(kind) === true).slice(0, FOUND_MAX),
  }
}

function readPapers(parts: StationParts, { place }: Session) {
  const { reader, branch, writer, formats } = parts
  const heads = place.kind === 'refusals' ? readWriterRefusals(reader, branch.id, writer, REFUSED_MAX) : []
  return {
    refusedCount: countWriterRefusals(reader, branch.id, writer),
    refused: heads.map((head) => ({
      head,
      why:
        head.refusal === undefined
          ? ''
          : refusalWords(head.refusal, readRefusalNames(reader, head.refusal), formats).what,
    })),
    document: place.kind === 'showing_document' ? readShownDocument(parts, place.document) : undefined,
  }
}

function partnersOf(orders: readonly OpenOrder[]): { id: number; name: string }[] {
  const names = new Map(orders.map(({ partnerId, partner }) => [partnerId, partner]))
  return [...names].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name))
}
