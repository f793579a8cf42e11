import { LEDGER_FORMATS } from '../../core/book/journal/ledger-formats.ts'
import type { JournalEntry } from '../../core/book/read-journal.ts'
import type { MoveLine } from '../../core/book/move-line.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { accountName, Amount, Day, Money, None, useFormats } from '../look/figures.tsx'
import { Empty, PageHead, PageLinks, StateMark } from '../look/pieces.tsx'
import { links } from '../paths.ts'

const { journal: text } = words.admin

interface JournalProps {
  readonly entries: readonly JournalEntry[]
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const JournalPage = ({ entries, newest, older }: JournalProps) => (
  <>
    <PageHead title={text.title}>
      {LEDGER_FORMATS.map((format) => (
        <a class="button" href={links.journalFile(format)} download>
          {text.download(format)}
        </a>
      ))}
    </PageHead>
    {entries.length === 0 && <Empty>{text.empty}</Empty>}
    {entries.map((entry) => (
      <Entry entry={entry} />
    ))}
    <PageLinks newest={newest} older={older} />
  </>
)

const Entry = ({ entry: { head, moves } }: { entry: JournalEntry }) => {
  const formats = useFormats()
  return (
    <section class="entry">
      <header class="entry-head">
        <h2>
          <a href={links.document(head.id)}>{head.number}</a> {words.book.events[head.event]}
        </h2>
        {head.isReversed && <StateMark state="reversed" />}
        <p>
          <Day day={head.postingDate ?? ''} /> <small>{head.reference}</small>{' '}
          <small>{head.acceptedBy}</small>
        </p>
      </header>
      {moves.length > 0 && (
        <DataTable caption={text.moves(head.number ?? '')} columns={JOURNAL_COLUMNS} entries={moves} />
      )}
      {head.lineCount > moves.length && (
        <p>
          <a href={links.document(head.id)}>{text.moreMoves(formats.count(head.lineCount - moves.length))}</a>
        </p>
      )}
    </section>
  )
}

const JOURNAL_COLUMNS: readonly Column<MoveLine>[] = [
  { label: text.item, kind: 'heading', cell: ({ item }) => item?.name ?? <None /> },
  {
    label: text.quantity,
    kind: 'figure',
    cell: ({ item, quantity }) => (item === undefined ? <None /> : <Amount of={quantity} unit={item.unit} />),
  },
  {
    label: text.debit,
    cell: ({ debit }) => <a href={links.account(debit.id)}>{text.debitOf(accountName(debit))}</a>,
  },
  {
    label: text.credit,
    cell: ({ credit }) => <a href={links.account(credit.id)}>{text.creditOf(accountName(credit))}</a>,
  },
  { label: text.amount, kind: 'figure', cell: ({ amount }) => <Money amount={amount} /> },
]
