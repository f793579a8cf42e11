import type { Child } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { routes } from '../paths.ts'
import { hindranceOf, type Changes } from './hindrance.ts'
import { useStanding, type Standing } from './standing.tsx'

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
  const marks = changes === 'central' && standing !== undefined ? { 'data-asks-central': routes.way } : {}
  const isOff = isButton && hindrance !== undefined
  // In a list the same words beside every button would drown it: there they are heard, and shown to who points at it.
  const isShown = !isButton || name === 'form'
  return (
    <form method="post" action={action} class={name} {...marks}>
      {isOff ? (
        <fieldset disabled class="switched-off" title={hindrance}>
          {children}
        </fieldset>
      ) : (
        children
      )}
      {note !== undefined && <Note text={note} isShown={isShown} />}
    </form>
  )
}

const Note = ({ text, isShown }: { text: string; isShown: boolean }) =>
  isShown ? (
    <p class="needs-network">
      <Icon name="waiting" />
      <span>{text}</span>
    </p>
  ) : (
    <p class="unseen">{text}</p>
  )

const { needs } = words.adminCopy

function waitingNote({ state: { kind } }: Standing, changes: Changes): string | undefined {
  return changes === 'outbox' && (kind === 'away' || kind === 'shut') ? needs.waits : undefined
}
