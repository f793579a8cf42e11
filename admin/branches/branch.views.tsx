import type { Hindrance } from '../../core/branches/branch-hindrances.ts'
import type { Branch } from '../../core/branches/read-branches.ts'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { useFormats } from '../look/figures.tsx'
import { CheckField, TextField } from '../look/inputs.tsx'
import { Facts, PageHead } from '../look/pieces.tsx'
import { Part } from '../people/part.tsx'
import { links } from '../paths.ts'
import { LockedUntil, ZoneField } from './branches.views.tsx'
import { BookButton, BookForm } from '../copy/book-form.tsx'
import { OldBooksPart } from './old-books.views.tsx'

const { adminBranches: text } = words

interface BranchProps {
  readonly branch: Branch
  readonly maySteerAll: boolean
  readonly isZoneFixed: boolean
  /** The branch's own day. */
  readonly today: string
  readonly filled: Filled
  readonly problems: Problems
  /** What keeps it from being retired, once that was tried. */
  readonly inTheWay: readonly Hindrance[]
}

/** One branch: what it works by, until when its books are locked, and what only a super admin changes. */
export const BranchPage = (props: BranchProps) => (
  <>
    <PageHead title={props.branch.name}>
      <span class={props.branch.isRetired ? 'pill' : 'pill is-ok'}>
        {props.branch.isRetired ? text.retired : text.open}
      </span>
    </PageHead>
    <BranchFacts branch={props.branch} />
    <div class="parts">
      <LockPart {...props} />
      <NumbersPart {...props} />
      <OldBooksPart branch={props.branch.id} filled={props.filled} problems={props.problems} />
      {props.maySteerAll && <CalledPart {...props} />}
      {props.maySteerAll && <RetirePart {...props} />}
    </div>
  </>
)

const BranchFacts = ({ branch }: { branch: Branch }) => {
  const formats = useFormats()
  return (
    <Facts
      facts={[
        [text.prefix, branch.prefix],
        [text.zone, branch.timeZone],
        [text.locked, <LockedUntil day={branch.lockedUntil} />],
        [text.tolerance, text.percent(formats.count(branch.usageTolerance))],
        [text.expiry, text.expiryBefore(text.days(formats.count(branch.expiryWarningDays)))],
        [text.shortfall, branch.issuesShortfall ? text.issued : text.notIssued],
      ]}
    />
  )
}

const LockPart = ({ branch, maySteerAll, today, filled, problems }: BranchProps) => (
  <Part title={text.lock.title}>
    <BookForm changes="central" action={links.branchLock(branch.id)} class="form">
      <p class="hint">{text.lock.hint}</p>
      <TextField
        name="until"
        label={text.lock.label}
        hint={maySteerAll ? text.lock.reopenHint : undefined}
        filled={filled}
        problems={problems}
        type="date"
        max={today}
        required={!maySteerAll}
      />
      <p class="actions">
        <BookButton>{text.lock.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const NumbersPart = ({ branch, filled, problems }: BranchProps) => (
  <Part title={text.numbers.title}>
    <BookForm changes="central" action={links.branchNumbers(branch.id)} class="form">
      <TextField
        name="tolerance"
        label={text.numbers.tolerance}
        hint={text.numbers.toleranceHint}
        filled={filled}
        problems={problems}
        inputmode="numeric"
        maxlength={3}
        required
      />
      <TextField
        name="expiry"
        label={text.numbers.expiry}
        hint={text.numbers.expiryHint}
        filled={filled}
        problems={problems}
        inputmode="numeric"
        maxlength={3}
        required
      />
      <CheckField
        name="shortfall"
        label={text.numbers.shortfall}
        hint={text.numbers.shortfallHint}
        filled={filled}
        problems={problems}
      />
      <p class="actions">
        <BookButton>{text.numbers.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const CalledPart = ({ branch, isZoneFixed, filled, problems }: BranchProps) => (
  <Part title={text.called.title}>
    <BookForm changes="central" action={links.branchName(branch.id)} class="form">
      <TextField name="name" label={text.name} filled={filled} problems={problems} required maxlength={60} />
      {isZoneFixed ? (
        <p class="hint">{text.called.zoneFixed}</p>
      ) : (
        <ZoneField filled={filled} problems={problems} hint={text.add.zoneHint} />
      )}
      <p class="actions">
        <BookButton>{text.called.submit}</BookButton>
      </p>
    </BookForm>
  </Part>
)

const RetirePart = ({ branch, inTheWay }: BranchProps) => (
  <Part title={text.retire.title}>
    <BookForm changes="central" isButton action={links.branchRetired(branch.id)} class="form">
      {inTheWay.length > 0 && (
        <div role="alert">
          <p class="problem">{text.retire.inTheWay}</p>
          <ul class="in-the-way">
            {inTheWay.map((hindrance) => (
              <li>{text.retire.first[hindrance]}</li>
            ))}
          </ul>
        </div>
      )}
      {!branch.isRetired && <p class="hint">{text.retire.hint}</p>}
      <p class="actions">
        <BookButton
          name="retired"
          value={branch.isRetired ? 'no' : 'yes'}
          class={branch.isRetired ? undefined : 'is-grave'}
        >
          {branch.isRetired ? text.retire.return : text.retire.submit}
        </BookButton>
      </p>
    </BookForm>
  </Part>
)
