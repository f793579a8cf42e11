import {
  STOCK_KINDS,
  type StockKind,
  type StockLine,
  type StockLines,
  type StockSection,
} from '../../core/reports/stock-by-location.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Money, None, useFormats } from '../look/figures.tsx'
import { Empty, PageHead, PageLinks } from '../look/pieces.tsx'
import { cursorText } from '../list-address.ts'
import { links, routes } from '../paths.ts'

/** What the address asks for. */
export interface AskedStock {
  readonly branch: string
  readonly kind: '' | StockKind
  readonly text: string
  readonly isEmptyShown: boolean
}

interface StockProps {
  readonly sections: readonly StockSection[]
  readonly asked: AskedStock
  readonly isFirstPage: boolean
  /** When this was so (ms), and where the reader's clocks stand. */
  readonly now: number
  readonly zone: string
}

export const StockPage = ({ sections, asked, isFirstPage, now, zone }: StockProps) => {
  const { asOf, asOfSearched } = words.admin.stock
  const formats = useFormats()
  const time = `${formats.day(formats.businessDay(now, zone))} ${formats.time(now, zone)}`
  const isFiltered = asked.text !== ''
  const shown = isFiltered
    ? sections.filter(({ lines }) => lines.entries.length > 0 || lines.next !== undefined)
    : sections
  return (
    <>
      <PageHead title={words.admin.stock.title} />
      <StockFilterForm asked={asked} />
      <p class="paper-only">{isFiltered ? asOfSearched(time, asked.text) : asOf(time)}</p>
      <div id="stock" aria-live="polite">
        {shown.length === 0 && <Empty>{words.admin.stock.noMatch}</Empty>}
        {shown.map((section) => (
          <Section section={section} asked={asked} isFirstPage={isFirstPage} />
        ))}
      </div>
    </>
  )
}

const StockFilterForm = ({ asked }: { asked: AskedStock }) => {
  const { stock } = words.admin
  return (
    <search aria-label={stock.filter}>
      <form
        class="filter"
        action={routes.stock}
        {...{
          'hx-get': routes.stock,
          'hx-trigger': 'input delay:250ms, submit',
          'hx-target': '#main',
          'hx-swap': 'innerMorph',
          'hx-replace-url': 'true',
          'hx-sync': 'this:replace',
        }}
      >
        {asked.branch !== '' && <input type="hidden" name="branch" value={asked.branch} />}
        <label>
          {stock.text}
          <input
            type="search"
            name="text"
            value={asked.text}
            placeholder={stock.textHint}
            autocomplete="off"
            maxlength={100}
          />
        </label>
        <label>
          {stock.kind}
          <select name="kind">
            <option value="" selected={asked.kind === ''}>
              {stock.anyKind}
            </option>
            {STOCK_KINDS.map((kind) => (
              <option value={kind} selected={asked.kind === kind}>
                {stock.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label class="check">
          <input type="checkbox" name="empty" value="yes" checked={asked.isEmptyShown} />
          {stock.emptyToo}
        </label>
        <button>{words.admin.lists.show}</button>
      </form>
    </search>
  )
}

const Section = ({
  section,
  asked,
  isFirstPage,
}: {
  section: StockSection
  asked: AskedStock
  isFirstPage: boolean
}) => {
  const { stock, lists } = words.admin
  const { branch, kind, lines } = section
  const query = { branch: branch.prefix, kind, text: asked.text, empty: asked.isEmptyShown ? 'yes' : '' }
  const next = lines.next && links.stock({ ...query, after: cursorText(lines.next) })
  return (
    <section class="block">
      <header class="block-head">
        <h2>{stock.section(branch.prefix, stock.kinds[kind])}</h2>
        <p>
          {asked.text === '' ? stock.worth : stock.worthWhole}{' '}
          <a href={links.account(section.account)}>
            <Money amount={section.value} />
          </a>
        </p>
      </header>
      <Looked lines={lines} />
      {lines.entries.length === 0 ? (
        lines.lookedThrough === undefined && (
          <Empty>{asked.text === '' ? stock.empty[kind] : stock.noMatch}</Empty>
        )
      ) : (
        <DataTable
          caption={stock.section(branch.prefix, stock.kinds[kind])}
          columns={kind === 'run' ? [RUN_COLUMN, ...COLUMNS] : COLUMNS}
          entries={lines.entries}
        />
      )}
      <PageLinks
        newest={isFirstPage ? undefined : links.stock(query)}
        older={next}
        olderLabel={lines.lookedThrough === undefined ? lists.more : words.adminItems.lookFurther}
      />
    </section>
  )
}

/** What is said of a search that very many items come into question for. */
const Looked = ({ lines: { entries, isSorted, lookedThrough } }: { lines: StockLines }) => {
  const { noMatchYet, fewYet, asFound } = words.adminItems
  const count = useFormats().count(lookedThrough ?? 0)
  if (lookedThrough !== undefined)
    return <p class="hint">{entries.length === 0 ? noMatchYet(count) : fewYet(count)}</p>
  return isSorted || entries.length === 0 ? <></> : <p class="hint">{asFound}</p>
}

const RUN_COLUMN: Column<StockLine> = {
  label: words.admin.stock.run,
  cell: ({ run }) => (run === undefined ? <None /> : <a href={links.run(run.id)}>{run.serial}</a>),
}

const COLUMNS: readonly Column<StockLine>[] = [
  {
    label: words.admin.stock.item,
    kind: 'heading',
    cell: ({ item }) => (
      <>
        <a href={links.item(item.id)}>{item.name}</a> <small>{item.code}</small>
      </>
    ),
  },
  {
    label: words.admin.stock.quantity,
    kind: 'figure',
    cell: (line) => (
      <a href={links.stockMoves(line.location, line.item.id)}>
        <Amount of={line.quantity} unit={line.item.unit} />
      </a>
    ),
  },
  {
    label: words.admin.stock.value,
    kind: 'figure',
    cell: (line) => (
      <a href={links.stockMoves(line.location, line.item.id)}>
        <Money amount={line.value} />
      </a>
    ),
  },
  {
    label: words.admin.stock.averageCost,
    kind: 'figure',
    cell: ({ averageCost, item }) =>
      averageCost === undefined ? (
        <None />
      ) : (
        <>
          <Money amount={averageCost} /> <small>{words.admin.stock.perUnit(item.unit.name)}</small>
        </>
      ),
  },
]
