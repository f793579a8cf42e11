import type { MoveLine } from '../../core/book/move-line.ts'
import type { Minor } from '../../core/kernel/money.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Column } from '../look/data-table.tsx'
import { accountName, Amount, Money, None, placeName } from '../look/figures.tsx'
import { links } from '../paths.ts'

const { document: text, reverse } = words.adminDocuments

type ShownMove = Pick<MoveLine, 'item' | 'quantity' | 'amount' | 'from' | 'to' | 'debit' | 'credit'> & {
  readonly isDifference?: boolean
}
type End = Pick<ShownMove, 'item'> & { readonly place: MoveLine['from'] }

/** The moves of a document: what, how much, from where to where, and both accounts. */
export const moveColumns = (total?: Minor): Column<ShownMove>[] => [
  {
    label: text.item,
    kind: 'heading',
    cell: ({ item, isDifference }) => (
      <>
        {item?.name ?? <None />} {isDifference === true && <small>{reverse.difference}</small>}
      </>
    ),
    ...(total === undefined ? {} : { total: text.total }),
  },
  {
    label: text.quantity,
    kind: 'figure',
    cell: ({ item, quantity }) =>
      item === undefined || quantity === 0 ? (
        <small>{text.valueOnly}</small>
      ) : (
        <Amount of={quantity} unit={item.unit} />
      ),
  },
  { label: text.from, cell: ({ item, from }) => <Place item={item} place={from} /> },
  { label: text.to, cell: ({ item, to }) => <Place item={item} place={to} /> },
  { label: text.debit, cell: ({ debit }) => <a href={links.account(debit.id)}>{accountName(debit)}</a> },
  { label: text.credit, cell: ({ credit }) => <a href={links.account(credit.id)}>{accountName(credit)}</a> },
  {
    label: text.amount,
    kind: 'figure',
    cell: ({ amount }) => <Money amount={amount} />,
    ...(total === undefined ? {} : { total: <Money amount={total} /> }),
  },
]

/** Where stock lies there is a balance to look at. */
const Place = ({ item, place }: End) =>
  item !== undefined && place.holdsStock ? (
    <a href={links.stockMoves(place.id, item.id)}>{placeName(place)}</a>
  ) : (
    <>{placeName(place)}</>
  )
