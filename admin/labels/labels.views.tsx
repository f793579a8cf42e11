import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Branch } from '../../core/branches/read-branches.ts'
import type { FoundItem } from '../../core/items/search-items.ts'
import { drawLabel } from '../../core/labels/draw-label.ts'
import { LABEL_KIND_NAMES } from '../../core/labels/label-kind-names.ts'
import { LABEL_SIZE_NAMES, LABEL_SIZES, labelsPerPage } from '../../core/labels/label-sizes.ts'
import { LABEL_PRINTER_DPI } from '../../core/labels/lay-out-label.ts'
import { words } from '../../core/words/catalogue.ts'
import { Field } from '../look/field.tsx'
import { useFormats } from '../look/figures.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'
import { labelsAddress, LABELS_MAX, SHELF_PLACES, type AskedLabels } from './asked-labels.ts'
import { ChosenItems, FoundItems } from './chosen-items.tsx'
import { shelfBranch, type MadeLabels } from './made-labels.ts'

const { adminLabels: text, book } = words

interface LabelsProps {
  readonly asked: AskedLabels
  readonly found: readonly FoundItem[]
  readonly made: MadeLabels
  readonly branches: readonly Branch[]
}

/** What is printed, for which items, and how it will look. The whole of it is in the address. */
export const LabelsPage = (props: LabelsProps) => {
  const { asked, found, made } = props
  return (
    <>
      <PageHead title={text.title} />
      <form
        class="labels-form"
        aria-label={text.form}
        action={routes.labels}
        {...{
          'hx-get': routes.labels,
          'hx-trigger': 'input delay:300ms',
          'hx-target': '#main',
          'hx-swap': 'innerMorph',
          'hx-replace-url': 'true',
          'hx-sync': 'this:replace',
        }}
      >
        {/* What Enter presses in a field: the first button of a form. */}
        <button class="unseen" tabindex={-1} aria-hidden="true">
          {text.show}
        </button>
        <Choices {...props} />
        <FoundItems asked={asked} found={found} problem={made.problems['text']} />
        <ChosenItems chosen={made.chosen} problem={made.problems['copies']} />
        <p class="actions">
          <button>{text.show}</button>
        </p>
      </form>
      <Preview asked={asked} made={made} />
      <Elsewhere />
    </>
  )
}

const Choices = ({ asked, made, branches }: LabelsProps) => (
  <div class="labels-choices">
    <Select name="kind" label={text.kind} hint={text.about[asked.kind]} value={asked.kind}>
      {LABEL_KIND_NAMES.map((kind) => [kind, text.kinds[kind]] as const)}
    </Select>
    <Select name="size" label={text.size} value={asked.size}>
      {LABEL_SIZE_NAMES.map((size) => [size, text.sizes[size]] as const)}
    </Select>
    <Select name="symbol" label={text.symbol} value={asked.symbol}>
      {(['bars', 'square'] as const).map((symbol) => [symbol, text.symbols[symbol]] as const)}
    </Select>
    {asked.kind === 'shelf' && (
      <Select name="place" label={text.place} value={asked.place}>
        {SHELF_PLACES.map((place) => [place, book.places[place]] as const)}
      </Select>
    )}
    {asked.kind === 'shelf' && branches.length > 1 && (
      <Select name="branch" label={text.branch} value={shelfBranch(asked, branches)?.prefix ?? ''}>
        {branches.map(({ prefix, name }) => [prefix, words.admin.branches.name(prefix, name)] as const)}
      </Select>
    )}
    {asked.kind === 'lot' && <LotFields asked={asked} made={made} />}
    {LABEL_SIZES[asked.size].sheet !== undefined && (
      <Field id="used" label={text.used} problem={made.problems['used']}>
        {(described) => (
          <input
            {...described}
            type="number"
            name="used"
            min={0}
            max={labelsPerPage(LABEL_SIZES[asked.size]) - 1}
            value={asked.used}
          />
        )}
      </Field>
    )}
  </div>
)

const LotFields = ({ asked, made: { problems } }: Pick<LabelsProps, 'asked' | 'made'>) => (
  <>
    <Field id="lot" label={text.lot} hint={text.lotHint} problem={problems['lot']}>
      {(described) => <input {...described} name="lot" value={asked.lot} maxlength={20} autocomplete="off" />}
    </Field>
    <Field id="expires" label={text.expires} problem={problems['expires']}>
      {(described) => <input {...described} type="date" name="expires" value={asked.expires} />}
    </Field>
    <Field id="quantity" label={text.quantity} hint={text.quantityHint} problem={problems['quantity']}>
      {(described) => (
        <input
          {...described}
          name="quantity"
          value={asked.quantity}
          inputmode="decimal"
          autocomplete="off"
          maxlength={20}
        />
      )}
    </Field>
  </>
)

const Select = ({
  name,
  label,
  hint,
  value,
  children,
}: {
  name: string
  label: string
  hint?: string
  value: string
  children: readonly (readonly [value: string, name: string])[]
}) => (
  <Field id={name} label={label} hint={hint}>
    {(described) => (
      <select {...described} name={name}>
        {children.map(([option, said]) => (
          <option value={option} selected={option === value}>
            {said}
          </option>
        ))}
      </select>
    )}
  </Field>
)

const PREVIEWED = 8

const Preview = ({ asked, made }: { asked: AskedLabels; made: MadeLabels }) => {
  const formats = useFormats()
  const { labels, total, used, chosen } = made
  const { sheet } = LABEL_SIZES[asked.size]
  const pages = Math.ceil((total + used) / labelsPerPage(LABEL_SIZES[asked.size]))
  const remarks: Child = made.remarks.length > 0 && (
    <ul class="message label-remarks">
      {made.remarks.map((remark) => (
        <li>{remark}</li>
      ))}
    </ul>
  )
  if (labels.length === 0) return chosen.length === 0 ? <Empty>{text.none}</Empty> : <>{remarks}</>
  return (
    <section aria-labelledby="preview">
      <div class="block-head">
        <h2 id="preview">{text.preview}</h2>
        <p>{text.total(formats.count(total), sheet === undefined ? undefined : formats.count(pages))}</p>
      </div>
      {remarks}
      <div class="label-preview">
        {labels.slice(0, PREVIEWED).map(({ laidOut }) => (
          <div class="label-cell">{raw(drawLabel(laidOut))}</div>
        ))}
      </div>
      {labels.length > PREVIEWED && (
        <p class="hint">{text.previewSome(formats.count(PREVIEWED), formats.count(labels.length))}</p>
      )}
      <p class="actions">
        <a class="button" href={labelsAddress(routes.labelSheet, asked)}>
          {text.print}
        </a>
        {sheet === undefined &&
          LABEL_PRINTER_DPI.map((dpi) => (
            <a class="button" href={labelsAddress(routes.labelFile, asked, { dpi: String(dpi) })} download>
              {text.zpl(formats.count(dpi))}
            </a>
          ))}
      </p>
      <p class="hint">{text.most(formats.count(LABELS_MAX))}</p>
    </section>
  )
}

const Elsewhere = () => (
  <section aria-labelledby="elsewhere">
    <h2 id="elsewhere">{text.elsewhere.title}</h2>
    <p>
      <a href={routes.people}>{text.elsewhere.badges}</a> {text.elsewhere.badgesDetail}
    </p>
    <p>
      <a href={routes.cards}>{text.elsewhere.cards}</a> {text.elsewhere.cardsDetail}
    </p>
  </section>
)
