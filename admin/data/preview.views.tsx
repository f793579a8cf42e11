import type { ImportName, RowNote, RowResult } from '../../core/data-in/importer.ts'
import type { RowProblem } from '../../core/data-in/problem.ts'
import type { CheckSummary } from '../../core/data-in/run-import.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { None, useFormats } from '../look/figures.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import { links } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { preview: text } = words.adminData

interface PreviewProps {
  readonly id: string
  readonly name: ImportName
  readonly title: string
  readonly summary: CheckSummary
  readonly isOther: boolean
}

/** What a table would do, and what is wrong with it; the button that does it. */
export const Preview = ({ id, name, title, summary, isOther }: PreviewProps) => {
  const { counts, rows, problems, notes } = summary
  const isRight = counts.problems === 0
  return (
    <>
      <PageHead title={title} />
      {isOther && <p class="message">{text.other}</p>}
      <Verdict summary={summary} />
      <Counts summary={summary} />
      <div class="actions">
        {isRight && counts.new + counts.changed > 0 && (
          <BookForm changes="central" isButton action={links.importAccept(id)}>
            <input type="hidden" name="digest" value={summary.digest} />
            <BookButton class="go">{text.accept}</BookButton>
          </BookForm>
        )}
        <form method="post" action={links.importDiscard(id)}>
          <button>{text.discard}</button>
        </form>
        <a class="button" href={links.importTable(name)}>
          {text.again}
        </a>
      </div>
      {name === 'opening-stock' && isRight && counts.new > 0 && <p class="hint">{text.openingHint}</p>}
      {problems.length > 0 && (
        <>
          <h2>{text.problemsHeading}</h2>
          <DataTable caption={text.problemsHeading} columns={PROBLEMS} entries={problems} />
          <More shown={problems.length} all={counts.problems} />
          <p class="actions">
            <a class="button" href={links.importProblems(id)} download>
              {text.download}
            </a>
          </p>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h2>{text.notes}</h2>
          <DataTable caption={text.notes} columns={NOTES} entries={notes} />
          <More shown={notes.length} all={counts.notes} />
        </>
      )}
      {rows.length > 0 && (
        <>
          <h2>{text.changesHeading}</h2>
          <DataTable caption={text.changesHeading} columns={CHANGES} entries={rows} />
          <More shown={rows.length} all={counts.new + counts.changed} />
        </>
      )}
    </>
  )
}

const Verdict = ({ summary: { counts } }: { summary: CheckSummary }) => {
  const formats = useFormats()
  if (counts.problems > 0) return <p class="message is-bad">{text.wrong(formats.count(counts.problems))}</p>
  if (counts.new + counts.changed === 0) return <p class="message">{text.same}</p>
  return <p>{text.nothingWritten}</p>
}

const Counts = ({ summary: { fileName, facts, counts } }: { summary: CheckSummary }) => {
  const formats = useFormats()
  const counted = (count: number) => <strong class="figure">{formats.count(count)}</strong>
  return (
    <Facts
      facts={[
        [text.new, counted(counts.new)],
        [text.changed, counted(counts.changed)],
        [text.unchanged, counted(counts.unchanged)],
        [text.problems, counted(counts.problems)],
        [text.file, fileName === '' ? <None /> : fileName],
        ...(facts === undefined
          ? []
          : ([
              [text.rows, <span class="figure">{formats.count(facts.rows)}</span>],
              [text.encoding, text.encodings[facts.encoding]],
              [text.separator, text.separators[facts.separator]],
              [
                text.decimals,
                facts.decimals === undefined ? text.decimalsUnknown : text.decimalMarks[facts.decimals],
              ],
            ] as const)),
      ]}
    />
  )
}

const More = ({ shown, all }: { shown: number; all: number }) => {
  const formats = useFormats()
  return shown < all ? <p class="hint">{text.first(formats.count(shown), formats.count(all))}</p> : <></>
}

const Line = ({ of: line }: { of: number }) => <span class="figure">{useFormats().count(line)}</span>

const PROBLEMS: readonly Column<RowProblem>[] = [
  { label: text.row, kind: 'figure', cell: ({ line }) => <Line of={line} /> },
  { label: text.column, cell: ({ column }) => (column === '' ? <None /> : <code>{column}</code>) },
  { label: text.wrongHeading, cell: ({ wrong }) => wrong },
  { label: text.remedy, cell: ({ remedy }) => remedy },
]

const NOTES: readonly Column<RowNote>[] = [
  { label: text.row, kind: 'figure', cell: ({ line }) => <Line of={line} /> },
  { label: text.notes, cell: ({ note }) => note },
]

const CHANGES: readonly Column<RowResult>[] = [
  { label: text.row, kind: 'figure', cell: ({ line }) => <Line of={line} /> },
  { label: text.state, cell: ({ state }) => text[state] },
  { label: text.what, kind: 'heading', cell: ({ title }) => title },
  {
    label: text.details,
    cell: ({ details }) =>
      details.length === 0 ? (
        <None />
      ) : (
        <ul class="what">
          {details.map((detail) => (
            <li>{detail}</li>
          ))}
        </ul>
      ),
  },
]
