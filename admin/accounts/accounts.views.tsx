import type { AccountBalance, AccountMove } from '../../core/book/read-account-moves.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import type { TrialBalance } from '../../core/reports/trial-balance.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { accountName, Amount, Day, Money, MoneyOrNone, None, useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { DocumentLink, Empty, Facts, PageHead, PageLinks } from '../look/pieces.tsx'
import { links } from '../paths.ts'

const { accounts: text } = words.admin

export const TrialBalancePage = ({ balances }: { balances: readonly TrialBalance[] }) => (
  <>
    <PageHead title={text.title} />
    {balances.map((balance) => (
      <section class="block" id={balance.branch.prefix}>
        <header class="block-head">
          <h2>{words.admin.branches.name(balance.branch.prefix, balance.branch.name)}</h2>
          <Equality debit={balance.debit} credit={balance.credit} />
        </header>
        <DataTable
          caption={words.admin.branches.name(balance.branch.prefix, text.title)}
          columns={trialColumns(balance)}
          entries={balance.accounts}
        />
      </section>
    ))}
  </>
)

const Equality = ({ debit, credit }: { debit: Minor; credit: Minor }) =>
  debit === credit ? (
    <span class="pill is-ok">
      <Icon name="posted" />
      {text.equal}
    </span>
  ) : (
    <span class="pill is-bad">
      <Icon name="refused" />
      {text.unequal}
    </span>
  )

const trialColumns = ({ debit, credit }: TrialBalance): Column<AccountBalance>[] => [
  {
    label: text.account,
    kind: 'heading',
    cell: (account) => <a href={links.account(account.id)}>{accountName(account)}</a>,
    total: text.total,
  },
  {
    label: text.debit,
    kind: 'figure',
    cell: ({ id, balance }) => <Side account={id} amount={minor(Math.max(balance, 0))} />,
    total: <Money amount={debit} />,
  },
  {
    label: text.credit,
    kind: 'figure',
    cell: ({ id, balance }) => <Side account={id} amount={minor(Math.max(-balance, 0))} />,
    total: <Money amount={credit} />,
  },
]

const Side = ({ account, amount }: { account: AccountBalance['id']; amount: Minor }) =>
  amount === 0 ? (
    <None />
  ) : (
    <a href={links.account(account)}>
      <Money amount={amount} />
    </a>
  )

interface AccountProps {
  readonly title: string
  readonly account: AccountBalance
  readonly moves: readonly AccountMove[]
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const AccountPage = ({ title, account, moves, newest, older }: AccountProps) => (
  <>
    <PageHead title={title} />
    <Facts
      facts={[
        [text.balanceNow, <SidedBalance balance={account.balance} />],
        [text.debitTotal, <Money amount={account.debitTotal} />],
        [text.creditTotal, <Money amount={account.creditTotal} />],
      ]}
    />
    <h2>{text.moves}</h2>
    {moves.length === 0 ? (
      <Empty>{text.none}</Empty>
    ) : (
      <DataTable caption={text.moves} columns={ACCOUNT_COLUMNS} entries={moves} />
    )}
    <PageLinks newest={newest} older={older} />
  </>
)

/** A balance with its side in words instead of a sign. */
const SidedBalance = ({ balance }: { balance: Minor }) => {
  const amount = useFormats().money(minor(Math.abs(balance)))
  return (
    <span class="figure">
      {balance === 0 ? amount : balance > 0 ? text.debitSide(amount) : text.creditSide(amount)}
    </span>
  )
}

const ACCOUNT_COLUMNS: readonly Column<AccountMove>[] = [
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
  { label: text.item, cell: ({ move }) => move.item?.name ?? <None /> },
  {
    label: text.quantity,
    kind: 'figure',
    cell: ({ move }) =>
      move.item === undefined ? <None /> : <Amount of={move.quantity} unit={move.item.unit} />,
  },
  { label: text.debit, kind: 'figure', cell: ({ debited }) => <MoneyOrNone amount={debited} /> },
  { label: text.credit, kind: 'figure', cell: ({ credited }) => <MoneyOrNone amount={credited} /> },
  {
    label: text.balanceAfter,
    kind: 'figure',
    cell: ({ balanceAfter }) => <SidedBalance balance={balanceAfter} />,
  },
]
