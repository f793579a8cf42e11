import type { FoundItem } from '../../core/items/search-items.ts'
import { words } from '../../core/words/catalogue.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Field } from '../look/field.tsx'
import { None } from '../look/figures.tsx'
import { Empty } from '../look/pieces.tsx'
import { LABELS_MAX, type AskedLabels } from './asked-labels.ts'
import type { ChosenItem } from './made-labels.ts'

const { adminLabels: text } = words

/** Items found by what was typed, each with a button that adds it to the list. */
export const FoundItems = ({
  asked,
  found,
  problem,
}: {
  asked: AskedLabels
  found: readonly FoundItem[]
  problem: string | undefined
}) => {
  const isChosen = new Set(asked.chosen.map(({ item }) => item))
  const offered = found.filter(({ id }) => !isChosen.has(id))
  return (
    <>
      <Field id="text" label={text.search} problem={problem}>
        {(described) => (
          <input
            {...described}
            type="search"
            name="text"
            value={asked.text}
            placeholder={text.searchHint}
            autocomplete="off"
            maxlength={100}
          />
        )}
      </Field>
      {asked.text !== '' &&
        (found.length === 0 ? (
          <Empty>{text.noneFound}</Empty>
        ) : (
          <ul class="label-found" aria-label={text.found}>
            {offered.map(({ id, name, code }) => (
              <li>
                <span>
                  {name} <small>{code}</small>
                </span>
                <button name="add" value={String(id)} aria-label={text.addOf(name)}>
                  {text.add}
                </button>
              </li>
            ))}
          </ul>
        ))}
    </>
  )
}

/** The list that is printed: how many of each. */
export const ChosenItems = ({
  chosen,
  problem,
}: {
  chosen: readonly ChosenItem[]
  problem: string | undefined
}) =>
  chosen.length === 0 ? (
    <></>
  ) : (
    <>
      <h2>{text.chosen}</h2>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <DataTable caption={text.chosenTable} columns={COLUMNS} entries={chosen} />
    </>
  )

const COLUMNS: readonly Column<ChosenItem>[] = [
  {
    label: text.item,
    kind: 'heading',
    cell: ({ item }) => (
      <>
        {item.name} <small>{item.code}</small>
      </>
    ),
  },
  {
    label: text.barcode,
    cell: ({ item }) => {
      const [first] = item.barcodes
      return first === undefined ? <None /> : <span class="figure">{first.code}</span>
    },
  },
  {
    label: text.copies,
    kind: 'figure',
    cell: ({ item, copies }) => (
      <>
        <input type="hidden" name="item" value={String(item.id)} />
        <input
          class="label-copies"
          type="number"
          name="copies"
          min={0}
          max={LABELS_MAX}
          value={String(copies)}
          aria-label={text.copiesOf(item.name)}
        />
      </>
    ),
  },
  {
    label: '',
    cell: ({ item }) => (
      <button name="remove" value={String(item.id)} aria-label={text.removeOf(item.name)}>
        {text.remove}
      </button>
    ),
  },
]
