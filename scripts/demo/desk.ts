import type { DocumentLine, Draft } from '../../core/book/content.ts'
import type { LocationKind } from '../../core/book/events.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import { postDocuments } from '../../core/book/post.ts'
import { placeOf, placeOfRun, placeTowards } from '../../core/branches/places.ts'
import type { Central } from '../../core/database/central.ts'
import type { Reader } from '../../core/database/reader.ts'
import {
  newDocumentId,
  type BranchId,
  type ItemId,
  type LocationId,
  type PersonId,
} from '../../core/kernel/ids.ts'
import { invariant } from '../../core/kernel/invariant.ts'
import type { Outbox } from '../../core/outbox/outbox.ts'

/** The zone of both demo branches. */
export const DEMO_ZONE = 'Africa/Johannesburg'

/** What the demo says of a document; the desk adds id, branch, person and time. */
export type Paper = Omit<Draft, 'id' | 'branch' | 'acceptedAt' | 'acceptedBy' | 'lines'> & {
  readonly lines: readonly DocumentLine[]
}

export interface DeskParts {
  readonly central: Central
  readonly outbox: Outbox
  readonly reader: Reader
  readonly branch: BranchId
  readonly writer: string
  readonly person: PersonId
  readonly items: ReadonlyMap<string, ItemId>
}

/** One writer's place of work in the demo: says papers, and has them posted by the real posting function. */
export interface Desk {
  /** Accepts a paper at a moment (ms, UTC) and posts it. */
  post(at: number, paper: Paper): Promise<Outcome>
  place(kind: LocationKind): LocationId
  placeOfRun(run: number): LocationId
  placeTowards(kind: 'branch_out' | 'branch_in', other: BranchId): LocationId
  item(code: string): ItemId
  /** Base units of an item at a place. */
  held(place: LocationId, code: string): number
}

export function openDesk({ central, outbox, reader, branch, writer, person, items }: DeskParts): Desk {
  const item = (code: string): ItemId => {
    const id = items.get(code)
    invariant(id !== undefined, `the demo has no item ${code}`)
    return id
  }
  return {
    async post(at, { lines, ...paper }) {
      outbox.accept({
        writer,
        draft: {
          id: newDocumentId(),
          branch,
          acceptedAt: at,
          acceptedBy: person,
          ...paper,
          lines: [...lines],
        },
      })
      const waiting = outbox.waiting(writer, 1)
      const outcomes = await postDocuments(central, waiting, { now: at + 2_000, zoneOf: () => DEMO_ZONE })
      outbox.settle(outcomes, at + 2_000)
      const [outcome] = outcomes
      invariant(outcome !== undefined, 'a waiting document gets an outcome')
      return outcome
    },
    place: (kind) => placeOf(reader, branch, kind),
    placeOfRun: (run) => placeOfRun(reader, run),
    placeTowards: (kind, other) => placeTowards(reader, branch, kind, other),
    item,
    held(place, code) {
      const row = reader.get(
        'SELECT quantity FROM stock_balance WHERE location = ?1 AND item = ?2',
        place,
        item(code),
      )
      return Number(row?.[0] ?? 0)
    },
  }
}
