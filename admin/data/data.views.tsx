import { LEDGER_FORMATS } from '../../core/book/journal/ledger-formats.ts'
import type { Import } from '../../core/data-in/import-state.ts'
import type { ImportName } from '../../core/data-in/importer.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { useFormats } from '../look/figures.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'

const { adminData: text } = words

interface DataProps {
  readonly tables: readonly ImportName[]
  readonly recent: readonly Import[]
  readonly now: number
  /** The prefix of the one branch that is looked at; undefined: all of them. */
  readonly whose: string | undefined
}

export const DataPage = ({ tables, recent, now, whose }: DataProps) => (
  <>
    <PageHead title={text.title} />
    <section>
      <h2>{text.into.heading}</h2>
      <p>{text.into.lead}</p>
      <DataTable caption={text.into.heading} columns={TABLES} entries={tables} />
      {recent.length > 0 && (
        <>
          <h2>{text.into.recent}</h2>
          <DataTable
            caption={text.into.recent}
            columns={RECENT}
            entries={recent.map((sent) => ({ sent, ageMs: now - sent.at }))}
          />
        </>
      )}
    </section>
    <section>
      <h2>{text.out.heading}</h2>
      <p>{text.out.lead}</p>
      <p class="actions">
        <a class="button" href={routes.dataEverything} download>
          {whose === undefined ? text.out.everything : text.out.everythingOf(whose)}
        </a>
        {LEDGER_FORMATS.map((format) => (
          <a class="button" href={links.journalFile(format)} download>
            {words.admin.journal.download(format)}
          </a>
        ))}
      </p>
    </section>
  </>
)

const TABLES: readonly Column<ImportName>[] = [
  {
    label: text.into.table,
    kind: 'heading',
    cell: (name) => <a href={links.importTable(name)}>{text.tables[name][0]}</a>,
  },
  { label: text.into.about, cell: (name) => text.tables[name][1] },
]

const RECENT: readonly Column<{ readonly sent: Import; readonly ageMs: number }>[] = [
  {
    label: text.into.table,
    kind: 'heading',
    cell: ({ sent: { id, name } }) => <a href={links.import(id)}>{text.tables[name][0]}</a>,
  },
  { label: text.into.file, cell: ({ sent: { state } }) => <FileName of={state} /> },
  { label: text.into.state, cell: ({ sent: { state } }) => text.states[state.kind] },
  { label: text.into.sent, kind: 'figure', cell: ({ ageMs }) => <Age of={ageMs} /> },
]

const FileName = ({ of: state }: { of: Import['state'] }) => (
  <>{'summary' in state && state.summary.fileName !== '' ? state.summary.fileName : words.admin.lists.none}</>
)

const Age = ({ of: ageMs }: { of: number }) => (
  <span class="figure">{text.into.ago(useFormats().age(ageMs))}</span>
)
