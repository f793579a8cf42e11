import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { Field } from '../look/field.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import type { Visitor } from '../session/visitor.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { tell: text, allBranches } = words.adminRemarks

interface TellProps {
  readonly filled: Filled
  readonly from: string
  readonly visitor: Visitor
  readonly problems: Problems
}

export const TellPage = ({ filled, from, visitor, problems }: TellProps) => (
  <>
    <PageHead title={text.title} />
    <p>{text.intro}</p>
    <BookForm changes="outbox" action={routes.newRemark} class="form">
      <input type="hidden" name="id" value={filled['id'] ?? ''} />
      <input type="hidden" name="from" value={from} />
      <Facts
        facts={[
          [text.page, from],
          [text.who, visitor.person.name],
          [text.about, aboutWhat(visitor)],
        ]}
      />
      <Field id="text" label={text.text} hint={text.textHint} problem={problems['text'] ?? problems['id']}>
        {(described) => (
          <textarea name="text" rows={5} maxlength={1000} {...described}>
            {filled['text'] ?? ''}
          </textarea>
        )}
      </Field>
      <p class="actions">
        <BookButton class="go">{text.submit}</BookButton>
        <a class="button" href={from}>
          {text.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

export const ToldPage = ({ from }: { from: string }) => (
  <>
    <PageHead title={text.told} />
    <p>{text.toldText}</p>
    <p class="actions">
      <a class="button" href={from}>
        {text.back}
      </a>
      <a class="button" href={links.remarks()}>
        {text.remarks}
      </a>
    </p>
  </>
)

function aboutWhat({ view, branches }: Visitor): string {
  if (view.kind === 'all') return allBranches
  const branch = branches.find(({ id }) => id === view.branch)
  return branch === undefined ? allBranches : words.admin.branches.name(branch.prefix, branch.name)
}
