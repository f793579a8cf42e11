import { words } from '../../core/words/catalogue.ts'
import { Icon } from '../look/icons.tsx'
import { useStanding, type Standing } from './standing.tsx'

/** The line's name in the page, by which buttons point at it. */
export const WHY_NOT = 'why-not'

/**
 * Why nothing on this page can be saved now: once, under its title, to be read by touch too, where tool tips are not.
 * The style sheet shows it on pages with a form that is hindered.
 */
export const WhyNot = () => {
  const standing = useStanding()
  const text = standing && whyNot(standing)
  if (text === undefined) return <></>
  return (
    <p id={WHY_NOT} class="needs-network why-not">
      <Icon name="waiting" />
      <span>{text}</span>
    </p>
  )
}

function whyNot({ state: { kind }, isDesk }: Standing): string | undefined {
  const { page, readOnly } = words.adminCopy.needs
  if (!isDesk) return readOnly
  return kind === 'away' || kind === 'shut' ? page[kind] : undefined
}
