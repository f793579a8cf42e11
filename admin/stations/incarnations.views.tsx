import { missingOf, type Incarnation } from '../../core/stations/read-incarnations.ts'
import { words } from '../../core/words/catalogue.ts'
import { rangeWords } from '../../core/words/station-words.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Moment, None, Unbroken, useFormats } from '../look/figures.tsx'
import { routes } from '../paths.ts'
import { Missing } from './known-station.views.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { stationContacts: text } = words

/** An incarnation with when it was first and last heard of (ms), as far as that is known. */
export interface ShownLife extends Incarnation {
  readonly since: number | undefined
  readonly until: number | undefined
}

/** The lives of one station, each with its own numbers; nothing where it had but one. */
export const Lives = ({ lives, zone }: { lives: readonly ShownLife[]; zone: string }) =>
  lives.length < 2 ? (
    <></>
  ) : (
    <section id="lives">
      <h2>{text.lives.title}</h2>
      <p class="hint">{text.lives.hint}</p>
      <DataTable caption={text.lives.title} columns={livesColumns(zone)} entries={lives} />
    </section>
  )

const livesColumns = (zone: string): readonly Column<ShownLife>[] => {
  const moment = (at: number | undefined) => (at === undefined ? <None /> : <Moment at={at} zone={zone} />)
  return [
    { label: text.lives.numbers, kind: 'heading', cell: ({ writer }) => <Unbroken text={writer} /> },
    { label: text.lives.since, cell: ({ since }) => moment(since) },
    { label: text.lives.until, cell: ({ isOpen, until }) => (isOpen ? text.lives.now : moment(until)) },
    { label: text.lives.inBook, kind: 'figure', cell: ({ inBook }) => useFormats().count(inBook) },
    {
      label: text.lives.missing,
      cell: (life) => {
        const missing = missingOf(life)
        if (missing === undefined) return <None />
        return <Missing missing={missing} where={life.isOpen ? text.waitingThere : text.neverArrived} />
      },
    },
    { label: text.lives.host, cell: ({ contact }) => <Unbroken text={contact?.host} /> },
  ]
}

/** Closed incarnations of which something never arrived: where to look, and how a person ends the search. */
export const LostNumbers = ({
  incarnations,
  zone,
}: {
  incarnations: readonly Incarnation[]
  zone: (one: Incarnation) => string
}) => {
  const lost = incarnations.filter((one) => !one.isOpen && missingOf(one) !== undefined)
  if (lost.length === 0) return <></>
  return (
    <section id="lost" class="lost">
      <h2>{text.lost.title}</h2>
      <p class="hint">{text.lost.hint}</p>
      <DataTable caption={text.lost.title} columns={lostColumns(zone)} entries={lost} />
    </section>
  )
}

const lostColumns = (zone: (one: Incarnation) => string): readonly Column<Incarnation>[] => [
  {
    label: text.lost.numbers,
    kind: 'heading',
    cell: (one) => <Unbroken text={rangeOf(one)} />,
  },
  { label: text.lost.station, cell: ({ station }) => <Unbroken text={station} /> },
  {
    label: text.lost.lastContact,
    cell: (one) => (one.contact === undefined ? <None /> : <Moment at={one.contact.at} zone={zone(one)} />),
  },
  { label: text.lost.state, cell: (one) => <GiveUp of={one} /> },
]

const GiveUp = ({ of }: { of: Incarnation }) =>
  missingOf(of, of.lostUpTo) === undefined ? (
    <>{text.lost.givenUp}</>
  ) : (
    <BookForm changes="central" isButton action={routes.lostNumbers}>
      <input type="hidden" name="writer" value={of.writer} />
      <input type="hidden" name="upTo" value={String(of.contact?.lastSeq ?? 0)} />
      <BookButton aria-label={text.lost.giveUpOf(rangeOf(of) ?? '')}>{text.lost.giveUp}</BookButton>
    </BookForm>
  )

function rangeOf(one: Incarnation): string | undefined {
  const missing = missingOf(one)
  return missing && rangeWords(missing)
}
