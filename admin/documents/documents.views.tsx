import type { DocumentHead } from '../../core/book/document-head.ts'
import type { DocumentFilter } from '../../core/book/read-documents.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Money, None, Unbroken } from '../look/figures.tsx'
import {
  AcceptedAt,
  DocumentLink,
  Empty,
  PageHead,
  PageLinks,
  StateMark,
  stateOf,
  Tabs,
} from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'

const { list: text } = words.adminDocuments

/** A document of the list; a refused one with the reason in words. */
export interface ListedDocument {
  readonly head: DocumentHead
  readonly reason: string | undefined
}

interface DocumentsProps {
  readonly documents: readonly ListedDocument[]
  readonly filter: DocumentFilter
  /** What was looked for and not found. */
  readonly called: string
  readonly newest: string | undefined
  readonly older: string | undefined
}

const FILTERS = ['all', 'posted', 'unsettled', 'refused'] as const

export const DocumentsPage = ({ documents, filter, called, newest, older }: DocumentsProps) => (
  <>
    <PageHead title={text.title}>
      <FindForm called={called} />
    </PageHead>
    {called !== '' && <output class="message">{text.notFound(called)}</output>}
    <Tabs
      label={text.filterLabel}
      tabs={FILTERS.map((name) => ({
        href: links.documents({ filter: name === 'all' ? undefined : name }),
        name: text.filters[name],
        isCurrent: name === filter,
      }))}
    />
    {documents.length === 0 ? (
      <Empty>{emptyText(filter)}</Empty>
    ) : (
      <DataTable caption={text.title} columns={COLUMNS} entries={documents} />
    )}
    <PageLinks newest={newest} older={older} />
  </>
)

function emptyText(filter: DocumentFilter): string {
  if (filter === 'refused') return text.emptyRefused
  return filter === 'unsettled' ? text.emptyUnsettled : text.empty
}

const FindForm = ({ called }: { called: string }) => (
  <search>
    <form class="find" action={routes.documents}>
      <label class="unseen" for="called">
        {text.find}
      </label>
      <input
        id="called"
        type="search"
        name="called"
        value={called}
        placeholder={text.find}
        title={text.findHint}
        maxlength={60}
        required
        autocomplete="off"
      />
      <button>{text.findSubmit}</button>
    </form>
  </search>
)

const COLUMNS: readonly Column<ListedDocument>[] = [
  {
    label: text.document,
    kind: 'heading',
    cell: ({ head, reason }) => (
      <>
        <DocumentLink head={head} /> <small>{reason ?? <Unbroken text={head.reference} />}</small>
      </>
    ),
  },
  { label: text.event, cell: ({ head }) => words.book.events[head.event] },
  { label: text.state, cell: ({ head }) => <StateMark state={stateOf(head)} /> },
  { label: text.accepted, cell: ({ head }) => <AcceptedAt head={head} /> },
  { label: text.by, cell: ({ head }) => <Unbroken text={head.acceptedBy} /> },
  { label: text.where, cell: ({ head }) => <Unbroken text={head.writer} /> },
  {
    label: text.total,
    kind: 'figure',
    cell: ({ head }) => (head.state === 'refused' ? <None /> : <Money amount={head.total} />),
  },
]
