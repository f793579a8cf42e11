import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Place } from '../../session/session-state.ts'
import { findHeld } from '../../session/unknown-codes.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedKeys, PagedTiles } from './paged.tsx'
import { Picture } from '../../../core/web/picture.tsx'
import { Press } from './press.tsx'

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')

/** The item that a code is attached to, by the first letters of its name or code. */
export const SearchItem: FC<{ facts: ScreenFacts; place: Extract<Place, { kind: 'searching_item' }> }> = ({
  facts,
  place: { work, key, query, allowedBy },
}) => {
  const { search } = words.kiosk
  const question = search.question(findHeld(work, key)?.text ?? key)
  const isEmpty = query.trim() === ''
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, `${question} ${search.nothing}`)}>
      <main class="choice search" data-fit>
        <NoticeStrip facts={facts} />
        <p class="asked">
          <strong>{question}</strong> <small>{search.allowed(allowedBy.name)}</small>
        </p>
        <output class="query" aria-label={search.typed}>
          <b data-quantity={query}>{query}</b>
        </output>
        {facts.found.length === 0 ? (
          <p class="empty">{isEmpty ? search.nothing : search.none(query)}</p>
        ) : (
          <PagedTiles id={`found-${query.replaceAll(' ', '_')}`}>
            {facts.found.map(({ id, name, code, picture }) => (
              <Press does={{ type: 'choose_item', item: id }} kind="tile">
                <Picture name={picture} />
                <strong>{name}</strong>
                <small>{code}</small>
              </Press>
            ))}
          </PagedTiles>
        )}
        <PagedKeys id="letters" label={search.letters}>
          {LETTERS.map((letter) => (
            <Press does={{ type: 'letter', key: letter }} kind="key">
              {letter}
            </Press>
          ))}
        </PagedKeys>
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'back' }}>{search.back}</Press>
        <Press does={{ type: 'letter', key: ' ' }}>{search.space}</Press>
        <Press does={{ type: 'letter', key: 'erase' }}>{search.erase}</Press>
      </Foot>
    </WorkFrame>
  )
}
