import type { Child } from 'hono/jsx'
import type { Minor } from '../../core/kernel/money.ts'
import type { DayResult } from '../../core/reports/day-figures.ts'
import type { Contact } from '../../core/stations/read-contacts.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Money, None, useFormats } from '../look/figures.tsx'
import { Empty } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { sumOf, type BranchRow } from './read-home.ts'

const PLACES = ['stockroom', 'manufacturing', 'retail'] as const
const RESULTS = [
  ['soldAtCost', words.adminHome.branches.sold],
  ['waste', words.adminHome.branches.waste],
  ['variance', words.adminHome.branches.variance],
] as const

/** A row for each branch: what its stock is worth, what it did yesterday, and when its stations were heard of. */
export const Branches = ({ rows, now }: { rows: readonly BranchRow[]; now: number }) => {
  const { branches } = words.adminHome
  const isTotalled = rows.length > 1
  const totalled = (total: Child): { total?: Child } => (isTotalled ? { total } : {})
  const columns: Column<BranchRow>[] = [
    {
      label: branches.branch,
      kind: 'heading',
      cell: ({ worth: { branch } }) => (
        <a href={links.stock({ branch: branch.prefix })}>
          {words.admin.branches.name(branch.prefix, branch.name)}
        </a>
      ),
      ...totalled(branches.all),
    },
    ...PLACES.map((kind): Column<BranchRow> => ({
      label: branches[kind],
      kind: 'figure',
      cell: ({ worth }) => (
        <a href={links.account(worth.accounts[kind])}>
          <Money amount={worth[kind]} />
        </a>
      ),
      ...totalled(<Money amount={sumOf(rows.map(({ worth }) => worth[kind]))} />),
    })),
    ...RESULTS.map(([result, label]): Column<BranchRow> => ({
      label,
      kind: 'figure',
      cell: ({ yesterday }) => <Result amount={yesterday?.[result]} />,
      ...totalled(<Result amount={totalOf(rows, result)} />),
    })),
    {
      label: branches.contact,
      cell: ({ contacts }) => <Contacts contacts={contacts} now={now} />,
    },
  ]
  return rows.length === 0 ? (
    <Empty>{branches.none}</Empty>
  ) : (
    <DataTable caption={branches.title} columns={columns} entries={rows} />
  )
}

/** Not added up yet is not nothing. */
const Result = ({ amount }: { amount: Minor | undefined }) =>
  amount === undefined ? (
    <span class="none">{words.adminHome.branches.counting}</span>
  ) : (
    <Money amount={amount} />
  )

function totalOf(rows: readonly BranchRow[], result: keyof DayResult): Minor | undefined {
  const known = rows.flatMap(({ yesterday }) => (yesterday === undefined ? [] : [yesterday[result]]))
  return known.length < rows.length ? undefined : sumOf(known)
}

/** How many stations a cell names; a branch with more has a page for them. */
const CONTACTS_SHOWN = 3

const Contacts = ({ contacts, now }: { contacts: readonly Contact[]; now: number }) => {
  const formats = useFormats()
  const { branches } = words.adminHome
  if (contacts.length === 0) return <None />
  const when = ({ at }: Contact): string =>
    at === 'here' ? branches.here : at === undefined ? branches.never : formats.age(now - at)
  // Those longest not heard of first: they are what one looks for.
  const shown = contacts.toSorted((one, other) => rank(one) - rank(other)).slice(0, CONTACTS_SHOWN)
  const more = contacts.length - shown.length
  return (
    <a href={links.stations()} class="contacts">
      {shown.map((contact) => (
        <span class="figure">{branches.contactOf(contact.station, when(contact))}</span>
      ))}
      {more > 0 && <small>{branches.more(formats.count(more))}</small>}
    </a>
  )
}

function rank({ at }: Contact): number {
  return at === 'here' ? Infinity : (at ?? 0)
}
