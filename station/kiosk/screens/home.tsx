import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { WORKFLOW_NAMES } from '../../../core/stations/workflow-names.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { clockWords } from './clock-words.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PracticeComing, PracticePress } from './practice.tsx'
import { Press } from './press.tsx'
import { booksWords } from './status-words.ts'
import { TellPress } from './tell.tsx'

/** Where every work begins, and where the station waits. */
export const Home: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { home, operations, operationHints } = words.kiosk
  return (
    <Frame facts={facts} title={facts.station} context={facts.branch} say={withNotice(facts, home.question)}>
      <main class="home" data-fit>
        <NoticeStrip facts={facts} />
        <Waiting facts={facts} />
        <section class="operations">
          <h2>{home.question}</h2>
          {WORKFLOW_NAMES.map((workflow) => (
            <Press does={{ type: 'choose_operation', workflow }} kind="big">
              <Icon name={workflow} />
              <span>{operations[workflow]}</span>
              <small>{operationHints[workflow]}</small>
            </Press>
          ))}
        </section>
      </main>
      <Foot facts={facts}>
        <WhoWorks facts={facts} />
        <Parked facts={facts} />
        <Refused facts={facts} />
        <LastDocument facts={facts} />
      </Foot>
    </Frame>
  )
}

/** What an idle station shows from afar: the time, who works, and whether scanner and books are well. */
const Waiting: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { home, scanner } = words.kiosk
  const { formats, now, zone, session, scanner: state } = facts
  const books = booksWords(facts)
  const clock = clockWords(facts)
  const isMissing = state === 'missing'
  return (
    <section class="here">
      <time class="hour" data-clock>
        {formats.time(now, zone)}
      </time>
      <p class="day">{formats.date(now, zone)}</p>
      <p class="worker">
        <Icon name="person" />
        <span>{session.operator === null ? home.scanBadge : home.working(session.operator.name)}</span>
      </p>
      <ul class="states">
        <li class={isMissing ? 'bad' : 'fine'}>
          <Icon name={isMissing ? 'refused' : 'scan'} />
          <span>{scanner[state]}</span>
        </li>
        <li class={books.trouble ? 'bad' : 'fine'}>
          <Icon name={books.trouble ? 'look' : 'check'} />
          <span>{books.text}</span>
        </li>
        {clock !== undefined && (
          <li class="bad">
            <Icon name="look" />
            <span>{clock}</span>
          </li>
        )}
      </ul>
      <PracticeComing facts={facts} />
      <p class="beside">
        <PracticePress facts={facts} />
        <TellPress />
      </p>
    </section>
  )
}

const WhoWorks: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { operator } = words.kiosk
  if (facts.isPersonal) return null
  return facts.session.operator === null ? (
    <Press does={{ type: 'ask_operator' }}>{operator.signIn}</Press>
  ) : (
    <Press does={{ type: 'sign_out' }}>{operator.signOut}</Press>
  )
}

const Parked: FC<{ facts: ScreenFacts }> = ({ facts: { session, formats } }) =>
  session.parked.length === 0 ? null : (
    <Press does={{ type: 'show_parked' }}>
      {words.kiosk.parked.open(formats.count(session.parked.length))}
    </Press>
  )

const Refused: FC<{ facts: ScreenFacts }> = ({ facts: { refusedCount, formats } }) =>
  refusedCount === 0 ? null : (
    <Press does={{ type: 'show_refusals' }} kind="danger">
      {words.kiosk.refusals.open(formats.count(refusedCount))}
    </Press>
  )

/** The station's newest document, also after a power cut in the very moment it was accepted. */
const LastDocument: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { last, session, formats, zone } = facts
  if (last === undefined) return null
  const text = words.kiosk.home.last(last.reference, formats.time(last.acceptedAt, zone))
  const isKnown = session.latest?.id === last.id || session.latest?.undo?.id === last.id
  return (
    <Press does={isKnown ? { type: 'show_latest' } : { type: 'show_document', document: last.id }}>
      {text}
    </Press>
  )
}
