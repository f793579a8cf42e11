import { printedCode } from '../../core/barcodes/gtin.ts'
import { ITEM_KINDS } from '../../core/book/events.ts'
import { ITEM_WHOSE, type AskedItems } from '../../core/items/asked-items.ts'
import type { ListedItem } from '../../core/items/read-item-list.ts'
import { isBelow, type OnHand } from '../../core/items/read-on-hand.ts'
import { quantity } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, None, Unbroken, useFormats } from '../look/figures.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, PageHead, PageLinks } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { ITEM_ONLY, type ItemOnly } from './counted-items.ts'

const { adminItems: text, admin, book } = words

/** What the address of the list says. */
export interface AskedItemList extends Pick<AskedItems, 'text' | 'kind' | 'whose' | 'sort'> {
  readonly state: 'used' | 'retired'
  readonly only: ItemOnly
}

interface ListEntry {
  readonly item: ListedItem
  readonly onHand: readonly OnHand[]
}

interface ItemsProps {
  readonly entries: readonly ListEntry[]
  readonly list: AskedItemList
  /** What this list shows is being counted for the first time. */
  readonly isCounting: boolean
  /** In the order asked for; otherwise as found. */
  readonly isSorted: boolean
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly lookedThrough: number | undefined
}

export const ItemsPage = ({ entries, list, next, ...how }: ItemsProps) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newItem}>
        {text.add.link}
      </a>
    </PageHead>
    <ItemsFilter list={list} />
    <Looked {...{ entries, list, ...how }} />
    {entries.length > 0 && (
      <DataTable caption={text.title} columns={columnsOf(list, how.isSorted)} entries={entries} />
    )}
    <PageLinks
      newest={how.isFirst ? undefined : addressOf(list)}
      older={next && addressOf(list, next)}
      newestLabel={admin.lists.first}
      olderLabel={how.lookedThrough === undefined ? admin.lists.more : text.lookFurther}
    />
  </>
)

/** What is said where a page is empty, or may not have all that it could. */
const Looked = ({
  entries,
  list,
  isCounting,
  isSorted,
  isFirst,
  lookedThrough,
}: Omit<ItemsProps, 'next'>) => {
  const count = useFormats().count(lookedThrough ?? 0)
  if (isCounting) return <Empty>{words.adminNeeds.counting}</Empty>
  if (lookedThrough !== undefined)
    return entries.length === 0 ? (
      <Empty>{text.noMatchYet(count)}</Empty>
    ) : (
      <p class="hint">{text.fewYet(count)}</p>
    )
  if (entries.length > 0) return isSorted ? <></> : <p class="hint">{text.asFound}</p>
  return <Empty>{isNarrowed(list) || !isFirst ? text.noMatch : text.empty}</Empty>
}

const ItemsFilter = ({ list }: { list: AskedItemList }) => (
  <ListFilter
    action={routes.items}
    label={text.filter}
    search={{ label: text.search, hint: text.searchHint, text: list.text }}
    choices={[
      {
        name: 'kind',
        label: text.kind,
        value: list.kind,
        options: [
          { value: 'all', name: text.allKinds },
          ...ITEM_KINDS.map((kind) => ({ value: kind, name: book.itemKinds[kind] })),
        ],
      },
      {
        name: 'whose',
        label: text.whose,
        value: list.whose,
        options: ITEM_WHOSE.map((whose) => ({ value: whose, name: text.whoseChoices[whose] })),
      },
      {
        name: 'only',
        label: text.only,
        value: list.only,
        options: ITEM_ONLY.map((only) => ({ value: only, name: text.onlyChoices[only] })),
      },
      {
        name: 'state',
        label: text.state,
        value: list.state,
        options: (['used', 'retired'] as const).map((state) => ({ value: state, name: text.states[state] })),
      },
    ]}
    kept={{ sort: list.sort === 'name' ? '' : list.sort }}
  />
)

function isNarrowed({ text: searched, kind, whose, only, state }: AskedItemList): boolean {
  return searched !== '' || kind !== 'all' || whose !== 'all' || only !== 'all' || state !== 'used'
}

/** The address of this list: only what differs from everything in the first order. */
function addressOf(list: AskedItemList, after?: string): string {
  const { kind, whose, only, state, sort } = list
  return links.items({
    text: list.text,
    kind: kind === 'all' ? undefined : kind,
    whose: whose === 'all' ? undefined : whose,
    only: only === 'all' ? undefined : only,
    state: state === 'used' ? undefined : state,
    sort: sort === 'name' ? undefined : sort,
    after,
  })
}

const orderBy = (list: AskedItemList, sort: AskedItemList['sort']): Pick<Column<ListEntry>, 'order'> => ({
  order: { href: addressOf({ ...list, sort }), isCurrent: list.sort === sort },
})

const columnsOf = (list: AskedItemList, isSorted: boolean): readonly Column<ListEntry>[] => [
  {
    label: text.name,
    kind: 'heading',
    ...(isSorted && orderBy(list, 'name')),
    cell: ({ item: { id, name, branchPrefix } }) => (
      <>
        <a href={links.item(id)}>{name}</a>
        {branchPrefix !== undefined && <small> {branchPrefix}</small>}
      </>
    ),
  },
  {
    label: text.code,
    ...(isSorted && orderBy(list, 'code')),
    cell: ({ item }) => <span class="figure">{item.code}</span>,
  },
  { label: text.kind, cell: ({ item }) => <Unbroken text={book.itemKinds[item.kind]} /> },
  { label: text.barcode, cell: ({ item }) => <Barcodes item={item} /> },
  { label: text.stock, kind: 'figure', cell: (entry) => <Stock {...entry} /> },
  { label: text.reorder, cell: (entry) => <ReorderState {...entry} /> },
]

const Barcodes = ({ item: { firstBarcode, barcodeCount } }: { item: ListedItem }) => {
  const formats = useFormats()
  if (firstBarcode === undefined) return <None />
  return (
    <>
      <span class="figure">{printedCode(firstBarcode)}</span>
      {barcodeCount > 1 && (
        <small class="figure"> {text.moreBarcodes(formats.count(barcodeCount - 1))}</small>
      )}
    </>
  )
}

const Stock = ({ item, onHand }: ListEntry) => (
  <Amount of={quantity(onHand.reduce((sum, one) => sum + one.quantity, 0))} unit={item.unit} />
)

const ReorderState = ({ item, onHand }: ListEntry) => {
  const watched = onHand.filter(({ reorderPoint }) => reorderPoint !== undefined)
  const low = watched.filter(isBelow)
  if (watched.length === 0) return <None />
  if (low.length === 0) return <>{text.enough}</>
  return (
    <>
      {low.map(({ branch, reorderPoint }, index) => (
        <>
          {index > 0 && ', '}
          <span class="is-low">{onHand.length === 1 ? text.below : text.belowIn(branch.prefix)}</span>{' '}
          <Amount of={reorderPoint ?? quantity(0)} unit={item.unit} />
        </>
      ))}
    </>
  )
}
