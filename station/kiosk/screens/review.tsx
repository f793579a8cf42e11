import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines, totalOf, warningsOf } from '../../session/lines.ts'
import type { Line, Work } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Frame, Status, titleOf } from './frame.tsx'
import { Icon } from './icon.tsx'
import { warningWords } from './last-scan.ts'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount } from './quantities.ts'

/** Everything that will be booked, what needs a look first; then Accept. */
export const Review: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { review } = words.kiosk
  const lines = shownLines(work)
  const grave = lines.filter((line) => warningsOf(line).length > 0)
  const sorted = [...grave, ...lines.filter((line) => !grave.includes(line))]
  const lead = `${review.lead[work.workflow]} · ${itemCount(facts, lines.length)}`
  return (
    <Frame
      facts={facts}
      title={titleOf(work.workflow)}
      context={contextWords(facts, work.context)}
      say={withNotice(
        facts,
        [review.title, lead, ...grave.flatMap((line) => warningWords(facts, work.workflow, line))].join(', '),
      )}
    >
      <main class="review">
        <NoticeStrip facts={facts} />
        <PagedLines
          id={`review-${work.documentId}`}
          title={lead}
          aside={grave.length > 0 && <span class="advice">{review.advice}</span>}
        >
          {sorted.map((line) => (
            <ReviewRow facts={facts} work={work} line={line} />
          ))}
        </PagedLines>
      </main>
      <footer>
        <Press does={{ type: 'ask_cancel' }}>{review.cancel}</Press>
        <Press does={{ type: 'scan_on' }}>{review.back}</Press>
        <Status facts={facts} />
        <Press does={{ type: 'accept', document: work.documentId, steps: work.steps }} kind="go">
          {review.accept(itemCount(facts, lines.length))}
        </Press>
      </footer>
    </Frame>
  )
}

const ReviewRow: FC<{ facts: ScreenFacts; work: Work; line: Line }> = ({ facts, work, line }) => {
  const warnings = warningWords(facts, work.workflow, line)
  const shown = inUnit(facts, totalOf(line), line.unit)
  return (
    <li class={warnings.length > 0 ? 'warn' : undefined}>
      <Press
        does={{ type: 'change_line', item: line.item }}
        kind="row"
        label={words.kiosk.scan.changeLine(line.name, [shown, ...warnings].join(', '))}
      >
        {warnings.length > 0 && <Icon name="look" />}
        <span class="n">
          {line.name}
          {warnings.length > 0 && <small>{warnings.join(' · ')}</small>}
        </span>
        <span class="q">{shown}</span>
      </Press>
    </li>
  )
}
