import type { Remark } from '../../core/stations/read-remarks.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, Unbroken } from '../look/figures.tsx'
import { Empty, PageHead, PageLinks, Tabs } from '../look/pieces.tsx'
import { links, ownAddress, routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminRemarks: text } = words

const STATES = ['open', 'seen'] as const
type State = (typeof STATES)[number]

interface RemarksProps {
  readonly remarks: readonly Remark[]
  readonly state: State
  /** Of several branches: each row says whose it is. */
  readonly hasBranches: boolean
  readonly newest: string | undefined
  readonly older: string | undefined
}

export const RemarksPage = ({ remarks, state, hasBranches, newest, older }: RemarksProps) => (
  <>
    <PageHead title={text.title} />
    <Tabs
      label={text.tabs}
      tabs={STATES.map((one) => ({
        href: links.remarks({ state: one === 'open' ? undefined : one }),
        name: text.states[one],
        isCurrent: one === state,
      }))}
    />
    {remarks.length === 0 ? (
      <Empty>{text.empty[state]}</Empty>
    ) : (
      <DataTable caption={text.title} columns={columnsFor(state, hasBranches)} entries={remarks} />
    )}
    <PageLinks newest={newest} older={older} />
  </>
)

const columnsFor = (state: State, hasBranches: boolean): readonly Column<Remark>[] => [
  { label: text.text, kind: 'heading', cell: ({ text: said }) => <span class="remark">{said}</span> },
  { label: text.who, cell: ({ person }) => person ?? <span class="none">{text.nobody}</span> },
  ...(hasBranches
    ? [{ label: words.admin.lists.branch, cell: ({ prefix }: Remark) => <>{prefix ?? text.allBranches}</> }]
    : []),
  { label: text.where, cell: (remark) => <Where remark={remark} /> },
  { label: text.when, cell: ({ at, zone }) => <Moment at={at} zone={zone} /> },
  state === 'open'
    ? { label: text.actions, cell: (remark) => <SeenButton remark={remark} /> }
    : {
        label: text.seenAt,
        cell: ({ seenAt, zone }) =>
          seenAt === undefined ? <Unbroken text={undefined} /> : <Moment at={seenAt} zone={zone} />,
      },
]

/** The page or the station, and what was on it. What was sent as an address is a link only where it is one of ours. */
const Where = ({ remark: { screen, station, context } }: { remark: Remark }) => {
  const isPage = screen.startsWith(routes.home)
  return (
    <>
      {isPage && ownAddress(screen) === screen ? <a href={screen}>{screen}</a> : screen}
      {!isPage && (
        <>
          {', '}
          <a href={links.stations()}>{text.openStation(station)}</a>
        </>
      )}
      {context !== '' && <small class="remark-context">{context}</small>}
    </>
  )
}

const LABEL_MAX = 60

const SeenButton = ({ remark: { id, text: said } }: { remark: Remark }) => (
  <BookForm changes="central" isButton action={links.remarkSeen(id)} class="deeds">
    <BookButton aria-label={text.seenLabel(said.slice(0, LABEL_MAX))}>{text.seen}</BookButton>
  </BookForm>
)
