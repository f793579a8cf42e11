import type { Filled, Problems } from '../form.ts'
import { Field } from './field.tsx'

interface InputProps {
  /** Of the field in the form and, where it is on the page once, of its element. */
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly filled: Filled
  readonly problems: Problems
}

/** One line of text, as it was typed. */
export const TextField = ({
  name,
  label,
  hint,
  filled,
  problems,
  type = 'text',
  ...rest
}: InputProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'date'
  readonly required?: boolean
  readonly maxlength?: number
  readonly min?: string
  readonly max?: string
  readonly inputmode?: 'numeric' | 'decimal'
  readonly autocapitalize?: 'none' | 'characters'
  readonly spellcheck?: boolean
  readonly placeholder?: string | undefined
}) => (
  <Field id={name} label={label} hint={hint} problem={problems[name]}>
    {(described) => (
      <input type={type} name={name} value={filled[name] ?? ''} autocomplete="off" {...rest} {...described} />
    )}
  </Field>
)

/** One of some, of which '' may be one. */
export const SelectField = ({
  name,
  label,
  hint,
  filled,
  problems,
  options,
}: InputProps & { readonly options: readonly { readonly value: string; readonly name: string }[] }) => (
  <Field id={name} label={label} hint={hint} problem={problems[name]}>
    {(described) => (
      <select name={name} {...described}>
        {options.map((option) => (
          <option value={option.value} selected={option.value === (filled[name] ?? '')}>
            {option.name}
          </option>
        ))}
      </select>
    )}
  </Field>
)

/** Something that is so or is not: sent as 'yes', or not at all. */
export const CheckField = ({ name, label, hint, filled, problems }: InputProps) => {
  const [hintId, problemId] = [`${name}-hint`, `${name}-problem`]
  const problem = problems[name]
  const described = [...(hint === undefined ? [] : [hintId]), ...(problem === undefined ? [] : [problemId])]
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          name={name}
          value="yes"
          checked={filled[name] === 'yes'}
          aria-invalid={problem === undefined ? undefined : 'true'}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
        />
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p class="problem" id={problemId} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
