import { ROWS_MAX } from '../../core/data-in/csv-table.ts'
import type { ImportName } from '../../core/data-in/importer.ts'
import { ITEM_KINDS } from '../../core/data-in/importers/items.ts'
import { FILE_MAX_BYTES } from '../../core/data-in/run-import.ts'
import type { ColumnHelp } from '../../core/data-in/template.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Field } from '../look/field.tsx'
import { None, useFormats } from '../look/figures.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'

const { form: text, tables, megabytes } = words.adminData
const MEGABYTE = 1024 * 1024

interface ImportFormProps {
  readonly name: ImportName
  readonly title: string
  readonly columns: readonly ColumnHelp[]
  readonly problem: string | undefined
}

/** What the columns of a table are, its template, and the form that sends one. */
export const ImportFormPage = ({ name, title, columns, problem }: ImportFormProps) => (
  <>
    <PageHead title={title}>
      <a class="button" href={links.importTemplate(name)} download>
        {text.template}
      </a>
    </PageHead>
    <p>{tables[name][1]}</p>
    <form method="post" action={links.importTable(name)} enctype="multipart/form-data" class="form">
      <Field
        id="file"
        label={text.file}
        hint={text.fileHint(megabytes(FILE_MAX_BYTES / MEGABYTE), useFormats().count(ROWS_MAX))}
        problem={problem}
      >
        {(described) => (
          <input type="file" name="file" accept=".csv,.tsv,.txt,text/csv" required {...described} />
        )}
      </Field>
      <Field id="decimals" label={text.decimals}>
        {(described) => (
          <select name="decimals" {...described}>
            {Object.entries(text.decimalsChoices).map(([value, label]) => (
              <option value={value}>{label}</option>
            ))}
          </select>
        )}
      </Field>
      {name === 'items' && (
        <Field id="kind" label={text.kind}>
          {(described) => (
            <select name="kind" {...described}>
              <option value="">{text.kindUnsaid}</option>
              {ITEM_KINDS.map((kind) => (
                <option value={kind}>{words.book.itemKinds[kind]}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <label class="check" for="leave-out">
        <input type="checkbox" id="leave-out" name="leave_out" value="yes" />
        {text.leaveOut}
      </label>
      <p class="hint">{text.empty}</p>
      <p class="actions">
        <button class="go">{text.submit}</button>
      </p>
    </form>
    <h2>{text.columns}</h2>
    <DataTable caption={text.columns} columns={COLUMNS} entries={columns} />
  </>
)

const COLUMNS: readonly Column<ColumnHelp>[] = [
  {
    label: text.column,
    kind: 'heading',
    cell: ({ name, isRequired }) => (
      <>
        <code>{name}</code> {isRequired && <small>{text.needed}</small>}
      </>
    ),
  },
  { label: text.holds, cell: ({ hint }) => hint },
  {
    label: text.example,
    cell: ({ example }) => (example === '' ? <None /> : <code>{example}</code>),
  },
]
