import type { Barcode, Item } from '../../core/items/read-item.ts'
import type { ItemAtPlace, LastPrice } from '../../core/items/read-item-business.ts'
import type { OnHand } from '../../core/items/read-on-hand.ts'
import type { Recipe, RecipePart, UsedIn } from '../../core/items/read-recipes.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import type { DisplayUnit } from '../../core/kernel/quantity.ts'
import type { Supplier } from '../../core/partners/read-suppliers.ts'
import { averageCost } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import { Picture } from '../../core/web/picture.tsx'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Money, None, useFormats } from '../look/figures.tsx'
import { Empty, Facts, PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { CodesPart } from './item-codes.views.tsx'
import { PerUnit } from './per-unit.tsx'
import { PricesPart, ReorderPart, type ShownPrice } from './item-parts.views.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminItems: text, admin, book } = words

export interface ItemPageProps {
  readonly item: Item
  readonly visitor: Visitor
  readonly mayChange: boolean
  readonly barcodes: readonly Barcode[]
  readonly places: readonly ItemAtPlace[]
  readonly lastPaid: readonly LastPrice[]
  readonly onHand: readonly OnHand[]
  readonly prices: readonly ShownPrice[]
  /** Whose price the visitor may note. */
  readonly suppliers: readonly Supplier[]
  readonly recipe: Recipe | undefined
  readonly uses: readonly UsedIn[]
  readonly usesMax: number
  readonly filled: Filled
  readonly problems: Problems
}

/** One item: what it is, where it is, and the numbers that are kept about it. */
export const ItemPage = (props: ItemPageProps) => {
  const { item, mayChange } = props
  return (
    <>
      <PageHead title={item.name}>
        <span class={item.isRetired ? 'pill' : 'pill is-ok'}>
          {item.isRetired ? text.retired : text.inUse}
        </span>
        {!item.isRetired && (
          <a class="button" href={links.labelsOf(item.id)}>
            {admin.nav.labels}
          </a>
        )}
        {mayChange && (
          <a class="button" href={links.editItem(item.id)}>
            {text.edit.link}
          </a>
        )}
        {mayChange && <Retire item={item} />}
      </PageHead>
      {(!mayChange || !item.isRetired) && (
        <p class="hint off-paper">{mayChange ? text.retire.hint : text.notYours}</p>
      )}
      <ItemFacts {...props} />
      <Places {...props} />
      <CodesPart {...props} />
      <div class="parts">
        <ReorderPart {...props} />
        {isBought(props) && <PricesPart {...props} />}
      </div>
      <Recipes {...props} />
    </>
  )
}

/** Nothing made here is bought; a price that was noted before it was made here is still shown. */
const isBought = ({ item, prices }: ItemPageProps): boolean =>
  item.kind !== 'manufactured' || prices.length > 0

const Retire = ({ item }: { item: Item }) => (
  <BookForm changes="central" isButton action={links.itemRetired(item.id)}>
    <BookButton name="retired" value={item.isRetired ? 'no' : 'yes'}>
      {item.isRetired ? text.retire.return : text.retire.submit}
    </BookButton>
  </BookForm>
)

const ItemFacts = ({ item, visitor, lastPaid }: ItemPageProps) => {
  const formats = useFormats()
  const { purchase, unit } = item
  const branch = visitor.branches.find(({ id }) => id === item.branch)
  return (
    <Facts
      facts={[
        [text.code, <span class="figure">{item.code}</span>],
        [text.kind, book.itemKinds[item.kind]],
        [text.unit, unit.name],
        [text.facts.measured, item.isMeasured ? text.facts.asks : text.facts.counts],
        purchase && [
          text.facts.purchase,
          text.facts.purchaseOf(purchase.unit, formats.quantity(purchase.quantity, unit)),
        ],
        ...lastPaid.map(
          (price) =>
            [
              lastPaid.length === 1 ? text.facts.lastPaid : text.facts.lastPaidIn(price.branch.prefix),
              <PerUnit amount={price.each} unit={unit} />,
            ] as const,
        ),
        [text.whose, branch === undefined ? text.company : admin.branches.name(branch.prefix, branch.name)],
        item.picture && [text.facts.picture, <Drawing name={item.picture} />],
      ]}
    />
  )
}

const Drawing = ({ name }: { name: NonNullable<Item['picture']> }) => (
  <span class="drawing">
    <Picture name={name} /> {text.pictures[name]}
  </span>
)

const Places = ({ places, item }: Pick<ItemPageProps, 'places' | 'item'>) => (
  <section>
    <h2>{text.places.title}</h2>
    {places.length === 0 ? (
      <Empty>{text.places.none}</Empty>
    ) : (
      <DataTable caption={text.places.title} columns={placeColumns(item)} entries={places} />
    )}
  </section>
)

const placeColumns = ({ id, unit }: Item): readonly Column<ItemAtPlace>[] => [
  {
    label: text.places.place,
    kind: 'heading',
    cell: ({ branch, kind }) =>
      admin.branches.name(branch.prefix, kind === 'run' ? text.places.inRuns : book.places[kind]),
  },
  {
    label: text.places.quantity,
    kind: 'figure',
    cell: (place) => (
      <a href={addressOf(place, id)}>
        <Amount of={place.quantity} unit={unit} />
      </a>
    ),
  },
  {
    label: text.places.value,
    kind: 'figure',
    cell: (place) => (
      <a href={addressOf(place, id)}>
        <Money amount={place.value} />
      </a>
    ),
  },
  {
    label: text.places.averageCost,
    kind: 'figure',
    cell: ({ quantity, value }) => {
      const average = averageCost({ value, held: quantity, factor: unit.factor })
      return average === undefined ? <None /> : <PerUnit amount={average} unit={unit} />
    },
  },
]

/** The moves behind a figure; for all open runs together, the stock in runs. */
function addressOf({ location, branch }: ItemAtPlace, item: ItemId): string {
  return location === undefined
    ? links.stock({ branch: branch.prefix, kind: 'run' })
    : links.stockMoves(location, item)
}

const Recipes = ({ item, recipe, uses, usesMax }: ItemPageProps) => {
  const formats = useFormats()
  if (recipe === undefined && uses.length === 0) return <></>
  return (
    <>
      {recipe !== undefined && (
        <section>
          <h2>{text.recipes.title}</h2>
          <p>{text.recipes.madeOf(formats.quantity(recipe.output, item.unit))}</p>
          <DataTable caption={text.recipes.title} columns={INGREDIENT_COLUMNS} entries={recipe.of} />
        </section>
      )}
      {uses.length > 0 && (
        <section>
          <h2>{text.recipes.usedIn}</h2>
          <DataTable caption={text.recipes.usedIn} columns={useColumns(item.unit)} entries={uses} />
          {uses.length === usesMax && <p class="hint">{text.recipes.more(formats.count(usesMax))}</p>}
        </section>
      )}
    </>
  )
}

const INGREDIENT_COLUMNS: readonly Column<RecipePart>[] = [
  {
    label: text.recipes.item,
    kind: 'heading',
    cell: ({ item: { id, name } }) => <a href={links.item(id)}>{name}</a>,
  },
  {
    label: text.recipes.quantity,
    kind: 'figure',
    cell: ({ quantity, item }) => <Amount of={quantity} unit={item.unit} />,
  },
]

const useColumns = (unit: DisplayUnit): readonly Column<UsedIn>[] => [
  {
    label: text.recipes.product,
    kind: 'heading',
    cell: ({ product: { id, name } }) => <a href={links.item(id)}>{name}</a>,
  },
  {
    label: text.recipes.quantity,
    kind: 'figure',
    cell: ({ quantity, output, product }) => (
      <>
        <Amount of={quantity} unit={unit} />{' '}
        <small>{text.recipes.usedFor(useFormats().quantity(output, product.unit))}</small>
      </>
    ),
  },
]
