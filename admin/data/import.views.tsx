import type { Import, ImportState } from '../../core/data-in/import-state.ts'
import type { ImportName } from '../../core/data-in/importer.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import { useFormats } from '../look/figures.tsx'
import { PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { Preview } from './preview.views.tsx'

const { adminData: text } = words

export function titleOfImport({ name, state }: Import): string {
  const table = text.tables[name][0]
  if (state.kind === 'written') return text.written.title(table)
  return state.kind === 'interrupted' ? text.interrupted.title(table) : text.preview.title(table)
}

/** A table that was sent, as far as it is by now. */
export const ImportPage = ({ sent }: { sent: Import }) => {
  const title = titleOfImport(sent)
  const { id, name, state } = sent
  switch (state.kind) {
    case 'waiting':
    case 'checking':
    case 'writing':
      return <Progress id={id} title={title} state={state} />
    case 'checked':
      return <Preview id={id} name={name} title={title} summary={state.summary} isOther={state.isOther} />
    case 'written':
      return <Written name={name} title={title} state={state} />
    case 'interrupted':
      return <Interrupted id={id} title={title} />
  }
}

type Running = Extract<ImportState, { readonly kind: 'waiting' | 'checking' | 'writing' }>

/** Looks again by itself; without a script by its link. */
const Progress = ({ id, title, state }: { id: string; title: string; state: Running }) => {
  const formats = useFormats()
  const { done, of } = state.kind === 'waiting' ? { done: 0, of: 0 } : state
  return (
    <div
      {...{
        'hx-get': links.import(id),
        'hx-trigger': 'every 1s',
        'hx-target': '#main',
        'hx-swap': 'innerHTML',
      }}
    >
      <PageHead title={title} />
      <output class="import-progress">
        <span>{text.progress[state.kind]}</span>
        <progress {...(of === 0 ? {} : { value: done, max: of })} aria-label={text.progress[state.kind]} />
        {of > 0 && <small>{text.progress.of(formats.count(done), formats.count(of))}</small>}
      </output>
      <p>
        <a href={links.import(id)}>{text.progress.again}</a>
      </p>
    </div>
  )
}

const Interrupted = ({ id, title }: { id: string; title: string }) => (
  <>
    <PageHead title={title} />
    <p class="message is-bad">{text.interrupted.detail}</p>
    <form method="post" action={links.importCheck(id)} class="actions">
      <button class="go">{text.interrupted.check}</button>
    </form>
  </>
)

/** More documents than this are behind the list of documents. */
const LINKED_MAX = 50

const Written = ({
  name,
  title,
  state: { summary, documents },
}: {
  name: ImportName
  title: string
  state: Extract<ImportState, { readonly kind: 'written' }>
}) => {
  const formats = useFormats()
  const { counts } = summary
  const list = LIST_OF[name]
  return (
    <>
      <PageHead title={title} />
      <output class="import-done">
        {text.written.done}{' '}
        {text.written.counts({
          new: formats.count(counts.new),
          changed: formats.count(counts.changed),
          unchanged: formats.count(counts.unchanged),
        })}
      </output>
      {documents.length > 0 && <Documents documents={documents} />}
      <p class="actions">
        <a class="button" href={list.at}>
          {text.written.look(text.tables[list.shows][0])}
        </a>
        <a class="button" href={routes.data}>
          {text.written.more}
        </a>
      </p>
    </>
  )
}

const Documents = ({ documents }: { documents: readonly DocumentId[] }) => {
  const formats = useFormats()
  return (
    <section>
      <h2>{text.written.documents}</h2>
      <p class="hint">{text.written.documentsHint}</p>
      <ul class="import-documents">
        {documents.slice(0, LINKED_MAX).map((id, index) => (
          <li>
            <a href={links.document(id)}>{text.written.part(formats.count(index + 1))}</a>
          </li>
        ))}
      </ul>
      {documents.length > LINKED_MAX && (
        <p>
          <a href={links.documents()}>{text.written.moreDocuments(formats.count(documents.length))}</a>
        </p>
      )}
    </section>
  )
}

/** Where one sees what came in. */
const LIST_OF: Readonly<Record<ImportName, { readonly shows: ImportName; readonly at: string }>> = {
  branches: { shows: 'branches', at: routes.branches },
  reasons: { shows: 'reasons', at: routes.reasons },
  people: { shows: 'people', at: routes.people },
  partners: { shows: 'partners', at: routes.partners },
  items: { shows: 'items', at: routes.items },
  barcodes: { shows: 'items', at: routes.items },
  boms: { shows: 'items', at: routes.items },
  'supplier-prices': { shows: 'items', at: routes.items },
  'reorder-points': { shows: 'items', at: routes.items },
  'old-books': { shows: 'branches', at: routes.branches },
  'opening-stock': { shows: 'opening-stock', at: routes.stock },
}
