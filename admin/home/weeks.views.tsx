import type { Minor } from '../../core/kernel/money.ts'
import { words } from '../../core/words/catalogue.ts'
import { Chart, type Series } from '../look/chart.tsx'
import { Empty } from '../look/pieces.tsx'
import { sumOf, type Weeks } from './read-home.ts'

/** More lines than these nobody tells apart: their sum is shown instead. */
const LINES_MAX = 4

/** What the stock was worth and what was sold, day by day. */
export const WeeksCharts = ({ weeks }: { weeks: Weeks | undefined }) => {
  const { chart } = words.adminHome
  if (weeks === undefined) return <Empty>{chart.counting}</Empty>
  const { days, branches } = weeks
  const total = (amountsOf: (branch: Weeks['branches'][number]) => readonly Minor[]): Series => ({
    name: branches.length === 1 ? (branches[0]?.branch.prefix ?? '') : chart.all,
    amounts: days.map((_, index) => sumOf(branches.map((branch) => amountsOf(branch)[index] ?? sumOf([])))),
  })
  const lines =
    branches.length > LINES_MAX
      ? [total(({ stockValues }) => stockValues)]
      : branches.map(({ branch, stockValues }) => ({ name: branch.prefix, amounts: stockValues }))
  return (
    <div class="charts">
      <Chart id="stock-value" title={chart.stockValue} kind="line" days={days} series={lines} />
      <Chart
        id="sold-at-cost"
        title={chart.sold}
        kind="bars"
        days={days}
        series={[total(({ soldAtCost }) => soldAtCost)]}
      />
    </div>
  )
}
