import type { PersonCard } from '../../core/people/read-people.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { None, useFormats } from '../look/figures.tsx'
import { Empty, PageHead, Tabs } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'

const { adminPeople: text, admin } = words

interface PeopleProps {
  readonly people: readonly PersonCard[]
  readonly state: 'here' | 'gone'
}

export const PeoplePage = ({ people, state }: PeopleProps) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newPerson}>
        {text.add.link}
      </a>
    </PageHead>
    <Tabs
      label={text.stateLabel}
      tabs={(['here', 'gone'] as const).map((name) => ({
        href: links.people({ state: name === 'here' ? undefined : name }),
        name: text[name],
        isCurrent: name === state,
      }))}
    />
    {people.length === 0 ? (
      <Empty>{state === 'here' ? text.emptyHere : text.emptyGone}</Empty>
    ) : (
      <DataTable caption={text.title} columns={COLUMNS} entries={people} />
    )}
  </>
)

/** A super admin's days are counted in UTC: they belong to no branch. */
export const NO_ZONE = 'UTC'

const BadgeSince = ({ card }: { card: PersonCard }) => {
  const formats = useFormats()
  if (card.badgeSince === undefined) return <None />
  return <span class="figure">{text.badgeSince(formats.date(card.badgeSince, card.zone ?? NO_ZONE))}</span>
}

const COLUMNS: readonly Column<PersonCard>[] = [
  {
    label: text.name,
    kind: 'heading',
    cell: ({ id, name, login }) => (
      <>
        <a href={links.person(id)}>{name}</a> <small>{login}</small>
      </>
    ),
  },
  { label: text.role, cell: ({ role }) => admin.roles[role] },
  {
    label: text.branch,
    cell: ({ branchPrefix }) => <span class="figure">{branchPrefix ?? text.allBranches}</span>,
  },
  { label: text.badge, cell: (card) => <BadgeSince card={card} /> },
  { label: text.pin, cell: ({ hasPin }) => (hasPin ? text.hasPin : <None />) },
]
