import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Place } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Picture } from '../../../core/web/picture.tsx'
import { Press } from './press.tsx'

/** What an item that is not in the recipe was used instead of. */
export const NameSubstitute: FC<{
  facts: ScreenFacts
  place: Extract<Place, { kind: 'naming_substitute' }>
}> = ({ facts, place: { work, item } }) => {
  const { substitute } = words.kiosk
  const name = work.lines.find((line) => line.item === item)?.name ?? ''
  const question = substitute.question(name)
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, `${question} ${substitute.what}`)}>
      <main class="choice" data-fit>
        <NoticeStrip facts={facts} />
        <h2>
          {question} <small>{substitute.what}</small>
        </h2>
        {facts.recipe.length === 0 ? (
          <p class="empty">{substitute.none}</p>
        ) : (
          <PagedTiles id={`substitute-${item}`}>
            {facts.recipe.map((of) => (
              <Press does={{ type: 'choose_substitute', item: of.item.id }} kind="tile">
                <Picture name={of.picture} />
                <strong>{of.item.name}</strong>
              </Press>
            ))}
          </PagedTiles>
        )}
      </main>
      <Foot
        facts={facts}
        next={<Press does={{ type: 'choose_substitute', item: null }}>{substitute.extra}</Press>}
      >
        <Press does={{ type: 'back' }}>{substitute.back}</Press>
      </Foot>
    </WorkFrame>
  )
}
