import type { Write } from '../database/catalogue.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, ItemId, LocationId, PersonId } from '../kernel/ids.ts'
import type { Role } from '../people/create-person.ts'
import type { CellsOf, Columns } from './cells.ts'
import { at, problem, type Problem, type RowProblem } from './problem.ts'

/** What can be imported, in the order in which a whole business is. */
export const IMPORT_NAMES = [
  'branches',
  'reasons',
  'people',
  'partners',
  'items',
  'barcodes',
  'boms',
  'supplier-prices',
  'reorder-points',
  'old-books',
  'opening-stock',
] as const
export type ImportName = (typeof IMPORT_NAMES)[number]

/** Who imports, and for whom: a super admin for the company, a manager for their own branch. */
export interface Authority {
  readonly person: PersonId
  readonly role: Role
  /** null: the whole company. */
  readonly branch: BranchId | null
}

/** What a row becomes, once it is accepted. */
export interface RowResult {
  readonly line: number
  readonly state: 'new' | 'changed' | 'unchanged'
  /** What it is about, as a person calls it. */
  readonly title: string
  /** "Name: A → B", one for each thing that changes. */
  readonly details: readonly string[]
}

/** Said about a row that is taken all the same. */
export interface RowNote {
  readonly line: number
  readonly note: string
}

/** A line of opening stock, by whose place and at what value. */
export interface OpeningLine {
  readonly branch: BranchId
  readonly item: ItemId
  readonly from: LocationId
  readonly to: LocationId
  readonly quantity: number
  readonly amount: number
  /** It is in the book already: it keeps its place in its document, and is not booked again. */
  readonly isBooked: boolean
}

/** What a checked table comes to. Statements are one batch, all or nothing; openings are documents. */
export interface Outcome {
  readonly results: readonly RowResult[]
  readonly problems: readonly RowProblem[]
  readonly notes: readonly RowNote[]
  readonly statements: readonly Write[]
  readonly openings: readonly OpeningLine[]
}

export interface CheckContext {
  /** As far as the authority sees. */
  readonly reader: Reader
  /** Everything: only to find out that a code is taken, never to show whose. */
  readonly whole: Reader
  readonly authority: Authority
  /** Milliseconds since 1970. */
  readonly now: number
  readonly moneyFactor: number
  readonly currency: string
  /** What rows of items are that do not say it: the old table of raw materials has no such column. */
  readonly defaultKind: string | undefined
}

export interface Row<Cells> {
  readonly line: number
  readonly cells: Cells
}
type AnyCells = Readonly<Record<string, unknown>>

/** One kind of table: a row of {@link IMPORTERS}. Knows no HTTP and no files. */
export interface Importer {
  readonly name: ImportName
  readonly columns: Columns
  /** Only super admins: it concerns all branches. */
  readonly isCompanyWide: boolean
  readonly check: (rows: readonly Row<AnyCells>[], context: CheckContext) => Outcome
}

/** Binds a check to its columns: what it gets are the values that these columns read. */
export function importer<Table extends Columns>(
  name: ImportName,
  {
    columns,
    isCompanyWide = false,
    check,
  }: {
    readonly columns: Table
    readonly isCompanyWide?: boolean
    readonly check: (rows: readonly Row<CellsOf<Table>>[], context: CheckContext) => Outcome
  },
): Importer {
  return {
    name,
    columns,
    isCompanyWide,
    // The one place where cells get their types: they were read by these very columns.
    check: (rows, context) => check(rows as readonly Row<CellsOf<Table>>[], context),
  }
}

/** Collects what rows come to. */
export class Tally {
  readonly results: RowResult[] = []
  readonly problems: RowProblem[] = []
  readonly notes: RowNote[] = []
  readonly statements: Write[] = []
  readonly openings: OpeningLine[] = []
  readonly #seen = new Map<string, number>()

  refuse(line: number, column: string, found: Problem): void {
    this.problems.push(at(line, column, found))
  }

  /** Whether an earlier row was about the same; then it is said. */
  isTwice(line: number, column: string, key: string): boolean {
    const before = this.#seen.get(key)
    if (before === undefined) {
      this.#seen.set(key, line)
      return false
    }
    this.refuse(line, column, problem('twice_in_file', String(before)))
    return true
  }

  isNew(line: number, title: string, details: readonly string[], statements: readonly Write[]): void {
    this.results.push({ line, state: 'new', title, details })
    this.statements.push(...statements)
  }

  /** Unchanged where there are no details. */
  differs(line: number, title: string, details: readonly string[], statements: readonly Write[]): void {
    this.results.push({ line, state: details.length === 0 ? 'unchanged' : 'changed', title, details })
    if (details.length > 0) this.statements.push(...statements)
  }

  note(line: number, note: string): void {
    this.notes.push({ line, note })
  }
}
