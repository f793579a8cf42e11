import { minor, type Minor } from '../../core/kernel/money.ts'
import type { Need } from '../../core/needs/need.ts'
import type { BranchWorth } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Money } from '../look/figures.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { Needs } from './needs.views.tsx'
import { VerifyMark, type Light } from './verify-mark.tsx'

interface HomeProps {
  readonly needs: readonly Need[]
  readonly isCounting: boolean
  readonly worths: readonly BranchWorth[]
  readonly light: Light
  readonly now: number
}

export const HomePage = ({ needs, isCounting, worths, light, now }: HomeProps) => (
  <>
    <PageHead title={words.adminNeeds.title}>
      <VerifyMark light={light} />
    </PageHead>
    <Needs needs={needs} isCounting={isCounting} now={now} />
    <h2>{words.admin.home.branches}</h2>
    {worths.length === 0 ? <Empty>{words.admin.home.noBranches}</Empty> : <Branches worths={worths} />}
  </>
)

const WORTH_COLUMNS = ['stockroom', 'manufacturing', 'retail'] as const

const Branches = ({ worths }: { worths: readonly BranchWorth[] }) => {
  const { home } = words.admin
  const isTotalled = worths.length > 1
  const columns: Column<BranchWorth>[] = [
    {
      label: home.branch,
      kind: 'heading',
      cell: ({ branch }) => (
        <a href={links.stock({ branch: branch.prefix })}>
          {words.admin.branches.name(branch.prefix, branch.name)}
        </a>
      ),
      ...(isTotalled ? { total: home.all } : {}),
    },
    ...WORTH_COLUMNS.map((kind): Column<BranchWorth> => ({
      label: home[kind],
      kind: 'figure',
      cell: (worth) => (
        <a href={links.account(worth.accounts[kind])}>
          <Money amount={worth[kind]} />
        </a>
      ),
      ...(isTotalled ? { total: <Money amount={sumOf(worths.map((worth) => worth[kind]))} /> } : {}),
    })),
    {
      label: home.accounts,
      kind: 'figure',
      cell: ({ branch }) => <a href={`${routes.accounts}#${branch.prefix}`}>{home.trialBalance}</a>,
    },
  ]
  return <DataTable caption={home.branches} columns={columns} entries={worths} />
}

function sumOf(amounts: readonly Minor[]): Minor {
  return minor(amounts.reduce((sum, amount) => sum + amount, 0))
}
