import type { LocationId } from '../../core/kernel/ids.ts'
import type { Run, RunHead, RunIngredient } from '../../core/runs/read-runs.ts'
import type { DrawnBarcode } from '../../core/web/barcode-drawing.ts'
import { Barcode } from '../../core/web/barcode.tsx'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Money, None, useFormats } from '../look/figures.tsx'
import { LoggedDocuments, type LoggedPage } from '../look/logged-documents.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, Facts, PageHead, PageLinks, Tabs } from '../look/pieces.tsx'
import { DUE_LISTS, type DueList } from '../due-lists.ts'
import { links, routes } from '../paths.ts'

const { runs: text, dueStates } = words.adminDocuments

interface RunsProps {
  readonly runs: readonly RunHead[]
  readonly list: DueList
  /** What is looked for; '': one of the two lists is shown. */
  readonly text: string
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const RunsPage = ({ runs, list, text: searched, newest, older }: RunsProps) => (
  <>
    <PageHead title={text.title} />
    <ListFilter
      action={routes.runs}
      label={text.filter}
      search={{ label: text.find, hint: text.findHint, text: searched }}
      kept={{ state: list === 'open' ? '' : list }}
    />
    {searched === '' && <StateTabs list={list} />}
    {runs.length === 0 ? (
      <Empty>{searched === '' ? EMPTY[list] : text.noMatch(searched)}</Empty>
    ) : (
      <DataTable
        caption={text.title}
        columns={searched === '' ? LIST_COLUMNS : FOUND_COLUMNS}
        entries={runs}
      />
    )}
    <PageLinks newest={newest} older={older} olderLabel={words.admin.lists.more} />
  </>
)

const EMPTY: Readonly<Record<DueList, string>> = {
  open: text.emptyOpen,
  overdue: dueStates.noneOverdue,
  closed: text.emptyClosed,
}

const StateTabs = ({ list }: { list: DueList }) => (
  <Tabs
    label={text.stateLabel}
    tabs={DUE_LISTS.map((name) => ({
      href: links.runs({ state: name === 'open' ? undefined : name }),
      name: dueStates[name],
      isCurrent: name === list,
    }))}
  />
)

const BuiltOf = ({ run: { built, planned, product } }: { run: RunHead }) => {
  const formats = useFormats()
  return (
    <span class="figure">
      {text.builtOf(formats.quantityNumber(built, product.unit), formats.quantity(planned, product.unit))}
    </span>
  )
}

const LIST_COLUMNS: readonly Column<RunHead>[] = [
  { label: text.serial, kind: 'heading', cell: ({ id, serial }) => <a href={links.run(id)}>{serial}</a> },
  { label: text.product, cell: ({ product }) => product.name },
  { label: text.due, cell: ({ dueOn }) => <Day day={dueOn} /> },
  { label: text.built, kind: 'figure', cell: (run) => <BuiltOf run={run} /> },
  { label: text.inProgress, kind: 'figure', cell: ({ inProgress }) => <Money amount={inProgress} /> },
]

/** Found ones are of both states, so each says its own. */
const FOUND_COLUMNS: readonly Column<RunHead>[] = [
  ...LIST_COLUMNS,
  { label: text.state, cell: ({ state }) => dueStates[state] },
]

interface RunProps {
  readonly run: Run
  readonly logged: LoggedPage
  /** Opens the run at a station. */
  readonly drawn: DrawnBarcode
}

export const RunPage = ({ run, logged, drawn }: RunProps) => (
  <>
    <PageHead title={run.serial}>
      <span class="pill">{dueStates[run.state]}</span>
      <Barcode drawn={drawn} label={words.cards.opens(run.serial)} />
    </PageHead>
    <Facts
      facts={[
        [text.product, run.product.name],
        [text.built, <BuiltOf run={run} />],
        [
          text.inProgress,
          <span class="off-paper">
            <Money amount={run.inProgress} />
          </span>,
        ],
        [text.issue, <Day day={run.issueOn} />],
        [text.due, <Day day={run.dueOn} />],
      ]}
    />
    <h2>{text.ingredients}</h2>
    {run.ingredients.length === 0 ? (
      <Empty>{text.noIngredients}</Empty>
    ) : (
      <DataTable caption={text.ingredients} columns={ingredientColumns(run)} entries={run.ingredients} />
    )}
    <LoggedDocuments title={text.documents} empty={text.noDocuments} logged={logged} />
  </>
)

const ingredientColumns = ({ location, inProgress }: Run): Column<RunIngredient>[] => [
  {
    label: text.item,
    kind: 'heading',
    cell: ({ item, planned, isBackflushed }) => (
      <>
        {item.name} {isBackflushed && <small>{text.backflushed}</small>}
        {planned === 0 && <small>{text.substitution}</small>}
      </>
    ),
    total: words.admin.accounts.total,
  },
  {
    label: text.planned,
    kind: 'figure',
    cell: ({ item, planned }) => (planned === 0 ? <None /> : <Amount of={planned} unit={item.unit} />),
  },
  { label: text.used, kind: 'figure', cell: ({ item, used }) => <Amount of={used} unit={item.unit} /> },
  {
    label: text.stillThere,
    kind: 'figure',
    cell: (ingredient) => <InRun ingredient={ingredient} location={location} />,
  },
  {
    label: text.value,
    kind: 'figure',
    isOffPaper: true,
    cell: (ingredient) =>
      ingredient.inProgress === undefined ? <None /> : <Money amount={ingredient.inProgress.value} />,
    total: <Money amount={inProgress} />,
  },
]

const InRun = ({
  ingredient: { item, inProgress },
  location,
}: {
  ingredient: RunIngredient
  location: LocationId
}) =>
  inProgress === undefined ? (
    <None />
  ) : (
    <a href={links.stockMoves(location, item.id)}>
      <Amount of={inProgress.quantity} unit={item.unit} />
    </a>
  )
