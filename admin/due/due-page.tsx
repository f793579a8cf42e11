import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { ListFilter } from '../look/list-filter.tsx'
import { Empty, PageHead, PageLinks, Tabs } from '../look/pieces.tsx'
import { DUE_LISTS, type DueList } from './due-lists.ts'

const { dueStates } = words.adminDocuments

/** How the list of one noun looks: its words, its address, its columns. */
export interface DueLook<Entry> {
  readonly text: {
    readonly title: string
    readonly filter: string
    readonly find: string
    readonly findHint: string
    readonly noMatch: (text: string) => string
    readonly stateLabel: string
    readonly state: string
    readonly emptyOpen: string
    readonly emptyClosed: string
  }
  readonly action: string
  readonly link: (query: { state?: string | undefined; after?: string | undefined }) => string
  readonly columns: readonly Column<Entry>[]
}

export interface DuePageProps<Entry> {
  readonly look: DueLook<Entry>
  readonly entries: readonly Entry[]
  readonly list: DueList
  /** What is looked for; '': one of the lists is shown. */
  readonly searched: string
  readonly newest: string | undefined
  readonly older: string | undefined
}

export function DuePage<Entry extends { readonly state: 'open' | 'closed' }>({
  look,
  entries,
  list,
  searched,
  newest,
  older,
}: DuePageProps<Entry>): Child {
  const { text, action, columns } = look
  // Found ones are of both states, so each says its own.
  const found = [...columns, { label: text.state, cell: ({ state }: Entry) => dueStates[state] }]
  return (
    <>
      <PageHead title={text.title} />
      <ListFilter
        action={action}
        label={text.filter}
        search={{ label: text.find, hint: text.findHint, text: searched }}
        kept={{ state: list === 'open' ? '' : list }}
      />
      {searched === '' && <DueTabs look={look} list={list} />}
      {entries.length === 0 ? (
        <Empty>{searched === '' ? emptyWords(look, list) : text.noMatch(searched)}</Empty>
      ) : (
        <DataTable caption={text.title} columns={searched === '' ? columns : found} entries={entries} />
      )}
      <PageLinks newest={newest} older={older} olderLabel={words.admin.lists.more} />
    </>
  )
}

function emptyWords<Entry>({ text }: DueLook<Entry>, list: DueList): string {
  return { open: text.emptyOpen, overdue: dueStates.noneOverdue, closed: text.emptyClosed }[list]
}

function DueTabs<Entry>({ look, list }: { look: DueLook<Entry>; list: DueList }): Child {
  return (
    <Tabs
      label={look.text.stateLabel}
      tabs={DUE_LISTS.map((name) => ({
        href: look.link({ state: name === 'open' ? undefined : name }),
        name: dueStates[name],
        isCurrent: name === list,
      }))}
    />
  )
}
