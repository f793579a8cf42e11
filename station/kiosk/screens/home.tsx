import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { WORKFLOW_NAMES } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Frame, Status } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'

/** Where every work begins, and where the station waits. */
export const Home: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { home, operations, operationHints } = words.kiosk
  const { operator } = facts.session
  return (
    <Frame facts={facts} title={facts.station} context={facts.branch} say={withNotice(facts, home.question)}>
      <main class="home">
        <NoticeStrip facts={facts} />
        <h2>{home.question}</h2>
        <div class="operations">
          {WORKFLOW_NAMES.map((workflow) => (
            <Press does={{ type: 'choose_operation', workflow }} kind="big">
              <Icon name={workflow} />
              <span>{operations[workflow]}</span>
              <small>{operationHints[workflow]}</small>
            </Press>
          ))}
        </div>
      </main>
      <footer>
        <Press does={{ type: 'ask_operator' }}>
          {operator === null ? home.nobody : home.working(operator.name)}
        </Press>
        <Status facts={facts} />
        <LastDocument facts={facts} />
      </footer>
    </Frame>
  )
}

/** The station's newest document, also after a power cut in the very moment it was accepted. */
const LastDocument: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { last, session, formats, zone } = facts
  if (last === undefined) return null
  const text = words.kiosk.home.last(last.reference, formats.time(last.acceptedAt, zone))
  const isKnown = session.latest?.id === last.id || session.latest?.undo?.id === last.id
  return isKnown ? (
    <Press does={{ type: 'show_latest' }}>{text}</Press>
  ) : (
    <p class="status">
      <strong>{text}</strong>
    </p>
  )
}
