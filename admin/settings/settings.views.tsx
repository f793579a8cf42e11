import type { ScaleExample } from '../../core/barcodes/scale-example.ts'
import type { Company } from '../../core/company/read-company.ts'
import { minor } from '../../core/kernel/money.ts'
import { quantity } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { useFormats } from '../look/figures.tsx'
import { TextField } from '../look/inputs.tsx'
import { Empty, Facts, PageHead } from '../look/pieces.tsx'
import { Part } from '../people/part.tsx'
import { routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { settings: text } = words.adminBranches

interface ShownPattern {
  readonly pattern: string
  /** undefined: nothing reads it. */
  readonly example: ScaleExample | undefined
}

interface SettingsProps {
  readonly company: Company
  readonly patterns: readonly ShownPattern[]
  readonly dataFolder: string
  readonly filled: Filled
  readonly problems: Problems
}

export const SettingsPage = (props: SettingsProps) => (
  <>
    <PageHead title={text.title} />
    <div class="parts">
      <CompanyPart {...props} />
      <Part title={text.data.title}>
        <p class="hint">{text.data.hint}</p>
        <Facts
          facts={[
            [text.data.folder, <code>{props.dataFolder}</code>],
            ...text.data.files.map(([file, what]) => [file, what] as const),
          ]}
        />
      </Part>
    </div>
    <ScaleLabels {...props} />
  </>
)

const CompanyPart = ({ company, filled, problems }: SettingsProps) => (
  <Part title={text.company}>
    <BookForm changes="central" action={routes.company} class="form">
      <TextField name="name" label={text.name} filled={filled} problems={problems} required maxlength={80} />
      {company.hasDocuments ? (
        <p class="hint">{text.currencyIs(company.currency)}</p>
      ) : (
        <TextField
          name="currency"
          label={text.currency}
          hint={text.currencyHint}
          filled={filled}
          problems={problems}
          required
          maxlength={3}
          autocapitalize="characters"
          spellcheck={false}
        />
      )}
      <p class="actions">
        <BookButton>{text.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const ScaleLabels = ({ patterns, filled, problems }: SettingsProps) => (
  <section id="scale-labels">
    <h2>{text.scale.title}</h2>
    <p class="hint">{text.scale.hint}</p>
    {patterns.length === 0 ? (
      <Empty>{text.scale.none}</Empty>
    ) : (
      <BookForm changes="central" isButton action={routes.scalePatterns}>
        <DataTable caption={text.scale.title} columns={patternColumns(patterns)} entries={patterns} />
      </BookForm>
    )}
    <BookForm changes="central" action={routes.newScalePattern} class="form scale-form">
      <TextField
        name="pattern"
        label={text.scale.pattern}
        hint={text.scale.patternHint}
        filled={filled}
        problems={problems}
        required
        maxlength={13}
        autocapitalize="characters"
        spellcheck={false}
        placeholder={text.scale.example}
      />
      <p class="actions">
        <BookButton>{text.scale.add}</BookButton>
      </p>
    </BookForm>
  </section>
)

const Meaning = ({ example }: { example: ScaleExample | undefined }) => {
  const formats = useFormats()
  if (example === undefined) return <>{text.scale.unread}</>
  const { measure, price } = example.carried
  const carries =
    measure === undefined
      ? price === undefined
        ? text.scale.nothing
        : formats.money(minor(price))
      : formats.quantity(quantity(measure.value), { base: 'g', name: 'kg', factor: 1000 })
  return <>{text.scale.means(example.key, carries)}</>
}

const patternColumns = (patterns: readonly ShownPattern[]): readonly Column<ShownPattern>[] => {
  const at = (shown: ShownPattern): number => patterns.indexOf(shown)
  return [
    { label: text.scale.pattern, kind: 'heading', cell: ({ pattern }) => <code>{pattern}</code> },
    { label: text.scale.label, cell: ({ example }) => <span class="figure">{example?.label ?? ''}</span> },
    { label: text.scale.reads, cell: ({ example }) => <Meaning example={example} /> },
    {
      label: text.scale.order,
      cell: (shown) => (
        <div class="deeds">
          {at(shown) > 0 && (
            <BookButton name="press" value={`up:${at(shown)}`} aria-label={text.scale.upOf(shown.pattern)}>
              {text.scale.up}
            </BookButton>
          )}
          {at(shown) < patterns.length - 1 && (
            <BookButton
              name="press"
              value={`down:${at(shown)}`}
              aria-label={text.scale.downOf(shown.pattern)}
            >
              {text.scale.down}
            </BookButton>
          )}
          <BookButton name="press" value={`off:${at(shown)}`} aria-label={text.scale.offOf(shown.pattern)}>
            {text.scale.off}
          </BookButton>
        </div>
      ),
    },
  ]
}
