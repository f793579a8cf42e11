import { catalogued, type Write } from '../database/catalogue.ts'
import type { Central } from '../database/central.ts'
import { writeMaster } from '../database/write-master.ts'
import type { BranchId } from '../kernel/ids.ts'

export interface NewBranch {
  /** Two to six letters or digits; begins every number of the branch. */
  readonly prefix: string
  readonly name: string
  /** IANA name, for the branch's business days. */
  readonly timeZone: string
}

const OPEN = catalogued(
  'branch.opened',
  'INSERT INTO branch (id, prefix, name, time_zone) VALUES (?1, ?2, ?3, ?4)',
  { by: 'offices' },
)
/** Accounts and places that every branch has one of; those of counterparts and runs come with them. */
const OWN_ACCOUNTS = catalogued(
  'branch.accounts-opened',
  `INSERT INTO account (branch, kind)
  SELECT ?1, kind FROM account_kind WHERE kind NOT IN ('inter_branch_debtors', 'inter_branch_creditors')
  ORDER BY kind`,
  { by: 'offices' },
)
const OWN_LOCATIONS = catalogued(
  'branch.places-opened',
  `INSERT INTO location (branch, kind, account, holds_stock)
  SELECT ?1, k.kind, a.id, k.holds_stock FROM location_kind k
  JOIN account a ON a.branch = ?1 AND a.kind = k.account_kind AND a.counterpart IS NULL
  WHERE k.kind <> 'run' ORDER BY k.kind`,
  { by: 'offices' },
)
/** Both directions between the new branch and every other one. */
const COUNTERPART_ACCOUNTS = catalogued(
  'branch.counterpart-accounts-opened',
  `INSERT INTO account (branch, kind, counterpart)
  SELECT me.id, k.kind, other.id FROM branch me JOIN branch other ON other.id <> me.id
  JOIN account_kind k ON k.kind IN ('inter_branch_debtors', 'inter_branch_creditors')
  WHERE ?1 IN (me.id, other.id) ORDER BY me.id, other.id, k.kind`,
  { by: 'offices' },
)
const COUNTERPART_LOCATIONS = catalogued(
  'branch.counterpart-places-opened',
  `INSERT INTO location (branch, kind, account, holds_stock, counterpart)
  SELECT a.branch, k.kind, a.id, k.holds_stock, a.counterpart
  FROM account a JOIN location_kind k ON k.account_kind = a.kind
  WHERE a.counterpart IS NOT NULL AND ?1 IN (a.branch, a.counterpart) ORDER BY a.id`,
  { by: 'offices' },
)

/** Opens a branch with its accounts and places, and its inter-branch ones with every other branch. */
export async function createBranch(central: Central, branch: NewBranch): Promise<BranchId> {
  const rows = await central.all({ sql: 'SELECT coalesce(max(id), 0) + 1 FROM branch', args: [] })
  const id = Number(rows[0]?.[0]) as BranchId
  await writeMaster(central, newBranchStatements(id, branch))
  return id
}

/** Opens a branch under a number that is free, within a larger batch. */
export function newBranchStatements(id: BranchId, { prefix, name, timeZone }: NewBranch): Write[] {
  return [
    {
      sql: OPEN,
      args: [id, prefix, name, timeZone],
    },
    ...[OWN_ACCOUNTS, OWN_LOCATIONS, COUNTERPART_ACCOUNTS, COUNTERPART_LOCATIONS].map((sql) => ({
      sql,
      args: [id],
    })),
  ]
}

const ENROL = catalogued(
  'writer.enrolled',
  `INSERT INTO writer (name, incarnation, branch, state) VALUES (?1, ?1, ?2, 'open')`,
  { by: 'central' },
)

/** Enrols a writer: its first incarnation carries its name. A writer of no branch serves all of them. */
export async function createWriter(central: Central, name: string, branch: BranchId | null): Promise<void> {
  await writeMaster(central, [
    {
      sql: ENROL,
      args: [name, branch],
    },
  ])
}
