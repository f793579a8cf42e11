import type { Child } from 'hono/jsx'
import type { DocumentHead } from '../../core/book/document-head.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import type { BranchWorth } from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Money, useFormats } from '../look/figures.tsx'
import { Icon } from '../look/icons.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { VerifyMark, type Light } from './verify-mark.tsx'

export interface Refused {
  readonly head: DocumentHead
  readonly reason: string
}

interface HomeProps {
  readonly refused: { readonly newest: readonly Refused[]; readonly count: number; readonly ageMs: number }
  readonly waiting: { readonly count: number; readonly isCountShown: boolean; readonly ageMs: number }
  readonly worths: readonly BranchWorth[]
  readonly light: Light
}

export const HomePage = ({ refused, waiting, worths, light }: HomeProps) => (
  <>
    <PageHead title={words.admin.home.title}>
      <VerifyMark light={light} />
    </PageHead>
    <Needs refused={refused} waiting={waiting} light={light} />
    <h2>{words.admin.home.branches}</h2>
    {worths.length === 0 ? <Empty>{words.admin.home.noBranches}</Empty> : <Branches worths={worths} />}
  </>
)

const Needs = ({ refused, waiting, light }: Pick<HomeProps, 'refused' | 'waiting' | 'light'>) => {
  const { home, verify } = words.admin
  const formats = useFormats()
  const isRed = light.latest?.isGreen === false
  if (refused.count === 0 && waiting.count === 0 && !isRed) return <Empty>{home.nothing}</Empty>
  return (
    <ul class="needs">
      {isRed && (
        <Need kind="bad" age={formats.age(light.latest.ageMs)} detail={[light.latest.detail]}>
          {verify.red(formats.age(light.latest.ageMs))}
        </Need>
      )}
      {refused.count > 0 && (
        <Need
          kind="bad"
          age={home.oldest(formats.age(refused.ageMs))}
          detail={refused.newest.map(({ head, reason }) => (
            <>
              <a href={links.refusal(head.id)}>{head.reference}</a> {reason}
            </>
          ))}
        >
          <a href={links.refusals()}>{home.refused(formats.count(refused.count))}</a>
        </Need>
      )}
      {waiting.count > 0 && (
        <Need kind="warn" age={home.oldest(formats.age(waiting.ageMs))} detail={[home.waitingDetail]}>
          {waiting.isCountShown ? home.waiting(formats.count(waiting.count)) : home.someWaiting}
        </Need>
      )}
    </ul>
  )
}

const Need = ({
  kind,
  age,
  detail,
  children,
}: {
  kind: 'bad' | 'warn'
  age: string
  detail: readonly Child[]
  children: Child
}) => (
  <li class={`need is-${kind}`}>
    <Icon name={kind === 'bad' ? 'refused' : 'needs'} />
    <div>
      <strong>{children}</strong>
      {detail.map((line) => (
        <small>{line}</small>
      ))}
    </div>
    <span class="figure">{age}</span>
  </li>
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
