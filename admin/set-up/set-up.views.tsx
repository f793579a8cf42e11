import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import type { Filled, Problems } from '../form.ts'
import { Field } from '../look/field.tsx'
import { PageHead } from '../look/pieces.tsx'
import { routes } from '../paths.ts'
import { CURRENCIES, TIME_ZONES } from './set-up-form.ts'

const { setUp: text } = words

/** The code first: whoever reads the terminal may set up what was started in it. */
export const CodePage = ({ problem }: { problem: string | undefined }) => (
  <div class="sign-in">
    <p class="sign-in-brand">{words.admin.product}</p>
    <h1>{text.title}</h1>
    <p>{text.code.intro}</p>
    {problem !== undefined && (
      <p class="message" role="alert">
        {problem}
      </p>
    )}
    <form method="post" action={routes.setUpCode}>
      <label>
        {text.code.label}
        <input
          name="code"
          required
          maxlength={20}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
      </label>
      <button class="go">{text.code.submit}</button>
    </form>
  </div>
)

interface SetUpProps {
  readonly filled: Filled
  readonly problems: Problems
  /** The machine's own: chosen until somebody chooses another. */
  readonly zone: string
}

/** Everything a book begins with, on one page. */
export const SetUpPage = ({ filled, problems, zone }: SetUpProps) => (
  <div class="set-up">
    <PageHead title={text.title} />
    <p>{text.intro}</p>
    {Object.keys(problems).length > 0 && (
      <p class="message" role="alert">
        {text.problems.some}
      </p>
    )}
    <form method="post" action={routes.setUp} class="form">
      <CompanyFields filled={filled} problems={problems} />
      <BranchFields filled={filled} problems={problems} zone={zone} />
      <AdminFields filled={filled} problems={problems} />
      <Group title={text.station}>
        <TextField
          name="station"
          label={text.stationName}
          hint={text.stationHint}
          isNeeded={false}
          maxlength={40}
          {...{ filled, problems }}
        />
      </Group>
      <p class="actions">
        <button class="go">{text.submit}</button>
      </p>
    </form>
  </div>
)

const CompanyFields = ({ filled, problems }: { filled: Filled; problems: Problems }) => (
  <Group title={text.company}>
    <TextField name="company" label={text.companyName} {...{ filled, problems }} autofocus />
    <Field id="currency" label={text.currency} hint={text.currencyHint} problem={problems['currency']}>
      {(described) => (
        <select name="currency" required {...described}>
          <option value="">{text.choose}</option>
          {CURRENCIES.map((code) => (
            <option value={code} selected={filled['currency'] === code}>
              {text.currencyOption(code, nameOfCurrency(code))}
            </option>
          ))}
        </select>
      )}
    </Field>
  </Group>
)

const BranchFields = ({ filled, problems, zone }: SetUpProps) => (
  <Group title={text.branch}>
    <TextField name="branch" label={text.branchName} {...{ filled, problems }} />
    <TextField
      name="prefix"
      label={text.prefix}
      hint={text.prefixHint}
      maxlength={6}
      {...{ filled, problems }}
    />
    <Field id="zone" label={text.zone} hint={text.zoneHint} problem={problems['zone']}>
      {(described) => (
        <select name="zone" required {...described}>
          {TIME_ZONES.map((name) => (
            <option value={name} selected={(filled['zone'] ?? zone) === name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  </Group>
)

const AdminFields = ({ filled, problems }: { filled: Filled; problems: Problems }) => (
  <Group title={text.admin} hint={text.adminHint}>
    <TextField name="name" label={text.name} autocomplete="name" {...{ filled, problems }} />
    <TextField
      name="login"
      label={text.login}
      hint={text.loginHint}
      maxlength={30}
      autocomplete="username"
      {...{ filled, problems }}
    />
    <Field id="password" label={text.password} hint={text.passwordHint} problem={problems['password']}>
      {(described) => <PasswordInput name="password" {...described} />}
    </Field>
    <Field id="again" label={text.again} problem={problems['password-again']}>
      {(described) => <PasswordInput name="again" {...described} />}
    </Field>
  </Group>
)

const PasswordInput = (described: { name: string; id: string }) => (
  <input type="password" required minlength={10} maxlength={200} autocomplete="new-password" {...described} />
)

const Group = ({ title, hint, children }: { title: string; hint?: string; children: Child }) => (
  <fieldset>
    <legend>{title}</legend>
    {hint !== undefined && <p class="hint">{hint}</p>}
    {children}
  </fieldset>
)

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly filled: Filled
  readonly problems: Problems
  readonly maxlength?: number
  readonly isNeeded?: boolean
  readonly autocomplete?: string
  readonly autofocus?: boolean
}

const TextField = (props: TextFieldProps) => {
  const { name, label, hint, filled, problems, maxlength = 60, isNeeded = true } = props
  const { autocomplete = 'off', autofocus = false } = props
  return (
    <Field id={name} label={label} hint={hint} problem={problems[name]}>
      {(described) => (
        <input
          name={name}
          value={filled[name] ?? ''}
          required={isNeeded}
          maxlength={maxlength}
          autocomplete={autocomplete}
          autocapitalize={name === 'login' ? 'none' : undefined}
          autofocus={autofocus}
          {...described}
        />
      )}
    </Field>
  )
}

/** For whoever comes too late. */
export const SetUpDonePage = () => (
  <div class="sign-in">
    <h1>{text.done.title}</h1>
    <p>{text.done.text}</p>
    <p>
      <a class="button" href={routes.signIn}>
        {text.done.signIn}
      </a>
    </p>
  </div>
)

export const SetUpFailedPage = () => (
  <div class="sign-in">
    <h1>{text.failed.title}</h1>
    <p role="alert">{text.failed.text}</p>
  </div>
)

const names = new Intl.DisplayNames('en', { type: 'currency' })
function nameOfCurrency(code: string): string {
  return names.of(code) ?? code
}
