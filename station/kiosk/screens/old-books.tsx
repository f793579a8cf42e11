import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines } from '../../session/lines.ts'
import type { Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { asOfWords } from './old-books-words.ts'
import { PagedLines } from './paged.tsx'
import { PlainRow } from './plain-row.tsx'
import { Press } from './press.tsx'
import { itemCount } from './quantities.ts'

/** All of it was checked against books that are old: a manager allows it here, or it is sent to one. */
export const DecideOldBooks: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { oldBooks: text } = words.kiosk
  const lines = shownLines(work)
  const what = facts.copy === undefined ? '' : text.what(asOfWords(facts, facts.copy.age))
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, `${text.title}. ${what}`)}>
      <main class="review excess">
        <NoticeStrip facts={facts} />
        <div class="lead warn">
          <Icon name="look" />
          <p>
            <strong>{text.title}.</strong> {what}
          </p>
        </div>
        <PagedLines
          id={`old-books-${work.documentId}`}
          title={`${text.scanned} · ${itemCount(facts, lines.length)}`}
        >
          {lines.map((line) => (
            <PlainRow facts={facts} line={line} />
          ))}
        </PagedLines>
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'send' }} kind="go">
            {text.send}
          </Press>
        }
      >
        <Press does={{ type: 'back' }}>{text.back}</Press>
        <Press does={{ type: 'allow_old_books' }}>{text.allow}</Press>
      </Foot>
    </WorkFrame>
  )
}
