import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'
import { Press } from './press.tsx'

const { practice: text } = words

/** Over every screen of a practice, so that nobody takes one for work. */
export const PracticeBand: FC = () => (
  <aside class="practice-band" aria-label={text.band}>
    <Icon name="practice" />
    <strong>{text.band}</strong>
    <span>{text.bandSays}</span>
    <Icon name="practice" />
  </aside>
)

/** The way in and the way out. */
export const PracticePress: FC<{ facts: ScreenFacts }> = ({ facts: { practice } }) => {
  if (practice === undefined || (practice.state.kind === 'copying' && !practice.isInside)) return null
  return (
    <Press does={{ type: practice.isInside ? 'leave_practice' : 'start_practice' }} kind="with icon">
      <Icon name={practice.isInside ? 'leave' : 'practice'} />
      {practice.isInside ? text.leave : text.start}
    </Press>
  )
}

/** How far the copy is, or why there is none: beside the way into it. */
export const PracticeComing: FC<{ facts: ScreenFacts }> = ({ facts: { practice, formats } }) => {
  const state = practice?.isInside === false ? practice.state : undefined
  switch (state?.kind) {
    case 'copying':
      return (
        <p class="practice-coming">
          <Icon name="wait" />
          <span>{text.copying(formats.count(Math.floor(state.part * PERCENT)))}</span>
        </p>
      )
    case 'no_room':
      return (
        <Trouble
          says={text.noRoom(formats.count(megabytes(state.needed)), formats.count(megabytes(state.free)))}
        />
      )
    case 'failed':
      return <Trouble says={text.failed} />
    default:
      return null
  }
}

const Trouble: FC<{ says: string }> = ({ says }) => (
  <p class="practice-coming bad">
    <Icon name="look" />
    <span>{says}</span>
  </p>
)

const PERCENT = 100
const BYTES_OF_MEGABYTE = 1_000_000
const megabytes = (bytes: number): number => Math.ceil(bytes / BYTES_OF_MEGABYTE)

/** Where the page goes on by itself: a station that practises shows that and nothing else. */
export function practiceLeads({ practice, session }: ScreenFacts): 'practice' | 'work' | undefined {
  if (practice === undefined) return undefined
  if (practice.isInside) return practice.state.kind === 'open' ? undefined : 'work'
  // Whoever began to work while the books were copied is not torn away.
  const isAtHome = session.place.kind === 'choosing_operation' && session.asking === null
  return practice.state.kind === 'open' && isAtHome ? 'practice' : undefined
}
