import type { Child } from 'hono/jsx'

/** One column of a table of records. A figure is right-aligned; `heading` names its row. */
export interface Column<Entry> {
  readonly label: string
  readonly kind?: 'figure' | 'heading' | 'text'
  readonly cell: (entry: Entry) => Child
  /** Where a click on the heading leads, and whether the rows are in this column's order now. */
  readonly order?: { readonly href: string; readonly isCurrent: boolean }
  /** What stands below the column. */
  readonly total?: Child
  /** Cost, price or margin on a paper that hangs where operators work: on the screen only. */
  readonly isOffPaper?: boolean
}

interface DataTableProps<Entry> {
  /** Says what the table is to who cannot see its place on the page. */
  readonly caption: string
  readonly columns: readonly Column<Entry>[]
  readonly entries: readonly Entry[]
}

// Said again in words because some browsers forget them where the narrow style makes a table of blocks. Spread, since
// to a linter they are only redundant.
const ROLES = {
  table: { role: 'table' },
  rowgroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnheader: { role: 'columnheader' },
  rowheader: { role: 'rowheader' },
  cell: { role: 'cell' },
} as const

/**
 * A table of records that becomes a list of cards where the screen is narrow: every cell carries its column's name
 * for that.
 */
export function DataTable<Entry>({ caption, columns, entries }: DataTableProps<Entry>) {
  return (
    <table class="data" {...ROLES.table}>
      <caption class="unseen">{caption}</caption>
      <thead {...ROLES.rowgroup}>
        <tr {...ROLES.row}>
          {columns.map(({ label, kind, isOffPaper, order }) => (
            <th
              scope="col"
              {...ROLES.columnheader}
              class={classOf(kind, isOffPaper)}
              aria-sort={order?.isCurrent === true ? 'ascending' : undefined}
            >
              {order === undefined ? label : <a href={order.href}>{label}</a>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...ROLES.rowgroup}>
        {entries.map((entry) => (
          <tr {...ROLES.row}>
            {columns.map((column) => (
              <BodyCell column={column} entry={entry} />
            ))}
          </tr>
        ))}
      </tbody>
      {columns.some(({ total }) => total !== undefined) && <Totals columns={columns} />}
    </table>
  )
}

function BodyCell<Entry>({ column, entry }: { column: Column<Entry>; entry: Entry }) {
  const { label, kind, isOffPaper, cell } = column
  if (kind === 'heading')
    return (
      <th scope="row" {...ROLES.rowheader} class="heading">
        {cell(entry)}
      </th>
    )
  return (
    <td {...ROLES.cell} class={classOf(kind, isOffPaper)} data-label={label}>
      <div class="cell">{cell(entry)}</div>
    </td>
  )
}

function Totals<Entry>({ columns }: { columns: readonly Column<Entry>[] }) {
  const isOffPaperWhole = columns.every(
    ({ kind, total, isOffPaper }) => kind === 'heading' || total === undefined || isOffPaper === true,
  )
  return (
    <tfoot {...ROLES.rowgroup}>
      <tr {...ROLES.row} class={classOf(undefined, isOffPaperWhole)}>
        {columns.map(({ label, kind, total, isOffPaper }) =>
          kind === 'heading' ? (
            <th scope="row" {...ROLES.rowheader} class="heading">
              {total}
            </th>
          ) : (
            <td
              {...ROLES.cell}
              class={classOf(kind, isOffPaper)}
              data-label={total === undefined ? undefined : label}
            >
              <div class="cell">{total}</div>
            </td>
          ),
        )}
      </tr>
    </tfoot>
  )
}

function classOf(kind: Column<unknown>['kind'], isOffPaper = false): string | undefined {
  const own = kind === 'figure' ? 'figures' : kind
  return isOffPaper ? [own, 'off-paper'].filter(Boolean).join(' ') : own
}
