import type { Order, OrderLine, OrderSummary } from '../../core/orders/read-orders.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import type { DrawnBarcode } from '../../core/web/barcode-drawing.ts'
import { Barcode } from '../../core/web/barcode.tsx'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Money, None, useFormats } from '../look/figures.tsx'
import { LoggedDocuments, type LoggedPage } from '../look/logged-documents.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import type { DueLook } from '../due/due-page.tsx'
import { links, routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { orders: text, dueStates } = words.adminDocuments

const CompleteOf = ({ complete, lines }: { complete: number; lines: number }) => {
  const formats = useFormats()
  return <span class="figure">{text.completeOf(formats.count(complete), formats.count(lines))}</span>
}

const LIST_COLUMNS: readonly Column<OrderSummary>[] = [
  { label: text.number, kind: 'heading', cell: ({ id, number }) => <a href={links.order(id)}>{number}</a> },
  { label: text.partner, cell: ({ partner }) => partner },
  { label: text.due, cell: ({ dueOn }) => <Day day={dueOn} /> },
  {
    label: text.complete,
    kind: 'figure',
    cell: ({ completeLines, lines }) => <CompleteOf complete={completeLines} lines={lines} />,
  },
]

export const ordersLook: DueLook<OrderSummary> = {
  text,
  action: routes.orders,
  link: links.orders,
  columns: LIST_COLUMNS,
}

interface OrderProps {
  readonly order: Order
  readonly logged: LoggedPage
  /** Opens the order at a station. */
  readonly drawn: DrawnBarcode
}

export const OrderPage = ({ order, logged, drawn }: OrderProps) => {
  const isOpen = order.state === 'open'
  return (
    <>
      <PageHead title={order.number}>
        <span class="pill">{dueStates[order.state]}</span>
        <BookForm changes="central" isButton action={links.orderState(order.id)}>
          <BookButton name="state" value={isOpen ? 'closed' : 'open'}>
            {isOpen ? text.close : text.reopen}
          </BookButton>
        </BookForm>
        <Barcode drawn={drawn} label={words.cards.opens(order.number)} />
      </PageHead>
      <Facts
        facts={[
          [text.partner, order.partner],
          [text.ordered, <Day day={order.orderedOn} />],
          [text.due, <Day day={order.dueOn} />],
        ]}
      />
      <h2>{text.lines}</h2>
      <DataTable caption={text.lines} columns={lineColumns(order.lines)} entries={order.lines} />
      <p class="hint off-paper">{text.marginNote}</p>
      <LoggedDocuments title={text.documents} empty={text.noDocuments} logged={logged} />
    </>
  )
}

const MoneyIf = ({ amount }: { amount: Minor | undefined }) =>
  amount === undefined ? <None /> : <Money amount={amount} />

const lineColumns = (lines: readonly OrderLine[]): Column<OrderLine>[] => [
  {
    label: text.item,
    kind: 'heading',
    cell: ({ item, ordered }) => (
      <>
        {item.name} <small>{ordered === 0 ? text.notOrdered : item.code}</small>
      </>
    ),
    total: words.admin.accounts.total,
  },
  {
    label: text.ordered,
    kind: 'figure',
    cell: ({ item, ordered }) => <Amount of={ordered} unit={item.unit} />,
  },
  { label: text.logged, kind: 'figure', cell: ({ item, logged }) => <Amount of={logged} unit={item.unit} /> },
  { label: text.open, kind: 'figure', cell: ({ item, open }) => <Amount of={open} unit={item.unit} /> },
  {
    label: text.price,
    kind: 'figure',
    isOffPaper: true,
    cell: ({ item, price }) =>
      price === undefined ? (
        <None />
      ) : (
        <>
          <Money amount={price} /> <small>{text.perUnit(item.unit.name)}</small>
        </>
      ),
  },
  {
    label: text.revenue,
    kind: 'figure',
    isOffPaper: true,
    cell: ({ revenue }) => <MoneyIf amount={revenue} />,
    total: <Money amount={sumOf(lines.map(({ revenue }) => revenue))} />,
  },
  {
    label: text.cost,
    kind: 'figure',
    isOffPaper: true,
    cell: ({ cost }) => <Money amount={cost} />,
    total: <Money amount={sumOf(lines.map(({ cost }) => cost))} />,
  },
  {
    label: text.margin,
    kind: 'figure',
    isOffPaper: true,
    cell: ({ margin }) => <MoneyIf amount={margin} />,
    total: <MoneyIf amount={marginOf(lines)} />,
  },
]

/** Of the whole order; undefined while something is logged that has no price. */
function marginOf(lines: readonly OrderLine[]): Minor | undefined {
  const isPriced = lines.every(({ logged, margin }) => logged === 0 || margin !== undefined)
  return isPriced ? sumOf(lines.map(({ margin }) => margin)) : undefined
}

function sumOf(amounts: readonly (Minor | undefined)[]): Minor {
  return minor(amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0))
}
