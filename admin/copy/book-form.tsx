import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { useStanding, type Standing } from './standing.tsx'

/**
 * What a form changes. `central`: the books themselves, which needs central's answer. `outbox`: it makes a document or
 * a note, which is taken on here and waits.
 */
type Changes = 'central' | 'outbox'

interface BookFormProps {
  readonly action: string
  readonly changes: Changes
  readonly class?: string
  /** Nothing is typed into it: a button, which is switched off where it cannot work. */
  readonly isButton?: boolean
  readonly children: Child
}

/** A form that changes the books. Where it cannot now, it says so; what is typed into it stays. */
export const BookForm = ({ action, changes, class: name, isButton = false, children }: BookFormProps) => {
  const standing = useStanding()
  const hindrance = standing && hindranceOf(standing, changes)
  const note = hindrance ?? (standing && waitingNote(standing, changes))
  const marks = changes === 'central' && standing !== undefined ? { 'data-asks-central': '' } : {}
  if (isButton && hindrance !== undefined)
    return (
      <form method="post" action={action} class={name} {...marks}>
        <fieldset disabled class="switched-off" title={hindrance}>
          {children}
        </fieldset>
        <p class="unseen">{hindrance}</p>
      </form>
    )
  return (
    <form method="post" action={action} class={name} {...marks}>
      {children}
      {note !== undefined && !isButton && (
        <p class="needs-network">
          <Icon name="waiting" />
          <span>{note}</span>
        </p>
      )}
    </form>
  )
}

const { needs } = words.adminCopy

function hindranceOf({ state: { kind }, isDesk }: Standing, changes: Changes): string | undefined {
  if (!isDesk) return needs.readOnly
  if (changes === 'outbox') return undefined
  return kind === 'away' || kind === 'shut' ? needs[kind] : undefined
}

function waitingNote({ state: { kind } }: Standing, changes: Changes): string | undefined {
  return changes === 'outbox' && (kind === 'away' || kind === 'shut') ? needs.waits : undefined
}
