import { words } from '../../core/words/catalogue.ts'
import type { HostedStation } from '../deps.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, Unbroken, useFormats } from '../look/figures.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { KnownStation } from './known-station.ts'
import { KnownFacts } from './known-station.views.tsx'

const { admin: text } = words.screens

export interface ShownScreen {
  readonly id: string
  readonly label: string
  readonly pairedAt: number
  readonly pairedBy: string | undefined
}

interface ShownStation {
  readonly name: string
  readonly zone: string
  /** undefined: another process does. */
  readonly hosted: HostedStation | undefined
  readonly screens: readonly ShownScreen[]
  readonly known: KnownStation
}

export const StationsPage = ({
  stations,
  release,
  now,
}: {
  stations: readonly ShownStation[]
  release: string
  now: number
}) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newStation}>
        {text.add.link}
      </a>
    </PageHead>
    {stations.length === 0 && <Empty>{text.empty}</Empty>}
    {stations.map(({ hosted, ...station }) => (
      <section class="station" aria-labelledby={`station-${station.name}`}>
        <header class="page-head">
          <h2 id={`station-${station.name}`}>
            <a href={links.station(station.name)}>{station.name}</a>
          </h2>
          <span class={hosted === undefined ? 'pill' : 'pill is-ok'}>
            {hosted === undefined ? text.hostedElsewhere : text.hostedHere}
          </span>
        </header>
        <KnownFacts
          known={station.known}
          release={release}
          now={now}
          first={hosted === undefined ? [] : [[text.now, nowWords(hosted)]]}
        />
        {hosted !== undefined && <Hosted hosted={hosted} screens={station.screens} zone={station.zone} />}
      </section>
    ))}
  </>
)

/** What is done about a station of this process. */
export const Hosted = ({
  hosted,
  screens,
  zone,
}: {
  hosted: HostedStation
  screens: readonly ShownScreen[]
  zone: string
}) => (
  <>
    {screens.length === 0 ? (
      <Empty>{text.noScreens}</Empty>
    ) : (
      <DataTable
        caption={text.screens(hosted.name)}
        columns={screenColumns(hosted.name, zone)}
        entries={screens}
      />
    )}
    <div class="actions">
      <form method="post" action={links.stationPair(hosted.name)}>
        <button class="go" aria-label={text.pairOf(hosted.name)}>
          {text.pair}
        </button>
      </form>
      <a class="button" href={hosted.path} aria-label={text.openOf(hosted.name)}>
        {text.open}
      </a>
      <a class="button" href={routes.cards}>
        {text.cards}
      </a>
    </div>
  </>
)

export function nowWords({ operator, hasWork }: HostedStation): string {
  if (operator === undefined) return hasWork ? text.leftOpen : text.nobody
  return hasWork ? text.working(operator) : text.idle(operator)
}

const screenColumns = (station: string, zone: string): readonly Column<ShownScreen>[] => [
  { label: text.screen, kind: 'heading', cell: ({ label }) => label },
  { label: text.pairedAt, cell: ({ pairedAt }) => <Moment at={pairedAt} zone={zone} /> },
  { label: text.pairedBy, cell: ({ pairedBy }) => <Unbroken text={pairedBy} /> },
  { label: text.revoke, cell: (screen) => <Revoke station={station} screen={screen} zone={zone} /> },
]

const Revoke = ({ station, screen, zone }: { station: string; screen: ShownScreen; zone: string }) => (
  <form method="post" action={links.screenRevoked(station, screen.id)}>
    <button aria-label={text.revokeOf(screen.label, useFormats().dateTime(screen.pairedAt, zone))}>
      {text.revoke}
    </button>
  </form>
)

interface PairProps {
  readonly station: string
  readonly code: string
  readonly expiresAt: number
  readonly zone: string
  readonly addresses: readonly string[]
}

/** The code, large enough to be read off across a counter, and where it is typed. */
export const PairPage = ({ station, code, expiresAt, zone, addresses }: PairProps) => (
  <>
    <PageHead title={text.codeTitle(station)} />
    {addresses.length === 0 ? (
      <p class="message">{text.onlyHere}</p>
    ) : (
      <>
        <p>{text.stepOpen}</p>
        <ul class="addresses">
          {addresses.map((address) => (
            <li>{address}</li>
          ))}
        </ul>
      </>
    )}
    <p>{text.stepType}</p>
    <p class="pairing-code">
      {code.slice(0, code.length / 2)} {code.slice(code.length / 2)}
    </p>
    <p>{text.until(useFormats().time(expiresAt, zone))}</p>
    <p class="hint">{text.once}</p>
    <div class="actions">
      <form method="post" action={links.stationPair(station)}>
        <button>{text.another}</button>
      </form>
      <a class="button" href={routes.stations}>
        {text.back}
      </a>
    </div>
  </>
)
