import type { DocumentHead } from '../../core/book/document-head.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { StationEntry } from '../../core/branches/read-stations.ts'
import type { ItemLabel } from '../../core/items/item-label.ts'
import type { Tile } from '../../core/stations/read-tiles.ts'
import { words } from '../../core/words/catalogue.ts'
import type { HostedStation } from '../deps.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, Unbroken, useFormats } from '../look/figures.tsx'
import { DocumentLink, Empty, PageHead, StateMark, stateOf } from '../look/pieces.tsx'
import { Part } from '../people/part.tsx'
import { links } from '../paths.ts'
import { Lives, LostNumbers, type ShownLife } from './incarnations.views.tsx'
import type { KnownStation } from './known-station.ts'
import { KnownFacts } from './known-station.views.tsx'
import { Hosted, nowWords, type ShownScreen } from './stations.views.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { screens, admin, book } = words
const { admin: text } = screens

interface StationProps {
  readonly station: StationEntry
  readonly branch: Branch | undefined
  readonly zone: string
  readonly hosted: HostedStation | undefined
  readonly isChosen: boolean
  /** It is shut out where central runs. */
  readonly isEnrolledElsewhere: boolean
  readonly known: KnownStation
  /** The version of this program. */
  readonly release: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** All of its incarnations, the oldest first. */
  readonly lives: readonly ShownLife[]
  readonly screens: readonly ShownScreen[]
  readonly latest: readonly DocumentHead[]
  readonly tiles: readonly Tile[]
  readonly hasRoom: boolean
  /** What is looked for to become a tile, and what was found. */
  readonly searched: string
  readonly items: readonly ItemLabel[]
  /** Why it was not retired. */
  readonly problem: string | undefined
}

export const StationPage = (props: StationProps) => {
  const { station, hosted, zone, latest, known } = props
  return (
    <>
      <PageHead title={station.name}>
        <span class={hosted === undefined ? 'pill' : 'pill is-ok'}>
          {hosted === undefined ? text.notHosted : text.hostedHere}
        </span>
      </PageHead>
      {hosted === undefined && known.program === undefined && (
        <p class="message">{props.isChosen ? text.add.hostingChosen : text.add.hosting}</p>
      )}
      <StationFacts {...props} />
      {hosted !== undefined && <Hosted hosted={hosted} screens={props.screens} zone={zone} />}
      <TilesPart {...props} />
      <h2>{text.latest}</h2>
      {latest.length === 0 ? (
        <Empty>{text.nothingWritten}</Empty>
      ) : (
        <DataTable caption={text.latest} columns={LATEST_COLUMNS} entries={latest} />
      )}
      <Lives lives={props.lives} zone={zone} />
      <LostNumbers incarnations={props.lives} zone={() => zone} />
      {props.isEnrolledElsewhere ? <p class="hint">{text.elsewhere.retire}</p> : <RetirePart {...props} />}
    </>
  )
}

const StationFacts = ({ station, branch, hosted, known, release, now }: StationProps) => (
  <KnownFacts
    known={known}
    release={release}
    now={now}
    first={[
      [text.branch, branch === undefined ? station.name : admin.branches.name(branch.prefix, branch.name)],
      [text.numbers, <Unbroken text={station.writer} />],
      hosted === undefined ? undefined : [text.now, nowWords(hosted)],
    ]}
  />
)

const LATEST_COLUMNS: readonly Column<DocumentHead>[] = [
  {
    label: text.document,
    kind: 'heading',
    cell: (head) => (
      <>
        <DocumentLink head={head} /> <small>{book.events[head.event]}</small>
      </>
    ),
  },
  { label: text.by, cell: ({ acceptedBy }) => <Unbroken text={acceptedBy} /> },
  { label: text.when, cell: ({ acceptedAt, zone }) => <Moment at={acceptedAt} zone={zone} /> },
  { label: text.state, cell: (head) => <StateMark state={stateOf(head)} /> },
]

/** Which items are pressed instead of scanned: put in order, taken off, looked for and added, each by one button. */
const TilesPart = ({ station, tiles, hasRoom, searched, items }: StationProps) => (
  <section>
    <h2>{text.tiles.title}</h2>
    <p class="hint">{text.tiles.hint}</p>
    {tiles.length === 0 ? (
      <Empty>{text.tiles.none}</Empty>
    ) : (
      <BookForm changes="central" isButton action={links.stationTiles(station.name)}>
        <DataTable caption={text.tiles.title} columns={tileColumns(tiles)} entries={tiles} />
      </BookForm>
    )}
    {hasRoom ? (
      <>
        <search aria-label={text.tiles.find}>
          <form class="filter tile-search" action={links.station(station.name)}>
            <label>
              {text.tiles.find}
              <input type="search" name="text" value={searched} maxlength={100} autocomplete="off" />
            </label>
            <button>{text.tiles.look}</button>
          </form>
        </search>
        <FoundItems station={station} searched={searched} tiles={tiles} items={items} />
      </>
    ) : (
      <p class="hint">{text.tiles.full}</p>
    )}
  </section>
)

const tileColumns = (tiles: readonly Tile[]): readonly Column<Tile>[] => [
  {
    label: text.tiles.item,
    kind: 'heading',
    cell: ({ name, code }) => (
      <>
        {name} <small>{code}</small>
      </>
    ),
  },
  {
    label: text.tiles.order,
    cell: ({ item, name }) => (
      <div class="deeds">
        {tiles[0]?.item !== item && (
          <BookButton name="press" value={`up:${item}`} aria-label={text.tiles.upOf(name)}>
            {text.tiles.up}
          </BookButton>
        )}
        {tiles.at(-1)?.item !== item && (
          <BookButton name="press" value={`down:${item}`} aria-label={text.tiles.downOf(name)}>
            {text.tiles.down}
          </BookButton>
        )}
        <BookButton name="press" value={`off:${item}`} aria-label={text.tiles.offOf(name)}>
          {text.tiles.off}
        </BookButton>
      </div>
    ),
  },
]

const FoundItems = ({
  station,
  searched,
  tiles,
  items,
}: Pick<StationProps, 'station' | 'searched' | 'tiles' | 'items'>) => {
  const fresh = items.filter(({ id }) => tiles.every(({ item }) => item !== id))
  if (searched === '') return <></>
  if (fresh.length === 0) return <Empty>{text.tiles.nothingFound}</Empty>
  return (
    <BookForm changes="central" isButton action={links.stationTiles(station.name)}>
      <input type="hidden" name="text" value={searched} />
      <DataTable
        caption={text.tiles.found}
        entries={fresh}
        columns={[
          {
            label: text.tiles.item,
            kind: 'heading',
            cell: ({ name, code }) => (
              <>
                {name} <small>{code}</small>
              </>
            ),
          },
          {
            label: text.tiles.order,
            cell: ({ id, name }) => (
              <BookButton name="press" value={`add:${id}`} aria-label={text.tiles.addOf(name)}>
                {text.tiles.add}
              </BookButton>
            ),
          },
        ]}
      />
    </BookForm>
  )
}

const RetirePart = ({ station, problem, known, hosted }: StationProps) => (
  <div class="parts retire">
    <Part title={text.retire.title}>
      <BookForm changes="central" isButton action={links.stationRetired(station.name)} class="form">
        {problem !== undefined && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <p class="hint">{text.retire.hint}</p>
        {hosted === undefined && <WaitingThere known={known} />}
        <p class="actions">
          <BookButton class="is-grave">{text.retire.submit}</BookButton>
        </p>
      </BookForm>
    </Part>
  </div>
)

/** A station that is somewhere else may have documents that would be refused. */
const WaitingThere = ({ known: { waiting } }: Pick<StationProps, 'known'>) => {
  const formats = useFormats()
  if (waiting === undefined || waiting.documents === 0) return <></>
  const { stationContacts } = words
  return (
    <p class="message">
      {stationContacts.retireWaits(stationContacts.documents(formats.count(waiting.documents)))}
    </p>
  )
}
