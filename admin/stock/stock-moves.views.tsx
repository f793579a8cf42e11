import type { StockBalance, StockMove } from '../../core/book/read-stock-moves.ts'
import { averageCost } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Money, None, placeName, SignedAmount, SignedMoney } from '../look/figures.tsx'
import { DocumentLink, Facts, PageHead, PageLinks } from '../look/pieces.tsx'

interface StockMovesProps {
  readonly title: string
  /** Prefix and name of its branch. */
  readonly branch: string
  readonly balance: StockBalance
  readonly moves: readonly StockMove[]
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const StockMovesPage = ({ title, branch, balance, moves, newest, older }: StockMovesProps) => {
  const { unit } = balance.item
  const average = averageCost({ value: balance.value, held: balance.quantity, factor: unit.factor })
  return (
    <>
      <PageHead title={title} />
      <Facts
        facts={[
          [words.admin.lists.branch, branch],
          [words.admin.balance.quantity, <Amount of={balance.quantity} unit={unit} />],
          [words.admin.balance.value, <Money amount={balance.value} />],
          [
            words.admin.balance.averageCost,
            average === undefined ? (
              <None />
            ) : (
              <>
                <Money amount={average} /> <small>{words.admin.stock.perUnit(unit.name)}</small>
              </>
            ),
          ],
        ]}
      />
      <h2>{words.admin.balance.moves}</h2>
      <DataTable caption={words.admin.balance.moves} columns={columnsFor(balance)} entries={moves} />
      <PageLinks newest={newest} older={older} />
    </>
  )
}

const { balance: text } = words.admin

const columnsFor = ({ item: { unit } }: StockBalance): Column<StockMove>[] => [
  {
    label: text.document,
    kind: 'heading',
    cell: ({ document }) => (
      <>
        <DocumentLink head={document} /> <small>{words.book.events[document.event]}</small>
      </>
    ),
  },
  { label: text.date, cell: ({ document }) => <Day day={document.postingDate ?? ''} /> },
  {
    label: text.otherEnd,
    cell: ({ move, isIn }) => (isIn ? text.from(placeName(move.from)) : text.to(placeName(move.to))),
  },
  {
    label: text.quantityMoved,
    kind: 'figure',
    cell: ({ move, isIn }) => <SignedAmount of={move.quantity} unit={unit} isIn={isIn} />,
  },
  {
    label: text.valueMoved,
    kind: 'figure',
    cell: ({ move, isIn }) => <SignedMoney amount={move.amount} isIn={isIn} />,
  },
  {
    label: text.quantityAfter,
    kind: 'figure',
    cell: (seen) => <Amount of={seen.quantityAfter} unit={unit} />,
  },
  { label: text.valueAfter, kind: 'figure', cell: (seen) => <Money amount={seen.valueAfter} /> },
]
