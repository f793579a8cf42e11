import type { Reason } from '../../core/reasons/read-reasons.ts'
import { REASON_USES } from '../../core/reasons/reason-code.table.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { SelectField, TextField } from '../look/inputs.tsx'
import { Empty, Facts, PageHead } from '../look/pieces.tsx'
import { Part } from '../people/part.tsx'
import { links, routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminReasons: text } = words

export const ReasonsPage = ({ reasons, mayChange }: { reasons: readonly Reason[]; mayChange: boolean }) => (
  <>
    <PageHead title={text.title}>
      {mayChange && (
        <a class="button" href={routes.newReason}>
          {text.add.link}
        </a>
      )}
    </PageHead>
    <p class="hint">{text.intro}</p>
    {!mayChange && <p class="hint">{text.notYours}</p>}
    {REASON_USES.map((use) => {
      const ofUse = reasons.filter(({ usedFor }) => usedFor === use)
      return (
        <section class="is-aligned">
          <h2>{text.uses[use]}</h2>
          {ofUse.length === 0 ? (
            <Empty>{text.none}</Empty>
          ) : (
            <DataTable caption={text.uses[use]} columns={COLUMNS} entries={ofUse} />
          )}
        </section>
      )
    })}
  </>
)

const COLUMNS: readonly Column<Reason>[] = [
  { label: text.name, kind: 'heading', cell: ({ code, name }) => <a href={links.reason(code)}>{name}</a> },
  { label: text.code, cell: ({ code }) => <span class="figure">{code}</span> },
  { label: text.state, cell: ({ isRetired }) => (isRetired ? text.retired : text.inUse) },
]

interface FormProps {
  readonly filled: Filled
  readonly problems: Problems
}

export const NewReasonPage = ({ filled, problems }: FormProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.reasons} class="form">
      <SelectField
        name="usedFor"
        label={text.usedFor}
        filled={filled}
        problems={problems}
        options={REASON_USES.map((use) => ({ value: use, name: text.uses[use] }))}
      />
      <TextField
        name="name"
        label={text.name}
        hint={text.add.nameHint}
        filled={filled}
        problems={problems}
        required
        maxlength={60}
      />
      <TextField
        name="code"
        label={text.code}
        hint={text.add.codeHint}
        filled={filled}
        problems={problems}
        required
        maxlength={20}
        autocapitalize="characters"
        spellcheck={false}
      />
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.reasons}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

interface ReasonProps extends FormProps {
  readonly reason: Reason
  readonly mayChange: boolean
}

export const ReasonPage = ({ reason, mayChange, filled, problems }: ReasonProps) => (
  <>
    <PageHead title={reason.name}>
      <span class={reason.isRetired ? 'pill' : 'pill is-ok'}>
        {reason.isRetired ? text.retired : text.inUse}
      </span>
    </PageHead>
    <Facts
      facts={[
        [text.usedFor, text.uses[reason.usedFor]],
        [text.code, reason.code],
      ]}
    />
    {mayChange ? (
      <div class="parts">
        <Part title={text.rename.title}>
          <BookForm changes="central" action={links.reasonName(reason.code)} class="form">
            <TextField
              name="name"
              label={text.name}
              hint={text.rename.hint}
              filled={filled}
              problems={problems}
              required
              maxlength={60}
            />
            <p class="actions">
              <BookButton>{text.rename.submit}</BookButton>
            </p>
          </BookForm>
        </Part>
        <Part title={text.retire.title}>
          <BookForm changes="central" isButton action={links.reasonRetired(reason.code)} class="form">
            <p class="hint">{reason.isRetired ? text.retire.returnHint : text.retire.hint}</p>
            <p class="actions">
              <BookButton name="retired" value={reason.isRetired ? 'no' : 'yes'}>
                {reason.isRetired ? text.retire.return : text.retire.submit}
              </BookButton>
            </p>
          </BookForm>
        </Part>
      </div>
    ) : (
      <p class="hint">{text.notYours}</p>
    )}
  </>
)
