import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { excessOf, isAllowable, leaveOutExcess, type Excess } from '../../session/excess.ts'
import { shownLines, totalOf } from '../../session/lines.ts'
import type { Place } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { asOfWords } from './old-books-words.ts'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount } from './quantities.ts'

type Deciding = Extract<Place, { kind: 'deciding_excess' }>

/** More than is there, ordered or planned: it is left out, or somebody with more authority decides. */
export const DecideExcess: FC<{ facts: ScreenFacts; place: Deciding }> = ({ facts, place }) => {
  const { work } = place
  const { excess: text } = words.kiosk
  const excess = excessOf(work)
  const isAllOfIt = shownLines(leaveOutExcess(work)).length === 0
  const isOldToo = place.for.includes('old_books') && facts.copy !== undefined
  const old = isOldToo && facts.copy ? text.alsoOld(asOfWords(facts, facts.copy.age)) : ''
  const what = [isAllOfIt ? text.all : text.what, old].filter(Boolean).join(' ')
  const said = [text.title, what, ...excess.map((one) => `${one.line.name}: ${whyWords(facts, one)}`)]
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, said.join(', '))}>
      <main class="review excess">
        <NoticeStrip facts={facts} />
        <div class="lead warn">
          <Icon name="look" />
          <p>
            <strong>{text.title}.</strong> {what}
          </p>
        </div>
        <PagedLines id={`excess-${work.documentId}`} title={itemCount(facts, excess.length)}>
          {excess.map((one) => (
            <ExcessRow facts={facts} excess={one} />
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
        {!isAllOfIt && <Press does={{ type: 'leave_out_excess' }}>{text.leaveOut}</Press>}
        {isAllowable(excess) && <Press does={{ type: 'allow_excess' }}>{text.allow}</Press>}
      </Foot>
    </WorkFrame>
  )
}

const ExcessRow: FC<{ facts: ScreenFacts; excess: Excess }> = ({ facts, excess }) => {
  const { excess: text } = words.kiosk
  const { line, allowed } = excess
  return (
    <li class="warn">
      <p class="row">
        <Icon name="look" />
        <span class="n">
          {line.name}
          <small>{whyWords(facts, excess)}</small>
        </span>
        <span class="q">
          {text.scanned(inUnit(facts, totalOf(line), line.unit))}
          <small>{text.allowed(inUnit(facts, allowed, line.unit))}</small>
        </span>
      </p>
    </li>
  )
}

function whyWords(facts: ScreenFacts, { line, why }: Excess): string {
  const { available, planned } = line.facts
  const open = planned === null ? 0 : planned.upTo - planned.logged
  const has = why === 'over_available' ? available : open
  return words.kiosk.excess.why[why](inUnit(facts, Math.max(0, has), line.unit))
}
