import type { Reader } from '../../database/reader.ts'
import { whole, wholeOrNull } from './book-rows.ts'

export interface Place {
  readonly id: number
  readonly branch: number
  readonly kind: string
  readonly account: number
  readonly holdsStock: boolean
  readonly counterpart: number | null
  readonly run: number | null
}

export interface BranchFacts {
  readonly prefix: string
  readonly timeZone: string
  readonly lockedUntil: string
}

/** What moves are judged by: read once, small beside the moves themselves. */
export interface Master {
  readonly places: ReadonlyMap<number, Place>
  readonly itemKinds: ReadonlyMap<number, string>
  readonly branches: ReadonlyMap<number, BranchFacts>
  /** Incarnation by writer. */
  readonly writers: ReadonlyMap<number, string>
  readonly series: ReadonlyMap<string, string>
  /** `event from to item_kind value_only`, see {@link ruleKey}. */
  readonly rules: ReadonlySet<string>
  /** The product of each run. */
  readonly products: ReadonlyMap<number, number>
  /** The places whose average prices a gain, by branch. */
  readonly pricing: ReadonlyMap<number, readonly number[]>
  /** What each person might do, from which document on, oldest first. */
  readonly roles: ReadonlyMap<number, readonly HeldRole[]>
  /** The last document of the time of which the book kept no roles. */
  readonly rolesSince: number
  readonly moveCount: number
}

/** It holds for the documents after `since`. */
export interface HeldRole {
  readonly since: number
  readonly role: string
  readonly branch: number | null
}

export const ruleKey = (
  event: string,
  from: string,
  to: string,
  itemKind: string,
  isValueOnly: boolean,
): string => `${event} ${from} ${to} ${itemKind} ${isValueOnly ? 1 : 0}`

const PRICING_KINDS: ReadonlySet<string> = new Set(['stockroom', 'manufacturing', 'retail'])

export function readMaster(reader: Reader): Master {
  const places = readPlaces(reader)
  return {
    places,
    pricing: pricingOf(places),
    itemKinds: new Map(
      reader.all('SELECT id, kind FROM item').map(([id, kind]) => [whole(id), String(kind)]),
    ),
    branches: readBranches(reader),
    writers: new Map(
      reader.all('SELECT id, incarnation FROM writer').map(([id, name]) => [whole(id), String(name)]),
    ),
    series: new Map(
      reader.all('SELECT event, series FROM event').map(([event, series]) => [String(event), String(series)]),
    ),
    rules: new Set(
      reader
        .all('SELECT event, from_kind, to_kind, item_kind, value_only FROM event_rule')
        .map(([event, from, to, kind, valueOnly]) =>
          ruleKey(String(event), String(from), String(to), String(kind), valueOnly === 1),
        ),
    ),
    products: new Map(
      reader.all('SELECT id, item FROM production_run').map(([id, item]) => [whole(id), whole(item)]),
    ),
    roles: readRoles(reader),
    rolesSince: whole(reader.get('SELECT coalesce(min(since), 0) FROM person_role')?.[0]),
    moveCount: whole(reader.get('SELECT coalesce(max(id), 0) FROM move')?.[0]),
  }
}

function readPlaces(reader: Reader): Map<number, Place> {
  const rows = reader.all('SELECT id, branch, kind, account, holds_stock, counterpart, run FROM location')
  return new Map(
    rows.map(([id, branch, kind, account, holdsStock, counterpart, run]) => [
      whole(id),
      {
        id: whole(id),
        branch: whole(branch),
        kind: String(kind),
        account: whole(account),
        holdsStock: holdsStock === 1,
        counterpart: wholeOrNull(counterpart),
        run: wholeOrNull(run),
      },
    ]),
  )
}

function readRoles(reader: Reader): Map<number, HeldRole[]> {
  const roles = new Map<number, HeldRole[]>()
  const rows = reader.all('SELECT person, since, role, branch FROM person_role ORDER BY person, since')
  for (const [person, since, role, branch] of rows) {
    const held = { since: whole(since), role: String(role), branch: wholeOrNull(branch) }
    roles.set(whole(person), [...(roles.get(whole(person)) ?? []), held])
  }
  return roles
}

function pricingOf(places: ReadonlyMap<number, Place>): Map<number, number[]> {
  const pricing = new Map<number, number[]>()
  for (const { id, branch, kind } of places.values())
    if (PRICING_KINDS.has(kind)) pricing.set(branch, [...(pricing.get(branch) ?? []), id])
  return pricing
}

function readBranches(reader: Reader): Map<number, BranchFacts> {
  const rows = reader.all('SELECT id, prefix, time_zone, locked_until FROM branch')
  return new Map(
    rows.map(([id, prefix, timeZone, lockedUntil]) => [
      whole(id),
      { prefix: String(prefix), timeZone: String(timeZone), lockedUntil: String(lockedUntil) },
    ]),
  )
}
