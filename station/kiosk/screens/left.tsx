import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { DISCARD_REASONS } from '../../session/machine-event.ts'
import { shownLines } from '../../session/lines.ts'
import type { Place } from '../../session/session-state.ts'
import type { Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { HeldRows } from './line-row.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines, PagedTiles } from './paged.tsx'
import { PlainRow } from './plain-row.tsx'
import { Press } from './press.tsx'
import { itemCount } from './quantities.ts'

type Left = Extract<Place, { kind: 'left' }>

/** Open work of somebody who is not signed in any more: whose, what, since when, and who goes on with it. */
export const LeftWork: FC<{ facts: ScreenFacts; place: Left }> = ({ facts, place: { work, by } }) => {
  const { left } = words.kiosk
  const isSignedIn = facts.session.operator !== null
  const question = left.question(by.name)
  const since = sinceWords(facts, work)
  const what = isSignedIn ? left.choose : left.signInFirst
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, `${question}. ${since}. ${what}`)}>
      <main class="review">
        <NoticeStrip facts={facts} />
        <div class="lead">
          <Icon name="person" />
          <p>
            <strong>{question}</strong> {since}. {what}
          </p>
        </div>
        <LeftLines facts={facts} work={work} />
      </main>
      <Foot
        facts={facts}
        next={
          isSignedIn ? (
            <Press does={{ type: 'continue_work' }} kind="go">
              {left.continue}
            </Press>
          ) : (
            <Press does={{ type: 'ask_operator' }} kind="go">
              {left.signIn}
            </Press>
          )
        }
      >
        {isSignedIn && (
          <Press does={{ type: 'ask_discard' }} kind="danger">
            {left.discard}
          </Press>
        )}
        {isSignedIn && <Press does={{ type: 'park' }}>{left.park}</Press>}
      </Foot>
    </WorkFrame>
  )
}

const LeftLines: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const lines = shownLines(work)
  return (
    <PagedLines
      id={`left-${work.documentId}`}
      title={words.kiosk.left.lines}
      aside={<span>{itemCount(facts, lines.length)}</span>}
    >
      {lines.map((line) => (
        <PlainRow facts={facts} line={line} />
      ))}
      <HeldRows facts={facts} work={work} />
    </PagedLines>
  )
}

/** Why somebody else's work is given up. */
export const DiscardWork: FC<{ facts: ScreenFacts; place: Extract<Place, { kind: 'discarding' }> }> = ({
  facts,
  place: { work, by },
}) => {
  const { discard } = words.kiosk
  const question = discard.question(by.name)
  const what = discard.what(itemCount(facts, shownLines(work).length))
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, `${question} ${what}`)}>
      <main class="choice" data-fit>
        <NoticeStrip facts={facts} />
        <h2>
          {question} <small>{what}</small>
        </h2>
        <PagedTiles id="discard-reasons">
          {DISCARD_REASONS.map((reason) => (
            <Press does={{ type: 'discard', reason }} kind="tile">
              <strong>{discard.reasons[reason]}</strong>
            </Press>
          ))}
        </PagedTiles>
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'back' }}>{discard.back}</Press>
      </Foot>
    </WorkFrame>
  )
}

function sinceWords({ formats, zone }: ScreenFacts, work: Work): string {
  const last = Math.max(work.openedAt, ...work.lines.map(({ scannedAt }) => scannedAt))
  return words.kiosk.left.since(formats.dateTime(work.openedAt, zone), formats.time(last, zone))
}
