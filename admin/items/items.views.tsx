import { printedCode } from '../../core/barcodes/gtin.ts'
import { ITEM_KINDS } from '../../core/book/events.ts'
import {
  ITEM_BARCODES,
  ITEM_WHOSE,
  type AskedItems,
  type ListedItem,
} from '../../core/items/read-item-list.ts'
import { isBelow, type OnHand } from '../../core/items/read-on-hand.ts'
import { quantity } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, None, useFormats } from '../look/figures.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, PageHead, PageLinks } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'

const { adminItems: text, admin, book } = words

/** What the address of the list says. */
export interface AskedItemList extends Pick<AskedItems, 'text' | 'kind' | 'whose' | 'barcodes' | 'sort'> {
  readonly state: 'used' | 'retired'
}

interface ListEntry {
  readonly item: ListedItem
  readonly onHand: readonly OnHand[]
}

interface ItemsProps {
  readonly entries: readonly ListEntry[]
  readonly list: AskedItemList
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly lookedThrough: number | undefined
}

export const ItemsPage = ({ entries, list, isFirst, next, lookedThrough }: ItemsProps) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newItem}>
        {text.add.link}
      </a>
    </PageHead>
    <ItemsFilter list={list} />
    <Looked {...{ entries, list, isFirst, lookedThrough }} />
    {entries.length > 0 && <DataTable caption={text.title} columns={columnsOf(list)} entries={entries} />}
    <PageLinks
      newest={isFirst ? undefined : addressOf(list)}
      older={next && addressOf(list, next)}
      newestLabel={admin.lists.first}
      olderLabel={lookedThrough === undefined ? admin.lists.more : text.lookFurther}
    />
  </>
)

/** What is said where a page is empty, or may not have all that it could. */
const Looked = ({ entries, list, isFirst, lookedThrough }: Omit<ItemsProps, 'next'>) => {
  const count = useFormats().count(lookedThrough ?? 0)
  if (lookedThrough !== undefined)
    return entries.length === 0 ? (
      <Empty>{text.noMatchYet(count)}</Empty>
    ) : (
      <p class="hint">{text.fewYet(count)}</p>
    )
  if (entries.length > 0) return <></>
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
        name: 'barcodes',
        label: text.barcodes,
        value: list.barcodes,
        options: ITEM_BARCODES.map((which) => ({ value: which, name: text.barcodeChoices[which] })),
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

function isNarrowed({ text: searched, kind, whose, barcodes, state }: AskedItemList): boolean {
  return searched !== '' || kind !== 'all' || whose !== 'all' || barcodes !== 'any' || state !== 'used'
}

/** The address of this list: only what differs from everything in the first order. */
function addressOf(list: AskedItemList, after?: string): string {
  const { kind, whose, barcodes, state, sort } = list
  return links.items({
    text: list.text,
    kind: kind === 'all' ? undefined : kind,
    whose: whose === 'all' ? undefined : whose,
    barcodes: barcodes === 'any' ? undefined : barcodes,
    state: state === 'used' ? undefined : state,
    sort: sort === 'name' ? undefined : sort,
    after,
  })
}

const columnsOf = (list: AskedItemList): readonly Column<ListEntry>[] => [
  {
    label: text.name,
    kind: 'heading',
    order: { href: addressOf({ ...list, sort: 'name' }), isCurrent: list.sort === 'name' },
    cell: ({ item: { id, name, branchPrefix } }) => (
      <>
        <a href={links.item(id)}>{name}</a>
        {branchPrefix !== undefined && <small> {branchPrefix}</small>}
      </>
    ),
  },
  {
    label: text.code,
    order: { href: addressOf({ ...list, sort: 'code' }), isCurrent: list.sort === 'code' },
    cell: ({ item }) => <span class="figure">{item.code}</span>,
  },
  { label: text.kind, cell: ({ item }) => book.itemKinds[item.kind] },
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
