import type { RefusalEntry } from '../../core/book/settle/read-refusals.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, None, Unbroken, useFormats } from '../look/figures.tsx'
import { Empty, PageHead, PageLinks, Tabs } from '../look/pieces.tsx'
import { links } from '../paths.ts'

const { list: text } = words.adminRefusals

/** A refusal of the list, with everything that needs a person in words. */
export interface ListedRefusal {
  readonly entry: RefusalEntry
  readonly reasons: readonly string[]
  readonly ageMs: number
}

interface RefusalsProps {
  readonly refusals: readonly ListedRefusal[]
  readonly state: 'open' | 'settled'
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const RefusalsPage = ({ refusals, state, newest, older }: RefusalsProps) => (
  <>
    <PageHead title={text.title} />
    <Tabs
      label={text.stateLabel}
      tabs={(['open', 'settled'] as const).map((name) => ({
        href: links.refusals({ state: name === 'open' ? undefined : name }),
        name: text.states[name],
        isCurrent: name === state,
      }))}
    />
    {refusals.length === 0 ? (
      <Empty>{state === 'open' ? text.emptyOpen : text.emptySettled}</Empty>
    ) : (
      <RefusalTable caption={text.title} state={state} refusals={refusals} />
    )}
    <PageLinks newest={newest} older={older} />
  </>
)

/** Refusals with what they are about, and how long they wait, what became of them, or both. */
export const RefusalTable = ({
  caption,
  state,
  refusals,
}: {
  caption: string
  state: keyof typeof LAST_COLUMNS
  refusals: readonly ListedRefusal[]
}) => <DataTable caption={caption} columns={[...COLUMNS, ...LAST_COLUMNS[state]]} entries={refusals} />

/** The sales order or run that a document is for. */
const About = ({ entry: { salesOrder, run } }: { entry: RefusalEntry }) => {
  if (salesOrder !== undefined)
    return (
      <a class="figure" href={links.order(salesOrder.id)}>
        {salesOrder.number}
      </a>
    )
  return run === undefined ? (
    <></>
  ) : (
    <a class="figure" href={links.run(run.id)}>
      {run.serial}
    </a>
  )
}

const Age = ({ ageMs }: { ageMs: number }) => <span class="figure">{useFormats().age(ageMs)}</span>

const COLUMNS: readonly Column<ListedRefusal>[] = [
  {
    label: text.document,
    kind: 'heading',
    cell: ({ entry: { head }, reasons }) => (
      <>
        <a class="figure" href={links.refusal(head.id)}>
          {head.reference}
        </a>
        {reasons.map((reason) => (
          <small class="reason">{reason}</small>
        ))}
      </>
    ),
  },
  {
    label: text.about,
    cell: ({ entry }) => (
      <>
        {words.book.events[entry.head.event]} <About entry={entry} />
      </>
    ),
  },
  { label: text.by, cell: ({ entry }) => <Unbroken text={entry.head.acceptedBy} /> },
  {
    label: text.accepted,
    cell: ({ entry }) => <Moment at={entry.head.acceptedAt} zone={entry.head.zone} />,
  },
]

const AGE_COLUMN: Column<ListedRefusal> = {
  label: text.age,
  kind: 'figure',
  cell: ({ ageMs }) => <Age ageMs={ageMs} />,
}
const BECAME_COLUMN: Column<ListedRefusal> = {
  label: text.became,
  cell: ({ entry: { settledBy } }) =>
    settledBy === undefined ? (
      <None />
    ) : (
      <>
        <a href={links.document(settledBy.id)}>
          {(settledBy.event === 'void' ? text.voided : text.posted)(settledBy.number ?? settledBy.reference)}
        </a>{' '}
        <small>{settledBy.acceptedBy}</small>
      </>
    ),
}
const LAST_COLUMNS = {
  open: [AGE_COLUMN],
  settled: [BECAME_COLUMN],
  next: [AGE_COLUMN, BECAME_COLUMN],
} as const
