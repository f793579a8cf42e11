import type { TokenCard } from '../../core/tokens/read-tokens.ts'
import { words } from '../../core/words/catalogue.ts'
import { API_BASE, REFERENCE_PATH } from '../api/paths.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Field } from '../look/field.tsx'
import { useFormats } from '../look/figures.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { AssignmentFields } from '../people/assignment-fields.tsx'
import { NO_ZONE } from '../people/people.views.tsx'
import type { Visitor } from '../session/visitor.ts'
import { ConnectionsFrame } from './connections.views.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminApi, admin } = words
const { tokens: text } = adminApi

interface TokensProps {
  readonly tokens: readonly TokenCard[]
  readonly visitor: Visitor
  /** Of the token that the form makes, so that a second click makes no second one. */
  readonly newId: string
  readonly filled: Filled
  readonly problems: Problems
}

/** Every token the visitor looks after, and the form that makes the next one. */
export const TokensPage = ({ tokens, visitor, newId, filled, problems }: TokensProps) => (
  <ConnectionsFrame part="tokens">
    <p>
      {text.about} <a href={REFERENCE_PATH}>{text.reference}</a>
    </p>
    {tokens.length === 0 ? (
      <Empty>{text.empty}</Empty>
    ) : (
      <DataTable caption={text.list} columns={COLUMNS} entries={tokens} />
    )}
    <h2>{text.make}</h2>
    <BookForm changes="central" action={routes.tokens} class="form">
      <input type="hidden" name="id" value={newId} />
      <Field id="name" label={text.name} hint={text.nameHint} problem={problems['name']}>
        {(described) => (
          <input
            name="name"
            value={filled['name'] ?? ''}
            required
            maxlength={60}
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
      <p class="hint">{text.roleHint}</p>
      {visitor.authority.kind === 'all' ? (
        <AssignmentFields branches={visitor.branches} filled={filled} problems={problems} />
      ) : (
        <OwnRole filled={filled} />
      )}
      <p class="actions">
        <BookButton class="go">{text.submit}</BookButton>
      </p>
    </BookForm>
  </ConnectionsFrame>
)

/** A manager's tokens are of their own branch, and may do no more than they do. */
const OwnRole = ({ filled }: { filled: Filled }) => (
  <Field id="role" label={text.role}>
    {(described) => (
      <select name="role" {...described}>
        {(['operator', 'manager'] as const).map((role) => (
          <option value={role} selected={filled['role'] === role}>
            {admin.roles[role]}
          </option>
        ))}
      </select>
    )}
  </Field>
)

const Day = ({ at, zone }: { at: number; zone: string | undefined }) => (
  <span class="figure">{useFormats().date(at, zone ?? NO_ZONE)}</span>
)

const State = ({ card }: { card: TokenCard }) => {
  const formats = useFormats()
  const { id, name, madeAt, revokedAt, zone = NO_ZONE } = card
  if (revokedAt !== undefined) return <>{text.revokedOn(formats.date(revokedAt, zone))}</>
  return (
    <BookForm changes="central" isButton action={links.tokenRevoked(id)}>
      {text.inUse}{' '}
      <BookButton aria-label={text.revokeOf(name, formats.date(madeAt, zone))}>{text.revoke}</BookButton>
    </BookForm>
  )
}

const COLUMNS: readonly Column<TokenCard>[] = [
  {
    label: text.system,
    kind: 'heading',
    cell: ({ name, login }) => (
      <>
        {name} <small>{login}</small>
      </>
    ),
  },
  { label: text.role, cell: ({ role }) => admin.roles[role] },
  {
    label: text.branch,
    cell: ({ branchPrefix }) => <span class="figure">{branchPrefix ?? text.allBranches}</span>,
  },
  { label: text.made, cell: ({ madeAt, zone }) => <Day at={madeAt} zone={zone} /> },
  { label: text.madeBy, cell: ({ madeBy }) => madeBy ?? text.onTheMachine },
  { label: text.state, cell: (card) => <State card={card} /> },
]

/** A token, in the answer to the form that made it and never again. */
export const NewTokenPage = ({ name, token, origin }: { name: string; token: string; origin: string }) => (
  <>
    <PageHead title={text.shownTitle(name)} />
    <p class="message">{text.shownOnce}</p>
    <p class="new-token">
      <code>{token}</code>
    </p>
    <p>{text.shownHow}</p>
    <pre class="new-token">{text.tryIt(token, `${origin}${API_BASE}/token`)}</pre>
    <p class="actions">
      <a class="button" href={routes.tokens}>
        {text.back}
      </a>
      <a class="button" href={REFERENCE_PATH}>
        {text.reference}
      </a>
    </p>
  </>
)
