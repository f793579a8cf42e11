import type { Branch } from '../../core/branches/read-branches.ts'
import { readStations } from '../../core/branches/read-stations.ts'
import { addDays } from '../../core/kernel/days.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import type { Need } from '../../core/needs/need.ts'
import { readNeeds } from '../../core/needs/needs.ts'
import {
  DAYS_KNOWN,
  resultOf,
  stockValues,
  type BranchDays,
  type DayResult,
} from '../../core/reports/day-figures.ts'
import { readBranchWorths, type BranchWorth } from '../../core/reports/stock-by-location.ts'
import { readContacts, type Contact } from '../../core/stations/read-contacts.ts'
import type { AdminDeps, HostedStation } from '../deps.ts'
import type { Visitor } from '../session/visitor.ts'

/** What the home page shows to one visitor. */
export interface Home {
  readonly needs: readonly Need[]
  readonly isCounting: boolean
  readonly openScans: readonly HostedStation[]
  readonly branches: readonly BranchRow[]
  /** undefined: not added up yet since this process began. */
  readonly weeks: Weeks | undefined
  readonly now: number
}

export interface BranchRow {
  readonly worth: BranchWorth
  /** undefined: not added up yet. */
  readonly yesterday: DayResult | undefined
  readonly contacts: readonly Contact[]
}

/** The last days of the branches that are looked at, the oldest first. */
export interface Weeks {
  readonly days: readonly string[]
  readonly branches: readonly {
    readonly branch: Branch
    readonly stockValues: readonly Minor[]
    readonly soldAtCost: readonly Minor[]
  }[]
}

/** Reads a page that takes no longer for a long history or many items: what would is followed beside. */
export function readHome(deps: AdminDeps, { view, authority, viewReader }: Visitor): Home {
  const { formats, clock, figures, stations } = deps
  const now = clock.now()
  const hosted = stations.hostedStations()
  const here = new Set(hosted.map(({ name }) => name))
  const ours = new Set(readStations(view, viewReader).map(({ name }) => name))
  const worths = readBranchWorths(view, viewReader)
  const todayOf = ({ timeZone }: Branch): string => formats.businessDay(now, timeZone)
  const rows = worths.map((worth): BranchRow => {
    const days = figures.of(worth.branch.id)
    return {
      worth,
      yesterday: days && resultOf(days, addDays(todayOf(worth.branch), -1)),
      contacts: readContacts(viewReader, worth.branch.id, here),
    }
  })
  return {
    ...readNeeds({
      scope: view,
      reader: viewReader,
      isSuperAdmin: authority.kind === 'all',
      formats,
      now,
      facts: deps,
    }),
    openScans: hosted.filter(({ name, hasWork }) => hasWork && ours.has(name)),
    branches: rows,
    weeks: weeksOf(
      worths.map(({ branch }) => ({ branch, days: figures.of(branch.id) })),
      todayOf,
    ),
    now,
  }
}

function weeksOf(
  branches: readonly { readonly branch: Branch; readonly days: BranchDays | undefined }[],
  todayOf: (branch: Branch) => string,
): Weeks | undefined {
  const known = branches.flatMap(({ branch, days }) => (days === undefined ? [] : [{ branch, days }]))
  if (known.length === 0 || known.length < branches.length) return undefined
  // Around midnight branches far apart are in two days; the chart ends with the later one.
  const today =
    known
      .map(({ branch }) => todayOf(branch))
      .toSorted()
      .at(-1) ?? ''
  const ends = Array.from({ length: DAYS_KNOWN }, (_, index) => addDays(today, index + 1 - DAYS_KNOWN))
  return {
    days: ends,
    branches: known.map(({ branch, days }) => ({
      branch,
      stockValues: stockValues(days, today, DAYS_KNOWN),
      soldAtCost: ends.map((day) => resultOf(days, day).soldAtCost),
    })),
  }
}

export function sumOf(amounts: readonly Minor[]): Minor {
  return minor(amounts.reduce((sum, amount) => sum + amount, 0))
}
