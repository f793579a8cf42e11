import { ROLES } from '../../core/people/create-person.ts'
import type { PersonCard } from '../../core/people/read-people.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { None, useFormats } from '../look/figures.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, PageHead, Tabs } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'

const { adminPeople: text, admin } = words

/** What the address of the list says; '' is all. */
export interface PeopleList {
  readonly state: 'here' | 'gone'
  readonly text: string
  readonly role: string
  readonly branch: string
}

interface PeopleProps {
  readonly people: readonly PersonCard[]
  readonly list: PeopleList
  readonly visitor: Visitor
}

export const PeoplePage = ({ people, list, visitor }: PeopleProps) => (
  <>
    <PageHead title={text.title}>
      <a class="button" href={routes.newPerson}>
        {text.add.link}
      </a>
    </PageHead>
    <Tabs
      label={text.stateLabel}
      tabs={(['here', 'gone'] as const).map((name) => ({
        href: links.people({ ...list, state: name === 'here' ? undefined : name }),
        name: text[name],
        isCurrent: name === list.state,
      }))}
    />
    <PeopleFilter list={list} visitor={visitor} />
    {people.length === 0 ? (
      <Empty>{emptyWords(list)}</Empty>
    ) : (
      <DataTable caption={text.title} columns={COLUMNS} entries={people} />
    )}
  </>
)

function emptyWords({ state, text: searched, role, branch }: PeopleList): string {
  if (searched !== '' || role !== '' || branch !== '') return text.noMatch
  return state === 'here' ? text.emptyHere : text.emptyGone
}

/** A manager's people are few and of one branch: a name finds them. */
const PeopleFilter = ({ list, visitor }: { list: PeopleList; visitor: Visitor }) => {
  const roles = { value: '', name: text.anyRole }
  const branches = { value: '', name: text.anyBranch }
  return (
    <ListFilter
      action={routes.people}
      label={text.filter}
      search={{ label: text.search, hint: text.searchHint, text: list.text }}
      kept={{ state: list.state === 'here' ? '' : list.state }}
      choices={
        visitor.authority.kind === 'branch'
          ? []
          : [
              {
                name: 'role',
                label: text.role,
                value: list.role,
                options: [roles, ...ROLES.map((role) => ({ value: role, name: admin.roles[role] }))],
              },
              ...(visitor.view.kind === 'branch'
                ? []
                : [
                    {
                      name: 'branch',
                      label: text.branch,
                      value: list.branch,
                      options: [
                        branches,
                        ...visitor.branches.map(({ id, prefix, name }) => ({
                          value: String(id),
                          name: admin.branches.name(prefix, name),
                        })),
                        { value: 'none', name: text.noBranch },
                      ],
                    },
                  ]),
            ]
      }
    />
  )
}

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
