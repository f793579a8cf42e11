import type { Child } from 'hono/jsx'
import type { AttachedBarcode, DiscardedWork, UnknownCode } from '../../core/stations/read-notes.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, None, useFormats } from '../look/figures.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminScans: text } = words

/** The newest of a list, and whether there are more. */
export interface Shown<Entry> {
  readonly entries: readonly Entry[]
  readonly hasMore: boolean
}

interface ScansProps {
  readonly unknown: Shown<UnknownCode>
  readonly attached: Shown<AttachedBarcode>
  readonly work: Shown<DiscardedWork>
  /** Of several branches: each row says whose it is. */
  readonly hasBranches: boolean
}

export const ScansPage = ({ unknown, attached, work, hasBranches }: ScansProps) => (
  <>
    <PageHead title={text.title} />
    <List shown={unknown} text={text.unknown} columns={unknownColumns(hasBranches)} />
    <List shown={attached} text={text.attached} columns={ATTACHED_COLUMNS}>
      <p class="hint">{text.attached.takeOffHint}</p>
    </List>
    <List shown={work} text={text.work} columns={WORK_COLUMNS} />
  </>
)

function List<Entry>({
  shown,
  text: { title, empty },
  columns,
  children,
}: {
  shown: Shown<Entry>
  text: { readonly title: string; readonly empty: string }
  columns: readonly Column<Entry>[]
  children?: Child
}) {
  return (
    <>
      <h2>{title}</h2>
      {shown.entries.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <>
          <DataTable caption={title} columns={columns} entries={shown.entries} />
          {children}
        </>
      )}
      {shown.hasMore && <p class="hint">{text.more}</p>}
    </>
  )
}

const Names = ({ names, none }: { names: readonly string[]; none: string }) =>
  names.length === 0 ? (
    <span class="none">{none}</span>
  ) : (
    <>
      {names.map((name, index) => (
        <>
          {index > 0 && NEXT}
          <span class="figure">{name}</span>
        </>
      ))}
    </>
  )
const NEXT = ', '

const TimesOf = ({ times }: { times: number }) => <>{text.unknown.timesOf(useFormats().count(times))}</>

const unknownColumns = (hasBranches: boolean): Column<UnknownCode>[] => [
  { label: text.unknown.code, kind: 'heading', cell: ({ code }) => <span class="code">{code}</span> },
  { label: text.unknown.times, cell: ({ times }) => <TimesOf times={times} /> },
  { label: text.unknown.last, cell: ({ lastAt, zone }) => <Moment at={lastAt} zone={zone} /> },
  ...(hasBranches
    ? [{ label: words.admin.lists.branch, cell: ({ prefix }: UnknownCode) => <>{prefix}</> }]
    : []),
  { label: text.unknown.station, cell: ({ stations }) => <Names names={stations} none="" /> },
  { label: text.unknown.people, cell: ({ people }) => <Names names={people} none={text.unknown.nobody} /> },
  {
    label: text.unknown.actions,
    cell: ({ code, branch }) => (
      <BookForm changes="central" isButton action={routes.dismissCode} class="deeds">
        <a class="button" href={links.attachCode({ code })} aria-label={text.unknown.attachLabel(code)}>
          {text.unknown.attach}
        </a>
        <input type="hidden" name="code" value={code} />
        <BookButton name="branch" value={String(branch)} aria-label={text.unknown.dismissLabel(code)}>
          {text.unknown.dismiss}
        </BookButton>
      </BookForm>
    ),
  },
]

const Carries = ({ barcode: { item, quantity, packName } }: { barcode: AttachedBarcode }) => {
  const formats = useFormats()
  if (quantity === undefined)
    return <>{item.unit.base === 'each' ? text.attached.onePiece : text.attached.asks}</>
  const amount = formats.quantity(quantity, item.unit)
  return <>{packName === undefined ? amount : text.attached.pack(packName, amount)}</>
}

/** What the books made of it, where that is not what was told. */
const InBooks = ({ barcode: { inBooks, meansInstead } }: { barcode: AttachedBarcode }) => {
  if (inBooks === 'as_told') return <></>
  if (inBooks === 'gone') return <span class="is-conflict">{text.attached.gone}</span>
  return (
    <span class="is-conflict">
      {meansInstead === undefined ? text.attached.conflictQuantity : text.attached.conflict(meansInstead)}
    </span>
  )
}

const ATTACHED_COLUMNS: readonly Column<AttachedBarcode>[] = [
  {
    label: text.attached.code,
    kind: 'heading',
    cell: (barcode) => (
      <>
        <span class="code">{barcode.code}</span>
        <InBooks barcode={barcode} />
      </>
    ),
  },
  { label: text.attached.item, cell: ({ item }) => item.name },
  { label: text.attached.carries, cell: (barcode) => <Carries barcode={barcode} /> },
  {
    label: text.attached.who,
    cell: ({ person, allowedBy }) => (
      <Names
        names={[...new Set([person, allowedBy])].filter((name) => name !== undefined)}
        none={text.attached.someone}
      />
    ),
  },
  {
    label: text.attached.when,
    cell: ({ at, zone, station }) => (
      <>
        <Moment at={at} zone={zone} /> <small class="figure">{station}</small>
      </>
    ),
  },
  {
    label: text.attached.actions,
    cell: ({ id, code, inBooks }) =>
      inBooks === 'as_told' ? (
        <BookForm changes="central" isButton action={links.noteSeen(id)} class="deeds">
          <BookButton aria-label={text.attached.keepLabel(code)}>{text.attached.keep}</BookButton>
          <BookButton formaction={links.takeOffBarcode(id)} aria-label={text.attached.takeOffLabel(code)}>
            {text.attached.takeOff}
          </BookButton>
        </BookForm>
      ) : (
        <BookForm changes="central" isButton action={links.noteSeen(id)} class="deeds">
          <BookButton>{text.attached.seen}</BookButton>
        </BookForm>
      ),
  },
]

const LINES_SHOWN = 3

const WorkLines = ({ lines }: { lines: DiscardedWork['lines'] }) => {
  const formats = useFormats()
  if (lines.length === 0) return <span class="none">{text.work.noLines}</span>
  const rest = lines.length - LINES_SHOWN
  return (
    <ul class="what">
      {lines.slice(0, LINES_SHOWN).map(({ item, quantity }) => (
        <li>{text.work.line(formats.quantity(quantity, item.unit), item.name)}</li>
      ))}
      {rest > 0 && <li>{text.work.moreLines(formats.count(rest))}</li>}
    </ul>
  )
}

const WORK_COLUMNS: readonly Column<DiscardedWork>[] = [
  { label: text.work.what, kind: 'heading', cell: ({ context }) => context },
  { label: text.work.reason, cell: ({ reason }) => reason },
  { label: text.work.lines, cell: ({ lines }) => <WorkLines lines={lines} /> },
  { label: text.work.whose, cell: ({ of }) => of ?? <None /> },
  { label: text.work.by, cell: ({ person }) => person ?? <None /> },
  {
    label: text.work.when,
    cell: ({ at, zone, station }) => (
      <>
        <Moment at={at} zone={zone} /> <small class="figure">{station}</small>
      </>
    ),
  },
  {
    label: text.work.actions,
    cell: ({ id, context }) => (
      <BookForm changes="central" isButton action={links.noteSeen(id)} class="deeds">
        <BookButton aria-label={text.work.seenLabel(context)}>{text.work.seen}</BookButton>
      </BookForm>
    ),
  },
]
