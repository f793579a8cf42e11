import { readBranches, type Branch } from '../branches/read-branches.ts'
import { onlyBranch } from '../branches/scope.ts'
import type { ScopedReaders } from '../branches/scoped-readers.ts'
import { followBook, type Following } from '../database/follow-book.ts'
import type { Reader } from '../database/reader.ts'
import type { LocationKind } from '../book/events.ts'
import type { Clock } from '../kernel/clock.ts'
import { addDays } from '../kernel/days.ts'
import type { BranchId, Position } from '../kernel/ids.ts'
import { minor, type Minor } from '../kernel/money.ts'
import type { Formats } from '../words/format.ts'
import { netInto, readFlowSlice, type FlowSlice } from './day-flows.ts'

/** How far back days are known. */
export const DAYS_KNOWN = 28

/** What happened in a branch day by day, as of one state of the book. */
export interface BranchDays {
  /** All its stock, in that state of the book. */
  readonly stockValue: Minor
  /** Amounts by business day and `from>to`. A reversal counts on its own day, the other way round. */
  readonly days: ReadonlyMap<string, ReadonlyMap<string, number>>
}

/** The figures of the last days, kept up with the book. */
export interface DayFigures {
  /** undefined: the book was not read far enough yet since this process began. */
  of(branch: BranchId): BranchDays | undefined
}

/** What a branch did on one business day, at cost. */
export interface DayResult {
  readonly soldAtCost: Minor
  readonly waste: Minor
  /** Gains less losses. */
  readonly variance: Minor
}

export function resultOf({ days }: BranchDays, day: string): DayResult {
  const flows = days.get(day)
  return {
    soldAtCost: minor(netInto(['customer'], flows)),
    waste: minor(netInto(['write_off'], flows)),
    variance: minor(0 - netInto(['gain', 'loss'], flows)),
  }
}

/** Places whose value is an inventory account's. */
const STOCK: readonly LocationKind[] = ['stockroom', 'manufacturing', 'run', 'built', 'retail']

/** What the stock was worth at the end of each of the last days up to `today`: today's value less what came since. */
export function stockValues({ stockValue, days }: BranchDays, today: string, count: number): Minor[] {
  // A locked period may date documents ahead.
  let value = [...days].reduce<number>(
    (left, [day, flows]) => left - (day > today ? netInto(STOCK, flows) : 0),
    stockValue,
  )
  return Array.from({ length: count }, (_, ago) => {
    const atEnd = value
    value = atEnd - netInto(STOCK, days.get(addDays(today, -ago)))
    return minor(atEnd)
  }).toReversed()
}

export interface FiguresFollower extends DayFigures, Following {}

/** Reads every branch's last days once, newest first, and then whatever is posted. */
export function followDayFigures({
  readers,
  clock,
  formats,
  report,
}: {
  readonly readers: ScopedReaders
  readonly clock: Clock
  readonly formats: Formats
  readonly report: (error: unknown) => void
}): FiguresFollower {
  const walks = new Map<BranchId, Walk>()
  function* round(): Generator<void> {
    for (const branch of readBranches(readers.whole)) {
      const reader = readers.of(onlyBranch(branch.id))
      const today = formats.businessDay(clock.now(), branch.timeZone)
      const known = walks.get(branch.id)
      const walk =
        known === undefined || known.isOfAnotherBook(reader) ? new Walk(branch, reader, today) : known
      walks.set(branch.id, walk)
      yield* walk.goOn(reader, today)
    }
  }
  return {
    of: (branch) => walks.get(branch)?.shown,
    ...followBook({ reader: readers.whole, clock, report, round }),
  }
}

const NEWEST = 'SELECT max(position) FROM main.document k INDEXED BY document_of_branch WHERE k.branch = ?1'
const WORTH = `SELECT coalesce(sum(b.debit - b.credit), 0) FROM account a JOIN account_balance b ON b.account = a.id
  JOIN account_kind k ON k.kind = a.kind WHERE a.branch = ?1 AND k.is_inventory = 1`
const DAY_MS = 86_400_000

/** How far one branch's documents were read, and what they moved. */
class Walk {
  /** What may be shown: whole, and of one state of the book. */
  shown: BranchDays | undefined
  private readonly branch: BranchId
  private readonly since: string
  private readonly days = new Map<string, Map<string, number>>()
  private oldest: Position
  private newest: Position
  private isBackFar = false

  constructor({ id }: Branch, reader: Reader, today: string) {
    this.branch = id
    this.since = addDays(today, 1 - DAYS_KNOWN)
    this.newest = newestOf(reader, id)
    this.oldest = (this.newest + 1) as Position
  }

  /** An older state of the book was put back while this process ran. */
  isOfAnotherBook(reader: Reader): boolean {
    return newestOf(reader, this.branch) < this.newest
  }

  *goOn(reader: Reader, today: string): Generator<void> {
    while (!this.isBackFar) {
      this.readBack(reader)
      yield
    }
    for (const day of this.days.keys()) if (day < addDays(today, 1 - DAYS_KNOWN)) this.days.delete(day)
    while (!this.readOn(reader)) yield
  }

  /**
   * A document dated on a day was posted on that day or later, so nothing older than the first day's beginning counts;
   * a day more for zones and clocks.
   */
  private readBack(reader: Reader): void {
    const slice = readFlowSlice(reader, this.branch, { before: this.oldest }, this.since)
    this.add(slice)
    this.oldest = slice.documents?.oldest ?? this.oldest
    this.isBackFar = slice.isLast || slice.postedAt < Date.parse(this.since) - 2 * DAY_MS
  }

  /** Returns whether all is read. What the stock is worth is then read of the same state of the book. */
  private readOn(reader: Reader): boolean {
    return reader.snapshot(() => {
      const slice = readFlowSlice(reader, this.branch, { after: this.newest }, this.since)
      this.add(slice)
      this.newest = slice.documents?.newest ?? this.newest
      if (!slice.isLast) return false
      const stockValue = minor(Number(reader.get(WORTH, this.branch)?.[0]))
      this.shown = { stockValue, days: copied(this.days) }
      return true
    })
  }

  private add({ flows }: FlowSlice): void {
    for (const { day, flow, amount } of flows) {
      const ofDay = this.days.get(day) ?? new Map<string, number>()
      ofDay.set(flow, (ofDay.get(flow) ?? 0) + amount)
      this.days.set(day, ofDay)
    }
  }
}

function newestOf(reader: Reader, branch: BranchId): Position {
  return Number(reader.get(NEWEST, branch)?.[0] ?? 0) as Position
}

/** Nobody who shows these sees them half changed. */
function copied(days: ReadonlyMap<string, ReadonlyMap<string, number>>): BranchDays['days'] {
  return new Map([...days].map(([day, flows]) => [day, new Map(flows)]))
}
