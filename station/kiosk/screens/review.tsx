import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { warningsOf } from '../../session/excess.ts'
import { shownLines } from '../../session/lines.ts'
import { heldCodes } from '../../session/unknown-codes.ts'
import type { Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { HeldRows, LineRow } from './line-row.tsx'
import { warningWords } from './line-words.ts'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { oldBooksWords } from './old-books-words.ts'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { itemCount } from './quantities.ts'

/** Everything that will be booked: what blocks it first, then what needs a look, then the rest; then Accept. */
export const Review: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { review, unknownCode } = words.kiosk
  const lines = shownLines(work)
  const held = heldCodes(work)
  const grave = lines.filter((line) => warningsOf(line).length > 0)
  const sorted = [...grave, ...lines.filter((line) => !grave.includes(line))]
  const lead = `${review.lead[work.workflow]} · ${itemCount(facts, lines.length)}`
  const said = [
    review.title,
    lead,
    oldBooksWords(facts),
    ...held.map(({ text }) => `${unknownCode.held} ${text}`),
    ...grave.flatMap((line) => warningWords(facts, work.workflow, line)),
  ]
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, said.filter(Boolean).join(', '))}>
      <main class="review">
        <NoticeStrip facts={facts} />
        <PagedLines
          id={`review-${work.documentId}`}
          title={lead}
          aside={grave.length + held.length > 0 && <span class="advice">{review.advice}</span>}
        >
          <HeldRows facts={facts} work={work} />
          {sorted.map((line) => (
            <LineRow facts={facts} work={work} line={line} />
          ))}
        </PagedLines>
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'accept', document: work.documentId, steps: work.steps }} kind="go">
            {review.accept(itemCount(facts, lines.length))}
          </Press>
        }
      >
        <Press does={{ type: 'ask_cancel' }}>{review.cancel}</Press>
        <Press does={{ type: 'park' }}>{review.park}</Press>
        <Press does={{ type: 'back' }}>{review.back}</Press>
      </Foot>
    </WorkFrame>
  )
}
