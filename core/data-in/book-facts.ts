import type { ItemKind } from '../book/events.ts'
import type { Row, SqlValue } from '../database/central.ts'
import type { Reader } from '../database/reader.ts'
import type { BranchId, ItemId } from '../kernel/ids.ts'
import type { BaseUnit, DisplayUnit } from '../kernel/quantity.ts'
import type { Authority, CheckContext } from './importer.ts'
import { parsed, problem, refused, type Parsed } from './problem.ts'

/** An item as imports compare it. */
export interface KnownItem {
  readonly id: ItemId
  readonly code: string
  readonly name: string
  readonly kind: ItemKind
  readonly unit: DisplayUnit
  readonly isMeasured: boolean
  readonly isRetired: boolean
  /** It has moved: kind and units are fixed. */
  readonly isFixed: boolean
  readonly branch: BranchId | null
  readonly purchase: { readonly unit: string; readonly quantity: number } | null
  readonly picture: string | null
}

/** Capitals make no difference to who writes a code. */
export const codeKey = (code: string): string => code.toUpperCase()
/** Nor to who writes a name. */
export const nameKey = (name: string): string => name.toLowerCase()

const ITEMS = `SELECT id, code, name, kind, base_unit, display_unit, display_factor, is_measured, is_retired,
  first_move IS NOT NULL, branch, purchase_unit, purchase_quantity, picture FROM item`

/** The items in sight, by code. */
export function readItems(reader: Reader): Map<string, KnownItem> {
  return new Map(reader.all(ITEMS).map((row) => [codeKey(String(row[1])), toItem(row)]))
}

function toItem(row: Row): KnownItem {
  const [id, code, name, kind, base, unit, factor, isMeasured, isRetired, isFixed, branch] = row
  const [purchaseUnit, purchaseQuantity, picture] = row.slice(11)
  return {
    id: Number(id) as ItemId,
    code: String(code),
    name: String(name),
    kind: kind as ItemKind,
    unit: { base: base as BaseUnit, name: String(unit), factor: Number(factor) },
    isMeasured: isMeasured === 1,
    isRetired: isRetired === 1,
    isFixed: isFixed === 1,
    branch: branchIn(branch),
    purchase:
      typeof purchaseUnit === 'string' && typeof purchaseQuantity === 'number'
        ? { unit: purchaseUnit, quantity: purchaseQuantity }
        : null,
    picture: typeof picture === 'string' ? picture : null,
  }
}

export const branchIn = (value: SqlValue | undefined): BranchId | null =>
  value === null || value === undefined ? null : (Number(value) as BranchId)

export interface KnownPartner {
  readonly id: number
  readonly name: string
  readonly isCustomer: boolean
  readonly isSupplier: boolean
  readonly isRetired: boolean
  readonly phone: string | null
  readonly email: string | null
  readonly branch: BranchId | null
}

const PARTNERS = 'SELECT id, name, is_customer, is_supplier, is_retired, phone, email, branch FROM partner'

/** The customers and suppliers in sight, by name. */
export function readPartners(reader: Reader): Map<string, KnownPartner> {
  return new Map(
    reader.all(PARTNERS).map(([id, name, isCustomer, isSupplier, isRetired, phone, email, branch]) => [
      nameKey(String(name)),
      {
        id: Number(id),
        name: String(name),
        isCustomer: isCustomer === 1,
        isSupplier: isSupplier === 1,
        isRetired: isRetired === 1,
        phone: typeof phone === 'string' ? phone : null,
        email: typeof email === 'string' ? email : null,
        branch: branchIn(branch),
      },
    ]),
  )
}

/** Everything of a column, in whatever case: to know what is taken, also where the visitor sees nothing. */
export function readTaken(whole: Reader, sql: string, key: (text: string) => string): ReadonlySet<string> {
  return new Set(whole.all(sql).map(([text]) => key(String(text))))
}

/** The branches that somebody imports for. */
export interface Branches {
  /** null: nothing is written, and the company is meant. */
  readonly read: (prefix: string | undefined) => Parsed<BranchId | null>
  /** Likewise where there must be one: a manager's own where nothing is written. */
  readonly readOne: (prefix: string | undefined) => Parsed<BranchId>
  readonly prefixOf: (branch: BranchId | null) => string
}

/** Reads prefixes as far as the authority goes: another branch is as unknown as one that is not there. */
export function branchesFor({ reader, authority }: CheckContext): Branches {
  const rows = reader.all('SELECT id, prefix FROM branch')
  const all = new Map(rows.map(([id, prefix]) => [String(prefix), Number(id) as BranchId]))
  const prefixes = new Map([...all].map(([prefix, id]) => [id, prefix]))
  const read = (prefix: string | undefined): Parsed<BranchId | null> => {
    if (prefix === undefined) return parsed(authority.branch)
    const branch = all.get(prefix.toUpperCase())
    return branch === undefined || !mayFor(authority, branch)
      ? refused(problem('unknown_branch', prefix))
      : parsed(branch)
  }
  return {
    read,
    readOne(prefix) {
      const branch = read(prefix)
      if (!branch.ok) return branch
      return branch.value === null ? refused(problem('branch_needed')) : parsed(branch.value)
    },
    prefixOf: (branch) => (branch === null ? '' : (prefixes.get(branch) ?? '')),
  }
}

const mayFor = (authority: Authority, branch: BranchId): boolean =>
  authority.branch === null || authority.branch === branch

/** Whether somebody may change what belongs to `branch`, or with null to the company. */
export const mayChange = (authority: Authority, branch: BranchId | null): boolean =>
  authority.branch === null || authority.branch === branch
