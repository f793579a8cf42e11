import { words } from '../../core/words/catalogue.ts'
import { Field } from '../look/field.tsx'
import { PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { AssignmentFields } from './assignment-fields.tsx'
import type { Filled, Problems } from '../form.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminPeople: text } = words

interface NewPersonProps {
  readonly visitor: Visitor
  readonly filled: Filled
  readonly problems: Problems
}

/** Adding a person; a manager adds operators of their branch. */
export const NewPersonPage = ({ visitor, filled, problems }: NewPersonProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.people} class="form">
      <Field id="name" label={text.name} hint={text.add.nameHint} problem={problems['name']}>
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
      <Field id="login" label={text.login} hint={text.add.loginHint} problem={problems['login']}>
        {(described) => (
          <input
            name="login"
            value={filled['login'] ?? ''}
            required
            maxlength={30}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            {...described}
          />
        )}
      </Field>
      {visitor.authority.kind === 'all' && (
        <AssignmentFields branches={visitor.branches} filled={filled} problems={problems} />
      )}
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.people}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)
