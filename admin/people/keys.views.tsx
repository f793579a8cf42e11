import type { PersonCard } from '../../core/people/read-people.ts'
import { words } from '../../core/words/catalogue.ts'
import { Field } from '../look/field.tsx'
import { useFormats } from '../look/figures.tsx'
import { links } from '../paths.ts'
import { Part } from './part.tsx'
import { NO_ZONE } from './people.views.tsx'
import type { Problems } from '../form.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminPeople: text } = words

interface KeyProps {
  readonly card: PersonCard
  readonly problems: Problems
}

/** Two fields, because what is typed is not shown; never filled in again. */
const Twice = ({
  id,
  labels,
  hint,
  problems,
  isPin = false,
}: {
  id: string
  labels: { readonly first: string; readonly again: string }
  hint: string
  problems: Problems
  isPin?: boolean
}) => {
  const numeric = isPin ? { inputmode: 'numeric' as const, maxlength: 8 } : { maxlength: 200 }
  // Two such forms are on one page: ids are the page's.
  const againId = `${id}-again`
  return (
    <>
      <Field id={id} label={labels.first} hint={hint} problem={problems[id]}>
        {(described) => (
          <input type="password" name={id} required autocomplete="new-password" {...numeric} {...described} />
        )}
      </Field>
      <Field id={againId} label={labels.again} problem={problems[againId]}>
        {(described) => (
          <input
            type="password"
            name="again"
            required
            autocomplete="new-password"
            {...numeric}
            {...described}
          />
        )}
      </Field>
    </>
  )
}

/** The PIN of a station: set or taken away, never shown. */
export const PinPart = ({ card, problems }: KeyProps) => (
  <Part title={text.pins.title}>
    <p>{card.hasPin ? text.pins.set : text.pins.unset}</p>
    <BookForm changes="central" action={links.personPin(card.id)} class="form">
      <Twice id="pin" labels={text.pins} hint={text.pins.hint} problems={problems} isPin />
      <p class="actions">
        <BookButton>{text.pins.submit}</BookButton>
        {card.hasPin && (
          <BookButton formaction={links.personPinCleared(card.id)} formnovalidate>
            {text.pins.clear}
          </BookButton>
        )}
      </p>
    </BookForm>
  </Part>
)

/** The badge: a new one is printed at once. */
export const BadgePart = ({ card, problems }: KeyProps) => {
  const formats = useFormats()
  const since = card.badgeSince
  return (
    <Part title={text.badges.title}>
      <p>
        {since === undefined ? text.badges.none : text.badges.has(formats.date(since, card.zone ?? NO_ZONE))}
      </p>
      <BookForm changes="central" isButton action={links.personBadge(card.id)} class="form">
        <input type="hidden" name="instead" value={since === undefined ? '' : String(since)} />
        {problems['badge'] !== undefined && (
          <p class="problem" role="alert">
            {problems['badge']}
          </p>
        )}
        <p class="hint">{text.badges.hint}</p>
        {since !== undefined && <p class="hint">{text.badges.revokeHint}</p>}
        <p class="actions">
          <BookButton>{text.badges.make}</BookButton>
          {since !== undefined && (
            <BookButton formaction={links.personBadgeRevoked(card.id)}>{text.badges.revoke}</BookButton>
          )}
        </p>
      </BookForm>
    </Part>
  )
}

/** The password of these pages, for those who may use them. */
export const PasswordPart = ({ card, problems }: KeyProps) => (
  <Part title={text.password.title}>
    <p>{card.hasPassword ? text.password.has : text.password.none}</p>
    <BookForm changes="central" action={links.personPassword(card.id)} class="form">
      <Twice id="password" labels={text.password} hint={text.password.hint} problems={problems} />
      <p class="actions">
        <BookButton>{text.password.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)
