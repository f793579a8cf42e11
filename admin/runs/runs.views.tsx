import type { LocationId } from '../../core/kernel/ids.ts'
import type { Run, RunHead, RunIngredient } from '../../core/runs/read-runs.ts'
import type { DrawnBarcode } from '../../core/web/barcode-drawing.ts'
import { Barcode } from '../../core/web/barcode.tsx'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Amount, Day, Money, None, useFormats } from '../look/figures.tsx'
import { LoggedDocuments, type LoggedPage } from '../look/logged-documents.tsx'
import { Empty, Facts, PageHead } from '../look/pieces.tsx'
import type { DueLook } from '../due/due-page.tsx'
import { links, routes } from '../paths.ts'

const { runs: text, dueStates } = words.adminDocuments

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

export const runsLook: DueLook<RunHead> = {
  text,
  action: routes.runs,
  link: links.runs,
  columns: LIST_COLUMNS,
}

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
