import type { FoundItem } from '../../core/items/search-items.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Field } from '../look/field.tsx'
import { Empty, Facts, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { attach: text } = words.adminScans

/** What one scan carries, as it was typed. */
export interface Carried {
  readonly quantity: string
  readonly packName: string
  readonly problem?: { readonly field: 'quantity' | 'packName'; readonly says: string }
}

interface AttachProps {
  readonly code: string
  readonly step:
    | { readonly kind: 'search'; readonly search: string; readonly items: readonly FoundItem[] | undefined }
    | { readonly kind: 'carried'; readonly item: FoundItem; readonly carried: Carried }
}

/** First which item, then what one scan of it carries. */
export const AttachPage = ({ code, step }: AttachProps) => (
  <>
    <PageHead title={text.title(code)} />
    <p>{text.intro}</p>
    {step.kind === 'search' ? <Search code={code} {...step} /> : <Carries code={code} {...step} />}
  </>
)

const Search = ({
  code,
  search,
  items,
}: {
  code: string
  search: string
  items: readonly FoundItem[] | undefined
}) => (
  <>
    <form method="get" action={routes.attachCode} class="form">
      <input type="hidden" name="code" value={code} />
      <Field id="text" label={text.search} hint={text.searchHint}>
        {(described) => (
          <span class="find">
            <input
              type="search"
              name="text"
              value={search}
              maxlength={100}
              autocomplete="off"
              {...described}
            />
            <button>{text.find}</button>
          </span>
        )}
      </Field>
    </form>
    {items !== undefined && (
      <div class="choices">
        <h2>{text.results}</h2>
        {items.length === 0 ? (
          <Empty>{text.noMatch}</Empty>
        ) : (
          <DataTable caption={text.results} columns={columnsFor(code)} entries={items} />
        )}
      </div>
    )}
    <p class="actions">
      <a class="button" href={routes.scans}>
        {text.cancel}
      </a>
    </p>
  </>
)

const columnsFor = (code: string): Column<FoundItem>[] => [
  { label: text.item, kind: 'heading', cell: ({ name }) => name },
  { label: text.itemCode, cell: (item) => <span class="figure">{item.code}</span> },
  {
    label: text.choose,
    cell: ({ id, name }) => (
      <a class="button" href={links.attachCode({ code, item: id })} aria-label={text.chooseLabel(name)}>
        {text.choose}
      </a>
    ),
  },
]

const Carries = ({ code, item, carried }: { code: string; item: FoundItem; carried: Carried }) => {
  const problemOf = (field: string) => (carried.problem?.field === field ? carried.problem.says : undefined)
  return (
    <BookForm changes="central" action={routes.attachCode} class="form">
      <input type="hidden" name="code" value={code} />
      <input type="hidden" name="item" value={String(item.id)} />
      <Facts
        facts={[
          [text.item, item.name],
          [text.itemCode, item.code],
        ]}
      />
      <Field
        id="quantity"
        label={text.quantity(item.unit.name)}
        hint={item.isMeasured ? text.quantityHintMeasured : text.quantityHint}
        problem={problemOf('quantity')}
      >
        {(described) => (
          <input
            name="quantity"
            value={carried.quantity}
            inputmode="decimal"
            maxlength={20}
            autocomplete="off"
            {...described}
          />
        )}
      </Field>
      <Field id="packName" label={text.packName} hint={text.packNameHint} problem={problemOf('packName')}>
        {(described) => (
          <input name="packName" value={carried.packName} maxlength={60} autocomplete="off" {...described} />
        )}
      </Field>
      <p class="actions">
        <BookButton class="go">{text.submit}</BookButton>
        <a class="button" href={links.attachCode({ code, text: '' })}>
          {text.other}
        </a>
        <a class="button" href={routes.scans}>
          {text.cancel}
        </a>
      </p>
    </BookForm>
  )
}
