import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Ask, Asking } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Press } from './press.tsx'
import { oldSince } from './status-words.ts'

/** Who is working, or which manager allows what is asked. A badge answers it too. */
export const AskWho: FC<{ facts: ScreenFacts; asking: Extract<Asking, { kind: 'who' }> }> = ({
  facts,
  asking: { ask },
}) => {
  const { who } = words.kiosk
  const question = who[ask.for]
  const hint = hintOf(ask, facts)
  const old = oldSince(facts.copy?.age)
  const day = facts.isClockDoubtful ? undefined : facts.now
  const nobody = ask.for === 'sign_in' ? who.none : who.noManager
  return (
    <Frame facts={facts} title={question} say={withNotice(facts, `${question} ${hint}`)}>
      <main class="choice" data-fit>
        <NoticeStrip facts={facts} />
        <p class="lead">
          <Icon name="scan" />
          <span>
            {hint}
            {old !== undefined && <small>{who.asOf(facts.formats.moment(old, day, facts.zone))}</small>}
          </span>
        </p>
        {facts.people.length === 0 ? (
          <p class="empty">{nobody}</p>
        ) : (
          <PagedTiles id="people">
            {facts.people.map(({ id, name, hasPin }) => (
              <Press does={{ type: 'choose_operator', operator: id }} kind="tile">
                <strong>{name}</strong>
                <small>{hasPin ? who.withPin : who.noPin}</small>
              </Press>
            ))}
          </PagedTiles>
        )}
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'back' }}>{who.back}</Press>
      </Foot>
    </Frame>
  )
}

function hintOf(ask: Ask, { session: { place } }: ScreenFacts): string {
  const { who } = words.kiosk
  switch (ask.for) {
    case 'sign_in':
      return who.signInHint
    case 'attach_barcode':
      return who.attachHint(ask.key)
    case 'allow_old_books':
      return who.oldBooksHint
    case 'allow_excess': {
      const isOldToo = place.kind === 'deciding_excess' && place.for.includes('old_books')
      return isOldToo ? who.excessAndOldBooksHint : who.excessHint
    }
  }
}
