import type { Child } from 'hono/jsx'

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with what was sent. */
  readonly problem?: string | undefined
  readonly children: (described: Described) => Child
}

/** What the input itself needs, so that its hint and its problem are read out with it. */
export interface Described {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
}

/** One thing to fill in: its name, what it is for, the input, and what was wrong with it. */
export const Field = ({ id, label, hint, problem, children }: FieldProps) => {
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === undefined ? [] : [`${id}-problem`]),
  ]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': problem === undefined ? undefined : 'true',
      })}
      {problem !== undefined && (
        <p class="problem" id={`${id}-problem`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
