import { OLD_BOOKS_STEPS } from '../../core/branches/old-books.ts'
import type { BranchId } from '../../core/kernel/ids.ts'
import { WORKFLOW_NAMES } from '../../core/stations/workflow-names.ts'
import { words } from '../../core/words/catalogue.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'
import type { Filled, Problems } from '../form.ts'
import { TextField } from '../look/inputs.tsx'
import { links } from '../paths.ts'
import { Part } from '../people/part.tsx'
import { limitField } from './old-books-form.ts'

interface OldBooksProps {
  readonly branch: BranchId
  readonly filled: Filled
  readonly problems: Problems
}

const { oldBooks: text } = words.adminBranches

/** How long a station scans on without news of the books, for each thing that is scanned there. */
export const OldBooksPart = ({ branch, filled, problems }: OldBooksProps) => (
  <Part title={text.title}>
    <BookForm changes="central" action={links.branchOldBooks(branch)} class="form">
      <p class="hint">{text.hint}</p>
      {WORKFLOW_NAMES.map((workflow) => (
        <fieldset class="limits">
          <legend>{text.workflows[workflow]}</legend>
          {OLD_BOOKS_STEPS.map((step) => (
            <TextField
              name={limitField(workflow, step)}
              label={text.steps[step]}
              filled={filled}
              problems={problems}
              maxlength={20}
              placeholder={text.never}
            />
          ))}
        </fieldset>
      ))}
      <p class="actions">
        <BookButton>{text.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)
