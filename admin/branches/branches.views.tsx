import type { Branch } from '../../core/branches/read-branches.ts'
import { NOTHING_LOCKED } from '../../core/branches/branch-writes.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { DataTable, type Column } from '../look/data-table.tsx'
import { Field } from '../look/field.tsx'
import { Day } from '../look/figures.tsx'
import { TextField } from '../look/inputs.tsx'
import { Empty, PageHead } from '../look/pieces.tsx'
import { links, routes } from '../paths.ts'
import { TIME_ZONES } from './branch-form.ts'
import { BookButton, BookForm } from '../copy/book-form.tsx'

const { adminBranches: text } = words

export const BranchesPage = ({ branches, mayAdd }: { branches: readonly Branch[]; mayAdd: boolean }) => (
  <>
    <PageHead title={text.title}>
      {mayAdd && (
        <a class="button" href={routes.newBranch}>
          {text.add.link}
        </a>
      )}
    </PageHead>
    {branches.length === 0 ? (
      <Empty>{text.empty}</Empty>
    ) : (
      <DataTable caption={text.title} columns={COLUMNS} entries={branches} />
    )}
  </>
)

/** The last day of a locked period, or that nothing is locked. */
export const LockedUntil = ({ day }: { day: string }) =>
  day === NOTHING_LOCKED ? <>{text.nothingLocked}</> : <Day day={day} />

const COLUMNS: readonly Column<Branch>[] = [
  { label: text.name, kind: 'heading', cell: ({ id, name }) => <a href={links.branch(id)}>{name}</a> },
  { label: text.prefix, cell: ({ prefix }) => <span class="figure">{prefix}</span> },
  { label: text.zone, cell: ({ timeZone }) => timeZone },
  { label: text.locked, cell: ({ lockedUntil }) => <LockedUntil day={lockedUntil} /> },
  { label: text.state, cell: ({ isRetired }) => (isRetired ? text.retired : text.open) },
]

interface FormProps {
  readonly filled: Filled
  readonly problems: Problems
}

export const NewBranchPage = ({ filled, problems }: FormProps) => (
  <>
    <PageHead title={text.add.title} />
    <BookForm changes="central" action={routes.branches} class="form">
      <TextField
        name="prefix"
        label={text.prefix}
        hint={text.add.prefixHint}
        filled={filled}
        problems={problems}
        required
        maxlength={6}
        autocapitalize="characters"
        spellcheck={false}
      />
      <TextField name="name" label={text.name} filled={filled} problems={problems} required maxlength={60} />
      <ZoneField hint={text.add.zoneHint} filled={filled} problems={problems} />
      <p class="actions">
        <BookButton class="go">{text.add.submit}</BookButton>
        <a class="button" href={routes.branches}>
          {text.add.cancel}
        </a>
      </p>
    </BookForm>
  </>
)

/** All zones, under their continents; a key jumps to the first that begins with it. */
export const ZoneField = ({ filled, problems, hint }: FormProps & { hint?: string }) => {
  const chosen = filled['timeZone'] ?? ''
  const continents = [...new Set(TIME_ZONES.map(continentOf))]
  return (
    <Field id="timeZone" label={text.zone} hint={hint} problem={problems['timeZone']}>
      {(described) => (
        <select name="timeZone" {...described}>
          {!TIME_ZONES.includes(chosen) && (
            <option value={chosen} selected>
              {chosen}
            </option>
          )}
          {continents.map((continent) => (
            <optgroup label={continent}>
              {TIME_ZONES.filter((zone) => continentOf(zone) === continent).map((zone) => (
                <option value={zone} selected={zone === chosen}>
                  {zone}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}

const continentOf = (zone: string): string => zone.split('/')[0] ?? zone
