import type { DocumentHead } from '../../core/book/document-head.ts'
import type { MoveLine } from '../../core/book/move-line.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from './data-table.tsx'
import { Moment, Unbroken, useFormats } from './figures.tsx'
import { DocumentLink, Empty, StateMark, stateOf } from './pieces.tsx'

const { logged: text } = words.adminDocuments

/** A document that was logged on an order or a run, with what it moved. */
export interface LoggedDocument {
  readonly head: DocumentHead
  readonly moves: readonly MoveLine[]
}

/** Everything logged on one thing: what, by whom, when and where. */
export const LoggedDocuments = ({
  title,
  empty,
  documents,
}: {
  title: string
  empty: string
  documents: readonly LoggedDocument[]
}) => (
  <>
    <h2>{title}</h2>
    {documents.length === 0 ? (
      <Empty>{empty}</Empty>
    ) : (
      <DataTable caption={title} columns={COLUMNS} entries={documents} />
    )}
  </>
)

const ITEMS_SHOWN = 3

const What = ({ moves }: { moves: readonly MoveLine[] }) => {
  const formats = useFormats()
  const lines = moves.flatMap(({ item, quantity }) =>
    item === undefined || quantity === 0 ? [] : [text.item(formats.quantity(quantity, item.unit), item.name)],
  )
  const distinct = [...new Set(lines)]
  const shown = distinct.slice(0, ITEMS_SHOWN)
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

const COLUMNS: readonly Column<LoggedDocument>[] = [
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
  { label: text.when, cell: ({ head }) => <Moment at={head.acceptedAt} zone={head.zone} /> },
  { label: text.where, cell: ({ head }) => <Unbroken text={head.writer} /> },
]
