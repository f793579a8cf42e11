import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines } from '../../session/lines.ts'
import type { Parked } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Foot, Frame, titleOf } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { itemCount } from './quantities.ts'

/** Work that was put aside, the newest on top. */
export const ParkedList: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { parked: text } = words.kiosk
  const { parked } = facts.session
  return (
    <Frame facts={facts} title={text.title} say={withNotice(facts, text.title)}>
      <main class="review">
        <NoticeStrip facts={facts} />
        {parked.length === 0 ? (
          <p class="empty">{text.none}</p>
        ) : (
          <PagedLines
            id="parked"
            title={text.title}
            aside={<span>{facts.formats.count(parked.length)}</span>}
          >
            {parked
              .toSorted((one, other) => other.at - one.at)
              .map((one) => (
                <ParkedRow facts={facts} parked={one} />
              ))}
          </PagedLines>
        )}
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'home' }}>{text.back}</Press>
      </Foot>
    </Frame>
  )
}

const ParkedRow: FC<{ facts: ScreenFacts; parked: Parked }> = ({ facts, parked: { work, by, at } }) => {
  const { parked: text } = words.kiosk
  const when = facts.formats.dateTime(at, facts.zone)
  return (
    <li>
      <Press does={{ type: 'open_parked', document: work.documentId }} kind="row">
        <span class="n">
          {`${titleOf(work.workflow)} · ${contextWords(facts, work.context)}`}
          <small>{by === null ? text.byNobody(when) : text.by(by.name, when)}</small>
        </span>
        <span class="q">{itemCount(facts, shownLines(work).length)}</span>
      </Press>
    </li>
  )
}
