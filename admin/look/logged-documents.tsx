import type { MoveLine } from '../../core/book/move-line.ts'
import type { JournalEntry } from '../../core/book/read-journal.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from './data-table.tsx'
import { Unbroken, useFormats } from './figures.tsx'
import { AcceptedAt, DocumentLink, Empty, PageLinks, StateMark, stateOf } from './pieces.tsx'

const { logged: text } = words.adminDocuments

/** A page of what was logged on an order or a run, and where the others are. */
export interface LoggedPage {
  readonly entries: readonly JournalEntry[]
  readonly newest: string | undefined
  readonly older: string | undefined
}

/** What was logged on one thing: what, by whom, when and where. */
export const LoggedDocuments = ({
  title,
  empty,
  logged: { entries, newest, older },
}: {
  title: string
  empty: string
  logged: LoggedPage
}) => (
  <>
    <h2>{title}</h2>
    {entries.length === 0 ? (
      <Empty>{empty}</Empty>
    ) : (
      <DataTable caption={title} columns={COLUMNS} entries={entries} />
    )}
    <PageLinks newest={newest} older={older} />
  </>
)

const ITEMS_SHOWN = 3

const What = ({ moves }: { moves: readonly MoveLine[] }) => {
  const formats = useFormats()
  const lines = moves.flatMap(({ item, quantity }) =>
    item === undefined || quantity === 0 ? [] : [text.item(formats.quantity(quantity, item.unit), item.name)],
  )
  const distinct = [...new Set(lines)]
  // One more takes no more room than saying that there is one more.
  const shown = distinct.length === ITEMS_SHOWN + 1 ? distinct : distinct.slice(0, ITEMS_SHOWN)
  const rest = distinct.length - shown.length
  if (rest > 0) shown.push(text.moreItems(formats.count(rest)))
  return (
    <ul class="what">
      {shown.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

const COLUMNS: readonly Column<JournalEntry>[] = [
  {
    label: text.document,
    kind: 'heading',
    cell: ({ head }) => (
      <>
        <DocumentLink head={head} /> <small>{words.book.events[head.event]}</small>
      </>
    ),
  },
  {
    label: text.what,
    cell: ({ head, moves }) =>
      head.state === 'posted' && !head.isReversed ? (
        <What moves={moves} />
      ) : (
        <StateMark state={stateOf(head)} />
      ),
  },
  { label: text.by, cell: ({ head }) => <Unbroken text={head.acceptedBy} /> },
  { label: text.when, cell: ({ head }) => <AcceptedAt head={head} /> },
  { label: text.where, cell: ({ head }) => <Unbroken text={head.writer} /> },
]
