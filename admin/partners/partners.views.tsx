import type { PartnerOrder, SupplierPrice } from '../../core/partners/partner-business.ts'
import type { AskedPartners, Partner } from '../../core/partners/read-partners.ts'
import { PARTNER_KINDS, PARTNER_WHOSE } from '../../core/partners/read-partners.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import type { Page } from '../../core/kernel/page.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Money, None, Unbroken, useFormats } from '../look/figures.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, Facts, PageHead, PageLinks } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminPartners: text, admin } = words

/** What the address of the list says. */
export interface PartnerList extends Pick<AskedPartners, 'text' | 'kind' | 'whose' | 'sort'> {
  readonly state: 'used' | 'retired'
}

interface PartnersProps {
  readonly partners: readonly Partner[]
  readonly list: PartnerList
  readonly isFirst: boolean
  readonly next: string | undefined
}

export const PartnersPage = ({ partners, list, isFirst, next }: PartnersProps) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newPartner}>
        {text.add.link}
      </a>
    </PageHead>
    <PartnersFilter list={list} />
    {partners.length === 0 ? (
      <Empty>{isNarrowed(list) ? text.noMatch : text.empty}</Empty>
    ) : (
      <DataTable caption={text.title} columns={listColumns(list)} entries={partners} />
    )}
    <PageLinks
      newest={isFirst ? undefined : addressOf(list)}
      older={next && addressOf(list, next)}
      newestLabel={admin.lists.first}
      olderLabel={admin.lists.more}
    />
  </>
)

const PartnersFilter = ({ list }: { list: PartnerList }) => (
  <ListFilter
    action={routes.partners}
    label={text.filter}
    search={{ label: text.search, hint: text.searchHint, text: list.text }}
    choices={[
      {
        name: 'kind',
        label: text.kind,
        value: list.kind,
        options: PARTNER_KINDS.map((kind) => ({ value: kind, name: text.kinds[kind] })),
      },
      {
        name: 'whose',
        label: text.whose,
        value: list.whose,
        options: PARTNER_WHOSE.map((whose) => ({ value: whose, name: text.whoseChoices[whose] })),
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

function isNarrowed({ text: searched, kind, whose, state }: PartnerList): boolean {
  return searched !== '' || kind !== 'all' || whose !== 'all' || state !== 'used'
}

/** The address of this list: only what differs from everything in the first order. */
function addressOf(list: PartnerList, after?: string): string {
  const { kind, whose, state, sort } = list
  return links.partners({
    text: list.text,
    kind: kind === 'all' ? undefined : kind,
    whose: whose === 'all' ? undefined : whose,
    state: state === 'used' ? undefined : state,
    sort: sort === 'name' ? undefined : sort,
    after,
  })
}

function kindOf({ isCustomer, isSupplier }: Partner): string {
  if (isCustomer && isSupplier) return text.both
  return isCustomer ? text.customer : text.supplier
}

const listColumns = (list: PartnerList): readonly Column<Partner>[] => [
  {
    label: text.name,
    kind: 'heading',
    order: { href: addressOf({ ...list, sort: 'name' }), isCurrent: list.sort === 'name' },
    cell: ({ id, name }) => <a href={links.partner(id)}>{name}</a>,
  },
  { label: text.kind, cell: kindOf },
  { label: text.phone, cell: ({ phone }) => <Unbroken text={phone ?? undefined} /> },
  { label: text.email, cell: ({ email }) => email ?? <None /> },
  {
    label: text.whose,
    order: { href: addressOf({ ...list, sort: 'whose' }), isCurrent: list.sort === 'whose' },
    cell: ({ branchPrefix }) => branchPrefix ?? text.company,
  },
]

interface PartnerProps {
  readonly partner: Partner
  readonly visitor: Visitor
  readonly mayChange: boolean
  readonly orders: readonly PartnerOrder[]
  readonly hasMoreOrders: boolean
  readonly prices: Page<SupplierPrice, ItemId>
}

export const PartnerPage = ({ partner, visitor, mayChange, orders, hasMoreOrders, prices }: PartnerProps) => (
  <>
    <PageHead title={partner.name}>
      <span class={partner.isRetired ? 'pill' : 'pill is-ok'}>
        {partner.isRetired ? text.retired : text.inUse}
      </span>
      {mayChange && (
        <a class="button" href={links.editPartner(partner.id)}>
          {text.edit.link}
        </a>
      )}
      {mayChange && <Retire partner={partner} />}
    </PageHead>
    {mayChange ? (
      !partner.isRetired && <p class="hint off-paper">{text.retire.hint}</p>
    ) : (
      <p class="hint off-paper">{text.notYours}</p>
    )}
    <PartnerFacts partner={partner} visitor={visitor} />
    {partner.isCustomer && <OpenOrders orders={orders} hasMore={hasMoreOrders} />}
    {partner.isSupplier && <Prices partner={partner} visitor={visitor} prices={prices} />}
  </>
)

const Retire = ({ partner }: { partner: Partner }) => (
  <BookForm changes="central" isButton action={links.partnerRetired(partner.id)}>
    <BookButton name="retired" value={partner.isRetired ? 'no' : 'yes'}>
      {partner.isRetired ? text.retire.return : text.retire.submit}
    </BookButton>
  </BookForm>
)

const PartnerFacts = ({ partner, visitor }: { partner: Partner; visitor: Visitor }) => {
  const branch = visitor.branches.find(({ id }) => id === partner.branch)
  return (
    <Facts
      facts={[
        [text.kind, kindOf(partner)],
        [
          text.phone,
          partner.phone === null ? <None /> : <a href={telephone(partner.phone)}>{partner.phone}</a>,
        ],
        [text.email, partner.email === null ? <None /> : <a href={mail(partner.email)}>{partner.email}</a>],
        [text.whose, branch === undefined ? text.company : admin.branches.name(branch.prefix, branch.name)],
      ]}
    />
  )
}

const telephone = (phone: string): string => `tel:${phone.replace(/[^\d+]/g, '')}`
const mail = (email: string): string => `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`

const OpenOrders = ({ orders, hasMore }: { orders: readonly PartnerOrder[]; hasMore: boolean }) => (
  <>
    <h2>{text.orders.title}</h2>
    {orders.length === 0 ? (
      <Empty>{text.orders.none}</Empty>
    ) : (
      <DataTable caption={text.orders.title} columns={ORDER_COLUMNS} entries={orders} />
    )}
    {hasMore && <p class="hint">{text.orders.first(useFormats().count(orders.length))}</p>}
  </>
)

const ORDER_COLUMNS: readonly Column<PartnerOrder>[] = [
  {
    label: text.orders.number,
    kind: 'heading',
    cell: ({ id, number }) => <a href={links.order(id)}>{number}</a>,
  },
  { label: text.orders.ordered, cell: ({ orderedOn }) => <Day day={orderedOn} /> },
  { label: text.orders.due, cell: ({ dueOn }) => <Day day={dueOn} /> },
]

const Prices = ({ partner, visitor, prices }: Pick<PartnerProps, 'partner' | 'visitor' | 'prices'>) => (
  <section class="off-paper">
    <h2>{text.prices.title}</h2>
    {prices.entries.length === 0 ? (
      <Empty>{text.prices.none}</Empty>
    ) : (
      <DataTable
        caption={text.prices.title}
        columns={priceColumns(visitor.branches[0]?.timeZone ?? 'UTC')}
        entries={prices.entries}
      />
    )}
    <PageLinks
      newest={undefined}
      older={prices.next && links.partner(partner.id, { after: prices.next })}
      olderLabel={text.prices.more}
    />
  </section>
)

const NotedOn = ({ at, zone }: { at: number; zone: string }) => (
  <span class="figure">{useFormats().date(at, zone)}</span>
)

const priceColumns = (zone: string): readonly Column<SupplierPrice>[] => [
  {
    label: text.prices.item,
    kind: 'heading',
    cell: ({ item }) => (
      <>
        <a href={links.item(item.id)}>{item.name}</a> <small>{item.code}</small>
      </>
    ),
  },
  { label: text.prices.price, kind: 'figure', cell: ({ amount }) => <Money amount={amount} /> },
  {
    label: text.prices.per,
    kind: 'figure',
    cell: ({ item, quantity }) => <Amount of={quantity} unit={item.unit} />,
  },
  { label: text.prices.code, cell: ({ supplierCode }) => <Unbroken text={supplierCode} /> },
  { label: text.prices.noted, cell: ({ notedAt }) => <NotedOn at={notedAt} zone={zone} /> },
]
