import { createContext, useContext, type Child } from 'hono/jsx'
import type { DocumentHead } from '../../core/book/document-head.ts'
import { words } from '../../core/words/catalogue.ts'
import { links } from '../paths.ts'
import { Moment } from './figures.tsx'
import { Icon, type IconName } from './icons.tsx'

/** What is said under the title of every page. */
export const UnderTitle = createContext<Child>(undefined)

/** The first line of a page: its name, and what stands beside it. */
export const PageHead = ({ title, children }: { title: string; children?: Child }) => (
  <>
    <header class="page-head">
      <h1>{title}</h1>
      {children}
    </header>
    {useContext(UnderTitle)}
  </>
)

/** What will be here, and how the first one is made. */
export const Empty = ({ children }: { children: Child }) => <p class="empty">{children}</p>

/** Facts about one thing, each with its name. */
export const Facts = ({
  facts,
}: {
  facts: readonly (readonly [label: string, fact: Child] | undefined)[]
}) => (
  <dl class="facts">
    {facts.map(
      (entry) =>
        entry !== undefined && (
          <div>
            <dt>{entry[0]}</dt>
            <dd>{entry[1]}</dd>
          </div>
        ),
    )}
  </dl>
)

type StateName = 'posted' | 'refused' | 'waiting' | 'reversed' | 'settled'

const ICON_OF: Readonly<Record<StateName, IconName>> = {
  posted: 'posted',
  refused: 'refused',
  waiting: 'waiting',
  reversed: 'reversed',
  settled: 'posted',
}

/** A state as word, icon and colour. */
export const StateMark = ({ state }: { state: StateName }) => (
  <span class={`state is-${state}`}>
    <Icon name={ICON_OF[state]} />
    {words.adminDocuments.states[state]}
  </span>
)

export function stateOf(head: DocumentHead): StateName {
  if (head.state === 'refused') return head.isSettled ? 'settled' : 'refused'
  return head.isReversed ? 'reversed' : 'posted'
}

/** A document by its number, or by its writer's reference until it has one. */
export const DocumentLink = ({ head }: { head: DocumentHead }) => (
  <a class="figure" href={links.document(head.id)}>
    {head.number ?? head.reference}
  </a>
)

/** When a document was accepted, and whether that is in doubt. */
export const AcceptedAt = ({ head }: { head: DocumentHead }) => (
  <>
    <Moment at={head.acceptedAt} zone={head.zone} />
    {head.isClockDoubtful && (
      <>
        {' '}
        <small>{words.adminDocuments.list.inDoubt}</small>
      </>
    )}
  </>
)

/** Where a list goes on. The newest page is the one without a cursor. On paper it leads nowhere and says only that. */
export const PageLinks = ({
  newest,
  older,
  newestLabel = words.admin.lists.newest,
  olderLabel = words.admin.lists.older,
}: {
  newest: string | undefined
  older: string | undefined
  newestLabel?: string
  olderLabel?: string
}) =>
  newest === undefined && older === undefined ? (
    <></>
  ) : (
    <nav class="pages" aria-label={words.admin.lists.pages}>
      <p class="paper-only">{words.admin.lists.notAll}</p>
      {newest !== undefined && <a href={newest}>{newestLabel}</a>}
      {older !== undefined && (
        <a class="button" href={older}>
          {olderLabel}
        </a>
      )}
    </nav>
  )

/** Links of which one is where we are. */
export const Tabs = ({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { href: string; name: string; isCurrent: boolean }[]
}) => (
  <nav class="tabs" aria-label={label}>
    {tabs.map(({ href, name, isCurrent }) => (
      <a href={href} aria-current={isCurrent ? 'page' : undefined}>
        {name}
      </a>
    ))}
  </nav>
)
