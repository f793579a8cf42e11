import type { Item, ItemPrice } from '../../core/items/read-item.ts'
import type { OnHand } from '../../core/items/read-on-hand.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import type { Supplier } from '../../core/partners/read-suppliers.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Money, Unbroken, useFormats } from '../look/figures.tsx'
import { SelectField, TextField } from '../look/inputs.tsx'
import { Empty } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { ComesTo } from './per-unit.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const {
  adminItems: { reorderPoints, prices: text },
} = words

interface PartProps {
  readonly item: Item
  readonly filled: Filled
  readonly problems: Problems
}

/** The field of a branch's reorder point. */
export const reorderField = (branch: BranchId): string => `reorder-${branch}`

/** Below which quantity each branch orders again: every manager's own number. */
export const ReorderPart = ({
  item,
  onHand,
  filled,
  problems,
}: PartProps & { readonly onHand: readonly OnHand[] }) => (
  <section class="part">
    <h2>{reorderPoints.title}</h2>
    <p class="hint">{reorderPoints.hint}</p>
    {onHand.map((one) => (
      <ReorderForm item={item} onHand={one} filled={filled} problems={problems} />
    ))}
  </section>
)

const ReorderForm = ({ item, onHand, filled, problems }: PartProps & { readonly onHand: OnHand }) => {
  const formats = useFormats()
  const { branch, quantity, reorderPoint } = onHand
  const field = reorderField(branch.id)
  const now = reorderPoint === undefined ? '' : formats.quantityInput(reorderPoint, item.unit)
  return (
    <BookForm changes="central" action={links.itemReorder(item.id)} class="form one-line">
      <input type="hidden" name="branch" value={String(branch.id)} />
      <TextField
        name={field}
        label={reorderPoints.point(branch.prefix, item.unit.name)}
        hint={reorderPoints.there(formats.quantity(quantity, item.unit))}
        filled={{ [field]: filled[field] ?? now }}
        problems={problems}
        maxlength={20}
        inputmode="decimal"
      />
      <BookButton aria-label={reorderPoints.submitLabel(branch.prefix)}>{reorderPoints.submit}</BookButton>
    </BookForm>
  )
}

export interface ShownPrice extends ItemPrice {
  readonly mayRemove: boolean
}

interface PricesProps extends PartProps {
  readonly prices: readonly ShownPrice[]
  readonly suppliers: readonly Supplier[]
  readonly mayChange: boolean
  readonly visitor: { readonly branches: readonly { readonly timeZone: string }[] }
}

/** What suppliers ask for an item, and a form for what one asks now. */
export const PricesPart = (props: PricesProps) => {
  const { item, prices, suppliers, mayChange, visitor } = props
  return (
    <section class="part is-wide">
      <h2>{text.title}</h2>
      {prices.length === 0 ? (
        <Empty>{text.none}</Empty>
      ) : (
        <DataTable
          caption={text.title}
          columns={priceColumns(item, visitor.branches[0]?.timeZone ?? 'UTC', prices)}
          entries={prices}
        />
      )}
      {suppliers.length > 0 && <NotePrice {...props} />}
      {suppliers.length === 0 && mayChange && <p class="hint">{text.noSuppliers}</p>}
    </section>
  )
}

const NotedOn = ({ at, zone }: { at: number; zone: string }) => (
  <span class="figure">{useFormats().date(at, zone)}</span>
)

const priceColumns = (
  item: Item,
  zone: string,
  prices: readonly ShownPrice[],
): readonly Column<ShownPrice>[] => [
  {
    label: text.supplier,
    kind: 'heading',
    cell: ({ partner }) => <a href={links.partner(partner.id)}>{partner.name}</a>,
  },
  { label: text.price, kind: 'figure', cell: ({ amount }) => <Money amount={amount} /> },
  { label: text.per, kind: 'figure', cell: ({ quantity }) => <Amount of={quantity} unit={item.unit} /> },
  {
    label: text.each,
    kind: 'figure',
    cell: ({ amount, quantity }) => <ComesTo amount={amount} quantity={quantity} unit={item.unit} />,
  },
  { label: text.code, cell: ({ supplierCode }) => <Unbroken text={supplierCode} /> },
  { label: text.noted, cell: ({ notedAt }) => <NotedOn at={notedAt} zone={zone} /> },
  ...(prices.some(({ mayRemove }) => mayRemove) ? [removeColumn(item)] : []),
]

const removeColumn = (item: Item): Column<ShownPrice> => ({
  label: text.actions,
  isOffPaper: true,
  cell: ({ partner, mayRemove }) =>
    mayRemove && (
      <BookForm changes="central" isButton action={links.itemPriceRemoved(item.id)}>
        <input type="hidden" name="supplier" value={String(partner.id)} />
        <BookButton aria-label={text.removeLabel(partner.name)}>{text.remove}</BookButton>
      </BookForm>
    ),
})

const NotePrice = ({ item, suppliers, filled, problems }: PricesProps) => {
  const formats = useFormats()
  const { purchase, unit } = item
  const shared = { filled, problems }
  return (
    <details
      class="adding off-paper"
      open={['supplier', 'amount', 'per', 'supplierCode'].some((name) => name in problems)}
    >
      <summary>{text.add}</summary>
      <BookForm changes="central" action={links.itemPrices(item.id)} class="form">
        <p class="hint">{text.addHint}</p>
        <SelectField
          name="supplier"
          label={text.supplier}
          options={suppliers.map(({ id, name }) => ({ value: String(id), name }))}
          {...shared}
        />
        <TextField
          name="amount"
          label={text.amount}
          required
          maxlength={20}
          inputmode="decimal"
          {...shared}
        />
        <SelectField
          name="per"
          label={text.per}
          options={[
            ...(purchase === undefined
              ? []
              : [
                  {
                    value: 'purchase',
                    name: text.perPurchase(purchase.unit, formats.quantity(purchase.quantity, unit)),
                  },
                ]),
            { value: 'unit', name: unit.name },
          ]}
          {...shared}
        />
        <TextField name="supplierCode" label={text.code} hint={text.codeHint} maxlength={40} {...shared} />
        <p class="actions">
          <BookButton>{text.submit}</BookButton>
        </p>
      </BookForm>
    </details>
  )
}
