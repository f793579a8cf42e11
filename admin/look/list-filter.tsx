import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'

/** One choice among some, beside the search: its name in the address, what it is called, and what it may be. */
export interface FilterChoice {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly name: string }[]
}

interface ListFilterProps {
  /** The address of the list. */
  readonly action: string
  readonly label: string
  /** What may be typed into the search, and what is; undefined: this list is not searched. */
  readonly search?: { readonly label: string; readonly hint: string; readonly text: string }
  readonly choices?: readonly FilterChoice[]
  /** What the address says beside these, and keeps: the order, a branch. '' is left out. */
  readonly kept?: Readonly<Record<string, string>>
  readonly children?: Child
}

/** What a list is narrowed by. It acts while one types, keeps the cursor in the field, and its state in the address. */
export const ListFilter = ({ action, label, search, choices = [], kept = {}, children }: ListFilterProps) => (
  <search aria-label={label}>
    <form
      class="filter"
      action={action}
      {...{
        'hx-get': action,
        'hx-trigger': 'input delay:250ms, submit',
        'hx-target': '#main',
        'hx-swap': 'innerMorph',
        'hx-replace-url': 'true',
        'hx-sync': 'this:replace',
      }}
    >
      {Object.entries(kept).map(
        ([name, value]) => value !== '' && <input type="hidden" name={name} value={value} />,
      )}
      {search !== undefined && (
        <label>
          {search.label}
          <input
            type="search"
            name="text"
            value={search.text}
            placeholder={search.hint}
            autocomplete="off"
            maxlength={100}
          />
        </label>
      )}
      {choices.map((choice) => (
        <label>
          {choice.label}
          <select name={choice.name}>
            {choice.options.map(({ value, name }) => (
              <option value={value} selected={value === choice.value}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
      {children}
      <button>{words.admin.lists.show}</button>
    </form>
  </search>
)
