import { createContext, useContext, type Child, type JSX } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { routes } from '../paths.ts'
import { hindranceOf, type Changes } from './hindrance.ts'
import { useStanding, type Standing } from './standing.tsx'
import { WHY_NOT } from './why-not.tsx'

interface BookFormProps {
  readonly action: string
  readonly changes: Changes
  readonly class?: string
  /** Nothing is typed into it: a button, which is switched off where it cannot work. */
  readonly isButton?: boolean
  readonly children: Child
}

/** Whether the form around it cannot be saved now. */
const HinderedContext = createContext(false)

/**
 * A form that changes the books, sent by {@link BookButton}s. Where it cannot now, the page says why once, under its
 * title ({@link WhyNot}); what is typed into the form stays.
 */
export const BookForm = ({ action, changes, class: name, isButton = false, children }: BookFormProps) => {
  const standing = useStanding()
  const isHindered = standing !== undefined && hindranceOf(standing, changes) !== undefined
  const note = standing && waitingNote(standing, changes)
  const asks = changes === 'central' && standing !== undefined ? { 'data-asks-central': routes.way } : {}
  return (
    <form method="post" action={action} class={name} {...asks} {...(isHindered && { 'data-hindered': '' })}>
      <HinderedContext.Provider value={isHindered}>
        {isButton && isHindered ? (
          <fieldset disabled class="switched-off">
            {children}
          </fieldset>
        ) : (
          children
        )}
      </HinderedContext.Provider>
      {note !== undefined && (
        <p class="needs-network">
          <Icon name="waiting" />
          <span>{note}</span>
        </p>
      )}
    </form>
  )
}

/** What sends a form that changes the books: where that cannot be saved now, it is told to those who hear the page. */
export const BookButton = ({ children, ...rest }: JSX.IntrinsicElements['button'] & { children?: Child }) => (
  <button {...rest} {...(useContext(HinderedContext) && { 'aria-describedby': WHY_NOT })}>
    {children}
  </button>
)

/** Of what is taken on here, which nothing hinders. */
function waitingNote(standing: Standing, changes: Changes): string | undefined {
  const { kind } = standing.state
  if (changes !== 'outbox' || hindranceOf(standing, changes) !== undefined) return undefined
  return kind === 'away' || kind === 'shut' ? words.adminCopy.needs.waits : undefined
}
