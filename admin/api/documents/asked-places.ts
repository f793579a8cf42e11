import type { EventName, ItemKind, LocationKind } from '../../../core/book/events.ts'
import { placeOf, placeOfRun, placeTowards } from '../../../core/branches/places.ts'
import type { Branch } from '../../../core/branches/read-branches.ts'
import type { Reader } from '../../../core/database/reader.ts'
import type { BranchId } from '../../../core/kernel/ids.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { FieldProblem } from '../http/errors.ts'
import { problem } from '../http/problems.ts'
import type { AskedLine } from './document-body.ts'

/** From where to where goods of a kind may go in an event: a row of the book's own table. */
interface Way {
  readonly from: LocationKind
  readonly to: LocationKind
}

export interface Ends {
  readonly from: Place
  readonly to: Place
}
export interface Place {
  readonly id: number
  readonly kind: LocationKind
}

/** What a document says that decides which places its lines mean. */
export interface PlaceContext {
  readonly reader: Reader
  readonly branch: Branch
  readonly event: EventName
  readonly run: number | undefined
  readonly counterpart: BranchId | undefined
}

/** Finds the places of lines. */
export interface PlaceFinder {
  of(kind: LocationKind): number | undefined
  /** The one way that a line can mean, or why there is none. */
  endsOf(line: AskedLine, item: { readonly kind: ItemKind } | undefined, path: string): Ends | FieldProblem
}

const WAYS = `SELECT from_kind, to_kind FROM event_rule
  WHERE event = ?1 AND item_kind = ?2 AND value_only = ?3`

/**
 * What the book never changes, as a reader has seen it: which ways an event has, and the places that are a branch's by
 * themselves. Every document asks for them again.
 */
interface Fixed {
  readonly ways: Map<string, readonly Way[]>
  readonly places: Map<string, number | undefined>
}
const SEEN = new WeakMap<Reader, Fixed>()

function fixedFor(reader: Reader): Fixed {
  const known = SEEN.get(reader) ?? { ways: new Map(), places: new Map() }
  SEEN.set(reader, known)
  return known
}

export function createPlaceFinder(context: PlaceContext): PlaceFinder {
  const fixed = fixedFor(context.reader)
  const ofDocument = new Map<string, number | undefined>()
  const of = (kind: LocationKind): number | undefined =>
    kept(TOWARDS.has(kind) ? ofDocument : fixed.places, `${context.branch.id} ${kind}`, () =>
      findPlace(context, kind),
    )
  const waysOf = (kind: ItemKind | 'none'): readonly Way[] =>
    kept(fixed.ways, `${context.event} ${kind}`, () => readWays(context, kind))
  return {
    of,
    endsOf(line, item, path) {
      const from = askedPlace(context, line.from)
      const to = askedPlace(context, line.to)
      if (from === 'unknown') return problem(`${path}.from`, 'unknown')
      if (to === 'unknown') return problem(`${path}.to`, 'unknown')
      const possible = waysOf(item?.kind ?? 'none').filter(
        (way) => (from?.kind ?? way.from) === way.from && (to?.kind ?? way.to) === way.to,
      )
      const [way, another] = possible
      if (way === undefined) return problem(`${path}.from`, 'place_impossible')
      if (another !== undefined) return ambiguous(path, possible)
      const [fromId, toId] = [from?.id ?? of(way.from), to?.id ?? of(way.to)]
      // Only a run and another branch are not there by themselves; the document has not named them.
      if (fromId === undefined || toId === undefined) return problem(missing(way), 'required')
      return { from: { id: fromId, kind: way.from }, to: { id: toId, kind: way.to } }
    },
  }
}

const VALUE_ONLY: ReadonlySet<EventName> = new Set(['price_confirmation'])
const DIFFERENCES: ReadonlySet<LocationKind> = new Set(['gain', 'loss'])

function readWays({ reader, event }: PlaceContext, kind: ItemKind | 'none'): Way[] {
  const isValueOnly = kind === 'none' || VALUE_ONLY.has(event)
  return (
    reader
      .all(WAYS, event, kind, isValueOnly ? 1 : 0)
      .map(([from, to]) => ({ from: from as LocationKind, to: to as LocationKind }))
      // What a price leaves over goes to gain or loss by itself; what a run lacks is issued by itself.
      .filter(({ from, to }) => !isValueOnly || !(DIFFERENCES.has(from) || DIFFERENCES.has(to)))
      .filter(({ to }) => event !== 'usage' || to === 'run')
  )
}

/** A branch has one place of each kind by itself, but for these: one towards each run or other branch. */
const TOWARDS: ReadonlySet<LocationKind> = new Set(['run', 'branch_out', 'branch_in'])

function findPlace(
  { reader, branch, run, counterpart }: PlaceContext,
  kind: LocationKind,
): number | undefined {
  if (kind === 'run') return run === undefined ? undefined : placeOfRun(reader, run)
  if (kind === 'branch_out' || kind === 'branch_in')
    return counterpart === undefined ? undefined : placeTowards(reader, branch.id, kind, counterpart)
  return placeOf(reader, branch.id, kind)
}

function kept<Value>(known: Map<string, Value>, key: string, read: () => Value): Value {
  const before = known.get(key)
  if (before !== undefined) return before
  const value = read()
  known.set(key, value)
  return value
}

const BY_ID = 'SELECT kind, branch FROM location WHERE id = ?1'

function askedPlace(
  { reader, branch }: PlaceContext,
  asked: LocationKind | number | undefined,
): Partial<Place> | 'unknown' | undefined {
  if (typeof asked !== 'number') return asked === undefined ? undefined : { kind: asked }
  const [kind, of] = reader.get(BY_ID, asked) ?? []
  return of === branch.id ? { id: asked, kind: kind as LocationKind } : 'unknown'
}

function ambiguous(path: string, ways: readonly Way[]): FieldProblem {
  const named = ways.map(({ from, to }) => `${from} → ${to}`)
  const side = new Set(ways.map(({ from }) => from)).size > 1 ? 'from' : 'to'
  return problem(`${path}.${side}`, 'place_ambiguous', words.api.anyOf(named))
}

function missing({ from, to }: Way): string {
  return from === 'run' || to === 'run' ? 'body.run' : 'body.counterpart'
}
