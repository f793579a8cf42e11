import { minor, type Minor } from '../../core/kernel/money.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from './data-table.tsx'
import { heightOf, scaleOf, type Scale } from './chart-scale.ts'
import { Day, Money, useFormats } from './figures.tsx'

/** One line, or one row of bars: an amount for each day. */
export interface Series {
  readonly name: string
  readonly amounts: readonly Minor[]
}

interface ChartProps {
  readonly id: string
  readonly title: string
  readonly kind: 'line' | 'bars'
  /** Business days, the oldest first. */
  readonly days: readonly string[]
  /** Bars are of one series. */
  readonly series: readonly Series[]
}

/**
 * Amounts by day as a picture that the server draws: it prints, needs no script, and takes its colours from the page.
 * The picture is stretched to its place, so its words stand outside of it; who cannot see it is read a table.
 */
export const Chart = (props: ChartProps) => {
  const { id, title, kind, days, series } = props
  const scale = scaleOf(
    series.flatMap(({ amounts }) => amounts),
    { isFromZero: kind === 'bars', finest: useWholeUnit() },
  )
  return (
    <figure class="chart" id={id}>
      <figcaption>
        <h2>{title}</h2>
        {series.length > 1 && <Legend series={series} />}
      </figcaption>
      <div class="chart-plot">
        <Amounts scale={scale} />
        <Picture {...props} scale={scale} />
        <Days days={days} />
      </div>
      <Figures title={title} days={days} series={series} />
    </figure>
  )
}

/** No axis is finer than one whole unit of the currency. */
function useWholeUnit(): number {
  const one = useFormats().parseMoney('1')
  return one.ok ? one.value : 1
}

const Legend = ({ series }: { series: readonly Series[] }) => (
  <ul class="chart-legend" aria-hidden="true">
    {series.map(({ name }, index) => (
      <li class={`series-${index + 1}`}>{name}</li>
    ))}
  </ul>
)

/** The axis, from the top. */
const Amounts = ({ scale }: { scale: Scale }) => {
  const formats = useFormats()
  return (
    <ol class="chart-amounts" aria-hidden="true">
      {scale.ticks.toReversed().map((tick) => (
        <li>{formats.moneyShort(minor(tick))}</li>
      ))}
    </ol>
  )
}

/** The first day, the one in the middle and the last. */
const Days = ({ days }: { days: readonly string[] }) => {
  const formats = useFormats()
  const shown = [days[0], days[Math.floor((days.length - 1) / 2)], days.at(-1)]
  return (
    <ol class="chart-days" aria-hidden="true">
      {shown.map((day) => day !== undefined && <li>{formats.dayShort(day)}</li>)}
    </ol>
  )
}

const Picture = ({ title, kind, days, series, scale }: ChartProps & { scale: Scale }) => (
  <svg
    viewBox="0 0 100 100"
    preserveAspectRatio="none"
    role="img"
    aria-label={useSummary(title, days, series)}
  >
    {scale.ticks.map((tick) => (
      <path class={tick === 0 ? 'chart-zero' : 'chart-grid'} d={`M0 ${heightOf(tick, scale)}H100`} />
    ))}
    {kind === 'line'
      ? series.map(({ amounts }, index) => (
          <polyline class={`chart-line series-${index + 1}`} points={pointsOf(amounts, scale)} />
        ))
      : series[0]?.amounts.map((amount, index) => (
          <rect class="chart-bar" {...barOf(amount, index, days.length, scale)} />
        ))}
    <Hints days={days} series={series} />
  </svg>
)

function useSummary(title: string, days: readonly string[], series: readonly Series[]): string {
  const formats = useFormats()
  const [first = '', last = ''] = [days[0], days.at(-1)].map((day) => day && formats.day(day))
  const told = series.map(({ name, amounts }) =>
    words.adminHome.chart.series(
      name,
      formats.money(amounts[0] ?? minor(0)),
      formats.money(amounts.at(-1) ?? minor(0)),
    ),
  )
  return words.adminHome.chart.summary({ title, first, last, series: told.join('; ') })
}

/** What is under the pointer, in words: a strip of the picture for each day. */
const Hints = ({ days, series }: Pick<ChartProps, 'days' | 'series'>) => {
  const formats = useFormats()
  const width = 100 / days.length
  return (
    <g class="chart-hints">
      {days.map((day, index) => (
        <rect x={rounded(index * width)} y="0" width={rounded(width)} height="100">
          <title>
            {[
              formats.day(day),
              ...series.map(({ name, amounts }) =>
                words.adminHome.chart.amount(name, formats.money(amounts[index] ?? minor(0))),
              ),
            ].join('\n')}
          </title>
        </rect>
      ))}
    </g>
  )
}

function pointsOf(amounts: readonly Minor[], scale: Scale): string {
  const last = Math.max(amounts.length - 1, 1)
  return amounts
    .map((amount, index) => `${rounded((index / last) * 100)},${heightOf(amount, scale)}`)
    .join(' ')
}

function barOf(amount: Minor, index: number, count: number, scale: Scale) {
  const [width, zero, end] = [100 / count, heightOf(0, scale), heightOf(amount, scale)]
  return {
    x: rounded((index + 0.15) * width),
    y: Math.min(zero, end),
    width: rounded(width * 0.7),
    height: rounded(Math.abs(zero - end)),
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100

const Figures = ({ title, days, series }: Pick<ChartProps, 'title' | 'days' | 'series'>) => {
  const columns: Column<number>[] = [
    { label: words.adminHome.chart.day, kind: 'heading', cell: (index) => <Day day={days[index] ?? ''} /> },
    ...series.map(({ name, amounts }): Column<number> => ({
      label: name,
      kind: 'figure',
      cell: (index) => <Money amount={amounts[index] ?? minor(0)} />,
    })),
  ]
  return (
    <div class="unseen">
      <DataTable caption={title} columns={columns} entries={days.map((_, index) => index)} />
    </div>
  )
}
