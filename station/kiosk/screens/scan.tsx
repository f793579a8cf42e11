import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { ROOM_IS_SHORT, roomLeft, shownLines } from '../../session/lines.ts'
import type { Work } from '../../session/work-state.ts'
import { isEmpty } from '../../session/unknown-codes.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { lastScanSays, readLastScan, type LastScan } from './last-scan.ts'
import { HeldRows, LineRow } from './line-row.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { itemCount, nameClass } from './quantities.ts'
import { RecipeList } from './recipe.tsx'
import { TilesButton } from './tiles.tsx'

/** Scanning: the thing just scanned is big, the list or the recipe stands beside it, the newest on top. */
export const Scan: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { scan } = words.kiosk
  const last = readLastScan(facts, work, facts.session.notice)
  const lines = shownLines(work)
  return (
    <WorkFrame facts={facts} work={work} say={lastScanSays(last)}>
      <main class="scan">
        <Last last={last} />
        {facts.recipe.length > 0 ? (
          <RecipeList facts={facts} work={work} />
        ) : (
          <Lines facts={facts} work={work} />
        )}
      </main>
      <Foot
        facts={facts}
        next={
          !isEmpty(work) && (
            <Press does={{ type: 'review' }} kind="go">
              {scan.review(itemCount(facts, lines.length))}
            </Press>
          )
        }
      >
        <Press does={{ type: 'ask_cancel' }}>{scan.cancel}</Press>
        {work.history.length > 0 && <Press does={{ type: 'undo_scan' }}>{scan.undo}</Press>}
        {lines.length > 0 && <Press does={{ type: 'quantity' }}>{scan.quantity}</Press>}
      </Foot>
    </WorkFrame>
  )
}

const Last: FC<{ last: LastScan }> = ({ last }) => (
  <section class={`last ${last.tone}`} data-tone={last.tone} data-fit>
    <p class="verdict">
      <Icon name={last.icon} />
      {last.verdict}
    </p>
    <p class={nameClass(last.title, last.isSentence)}>{last.title}</p>
    <div>
      {last.todo !== undefined && <p class="todo">{last.todo}</p>}
      {last.quantity !== undefined && (
        <p class="quantity">
          <b>{last.quantity.number}</b>
          <span>{last.quantity.of}</span>
        </p>
      )}
      {last.warnings.map((warning) => (
        <p class="warning">{warning}</p>
      ))}
      <p class="facts">
        {last.lots.map((lot) => (
          <strong>{lot}</strong>
        ))}
        {last.facts.map(({ before, strong, after }) => (
          <span>
            {before} <strong>{strong}</strong> {after}
          </span>
        ))}
      </p>
    </div>
  </section>
)

const Lines: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { scan } = words.kiosk
  const lines = shownLines(work)
  const room = roomLeft(work)
  const isShort = room <= ROOM_IS_SHORT
  const foot = isShort ? scan.room(facts.formats.count(room)) : scan.on
  return (
    <PagedLines
      id={`lines-${work.documentId}`}
      title={scan.lines[work.workflow]}
      aside={<span>{itemCount(facts, lines.length)}</span>}
      {...(facts.hasTiles && !isShort ? {} : { foot })}
      isUrgent={isShort}
      button={<TilesButton facts={facts} />}
    >
      <HeldRows facts={facts} work={work} />
      {lines.map((line, index) => (
        <LineRow facts={facts} work={work} line={line} isNewest={index === 0} isNarrow />
      ))}
    </PagedLines>
  )
}
