import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines, totalOf } from '../../session/lines.ts'
import type { Work } from '../../session/work-state.ts'
import { isEmpty } from '../../session/unknown-codes.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Picture } from '../../../core/web/picture.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount } from './quantities.ts'

/** Items that nothing can be scanned on, by picture and name: each press is one scan. */
export const ChooseTile: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { tiles: text } = words.kiosk
  const lines = shownLines(work)
  const listed = (item: number): string | undefined => {
    const line = lines.find((one) => one.item === item)
    return line && text.listed(inUnit(facts, totalOf(line), line.unit))
  }
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, text.title)}>
      <main class="choice" data-fit>
        <NoticeStrip facts={facts} />
        {facts.session.notice === null && <h2>{text.title}</h2>}
        {facts.tiles.length === 0 ? (
          <p class="empty">{text.none}</p>
        ) : (
          <PagedTiles id={`tiles-${work.documentId}`} kind="pictures">
            {facts.tiles.map(({ item, name, picture }) => (
              <Press does={{ type: 'tile', item }} kind="tile">
                <Picture name={picture} />
                <strong>{name}</strong>
                <small>{listed(item)}</small>
              </Press>
            ))}
          </PagedTiles>
        )}
      </main>
      <Foot
        facts={facts}
        next={
          !isEmpty(work) && (
            <Press does={{ type: 'review' }} kind="go">
              {text.review(itemCount(facts, lines.length))}
            </Press>
          )
        }
      >
        <Press does={{ type: 'back' }}>{text.back}</Press>
        {work.history.length > 0 && <Press does={{ type: 'undo_scan' }}>{text.undo}</Press>}
      </Foot>
    </WorkFrame>
  )
}

/** Only where a station has such items. */
export const TilesButton: FC<{ facts: ScreenFacts }> = ({ facts }) =>
  facts.hasTiles ? (
    <Press does={{ type: 'ask_tiles' }} label={words.kiosk.tiles.openLabel}>
      {words.kiosk.tiles.open}
    </Press>
  ) : null
