import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { REFUSED_MAX, type RefusedHere, type ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'

/** What the books would not take of this station, and why: it waits for a manager, the newest on top. */
export const Refusals: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { refusals: text } = words.kiosk
  const { refused, refusedCount, formats } = facts
  const isCut = refusedCount > refused.length
  return (
    <Frame facts={facts} title={text.short} say={withNotice(facts, text.title)}>
      <main class="review">
        <NoticeStrip facts={facts} />
        {refused.length === 0 ? (
          <p class="empty">{text.none}</p>
        ) : (
          <PagedLines
            id="refusals"
            title={text.title}
            aside={<span>{formats.count(refusedCount)}</span>}
            {...(isCut ? { foot: text.truncated(formats.count(REFUSED_MAX)) } : {})}
            isUrgent={isCut}
          >
            {refused.map((one) => (
              <RefusedRow facts={facts} refused={one} />
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

const RefusedRow: FC<{ facts: ScreenFacts; refused: RefusedHere }> = ({ facts, refused: { head, why } }) => {
  const { refusals: text } = words.kiosk
  const when = facts.formats.dateTime(head.acceptedAt, facts.zone)
  return (
    <li class="bad">
      <Press
        does={{ type: 'show_document', document: head.id }}
        kind="row"
        label={text.show(head.reference, why)}
      >
        <Icon name="refused" />
        <span class="n">
          {why}
          <small>
            {[
              head.reference,
              words.book.events[head.event],
              text.by(head.acceptedBy ?? head.writer, when),
            ].join(' · ')}
          </small>
        </span>
      </Press>
    </li>
  )
}
