import type { PersonCard } from '../../core/people/read-people.ts'
import { words } from '../../core/words/catalogue.ts'
import { useFormats } from '../look/figures.tsx'
import { Field } from '../look/field.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { AssignmentFields } from './assignment-fields.tsx'
import { BadgePart, PasswordPart, PinPart } from './keys.views.tsx'
import { Part } from './part.tsx'
import { NO_ZONE } from './people.views.tsx'
import type { Filled, Problems } from '../form.ts'
import type { Subject } from './subject.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminPeople: text, admin } = words

interface PersonProps {
  readonly subject: Subject
  readonly visitor: Visitor
  readonly filled: Filled
  readonly problems: Problems
  /** All their sessions were ended just now. */
  readonly isSignedOut: boolean
}

/** One person: who they are, what opens a station for them, and what the visitor may change. */
export const PersonPage = ({ subject, visitor, filled, problems, isSignedOut }: PersonProps) => {
  const { card, may, isVisitor } = subject
  return (
    <>
      <PageHead title={card.name}>
        <span class={card.isActive ? 'pill is-ok' : 'pill'}>
          {card.isActive ? text.active : text.inactive}
        </span>
      </PageHead>
      <PersonFacts card={card} />
      {isSignedOut && <output class="message">{text.signOut.done}</output>}
      {!may.manage && <p class="hint">{isVisitor ? text.itIsYou : text.notYours}</p>}
      <div class="parts">
        {may.giveKeys && card.isActive && (
          <>
            <PinPart card={card} problems={problems} />
            <BadgePart card={card} problems={problems} />
          </>
        )}
        {may.manage && card.isActive && card.role !== 'operator' && (
          <PasswordPart card={card} problems={problems} />
        )}
        {may.manage && <NamePart card={card} filled={filled} problems={problems} />}
        {may.assign && <AssignPart card={card} visitor={visitor} filled={filled} problems={problems} />}
        {may.signOut && card.isActive && <SignOutPart card={card} isVisitor={isVisitor} />}
        {may.dismiss && <LeavePart card={card} />}
      </div>
    </>
  )
}

const PersonFacts = ({ card }: { card: PersonCard }) => {
  const formats = useFormats()
  const badge =
    card.badgeSince === undefined
      ? text.noBadge
      : text.badgeSince(formats.date(card.badgeSince, card.zone ?? NO_ZONE))
  const branch =
    card.branchPrefix === undefined
      ? text.allBranches
      : admin.branches.name(card.branchPrefix, card.branchName ?? '')
  return (
    <Facts
      facts={[
        [text.role, admin.roles[card.role]],
        [text.branch, branch],
        [text.login, card.login],
        [text.badge, badge],
        [text.pin, card.hasPin ? text.hasPin : text.noPin],
      ]}
    />
  )
}

type PartProps = Pick<PersonProps, 'filled' | 'problems'> & { readonly card: PersonCard }

const NamePart = ({ card, filled, problems }: PartProps) => (
  <Part title={text.rename.title}>
    <BookForm changes="central" action={links.personName(card.id)} class="form">
      <Field id="name" label={text.name} problem={problems['name']}>
        {(described) => (
          <input
            name="name"
            value={filled['name'] ?? card.name}
            required
            maxlength={60}
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
      <p class="actions">
        <BookButton>{text.rename.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const AssignPart = ({ card, visitor, filled, problems }: PartProps & { visitor: Visitor }) => (
  <Part title={text.assign.title}>
    <BookForm changes="central" action={links.personRole(card.id)} class="form">
      <AssignmentFields
        branches={visitor.branches}
        filled={{ role: card.role, branch: card.branch === null ? '' : String(card.branch), ...filled }}
        problems={problems}
      />
      <p class="hint">{text.assign.hint}</p>
      <p class="actions">
        <BookButton>{text.assign.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const SignOutPart = ({ card, isVisitor }: { card: PersonCard; isVisitor: boolean }) => (
  <Part title={text.signOut.title}>
    <BookForm changes="central" isButton action={links.personSignedOut(card.id)} class="form">
      <p class="hint">{isVisitor ? text.signOut.own : text.signOut.hint}</p>
      <p class="actions">
        <BookButton>{text.signOut.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const LeavePart = ({ card }: { card: PersonCard }) => (
  <Part title={text.leave.title}>
    <BookForm changes="central" isButton action={links.personActive(card.id)} class="form">
      <p class="hint">{card.isActive ? text.leave.hint : text.leave.returnHint}</p>
      <p class="actions">
        <BookButton
          name="active"
          value={card.isActive ? 'no' : 'yes'}
          class={card.isActive ? 'is-grave' : undefined}
        >
          {card.isActive ? text.leave.submit : text.leave.return}
        </BookButton>
      </p>
    </BookForm>
  </Part>
)
