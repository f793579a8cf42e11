import type { Branch } from '../../core/branches/read-branches.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { SelectField, TextField } from '../look/inputs.tsx'
import { PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { screens, admin } = words
const { admin: text } = screens

interface NewStationProps {
  readonly branches: readonly Branch[]
  readonly isChosen: boolean
  readonly filled: Filled
  readonly problems: Problems
}

export const NewStationPage = ({ branches, isChosen, filled, problems }: NewStationProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.stations} class="form">
      <SelectField
        name="branch"
        label={text.branch}
        filled={filled}
        problems={problems}
        options={branches.map(({ id, prefix, name }) => ({
          value: String(id),
          name: admin.branches.name(prefix, name),
        }))}
      />
      <TextField
        name="name"
        label={text.name}
        hint={text.add.nameHint}
        filled={filled}
        problems={problems}
        required
        maxlength={17}
        autocapitalize="characters"
        spellcheck={false}
      />
      <p class="hint">{isChosen ? text.add.hostingChosen : text.add.hosting}</p>
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.stations}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

/** Where a central is: who works with its book is let in there, by whoever has its terminal. */
export const EnrolledElsewherePage = () => (
  <>
    <PageHead title={text.add.title} />
    <p>{text.elsewhere.intro}</p>
    <pre class="command">
      <code>{text.elsewhere.command}</code>
    </pre>
    <p>{text.elsewhere.next}</p>
    <p class="actions">
      <a class="button" href={routes.stations}>
        {text.back}
      </a>
    </p>
  </>
)
