import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Frame, Status } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Press } from './press.tsx'

/** Who is working, remembered for the station until somebody else is. */
export const ChooseOperator: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { operator: text } = words.kiosk
  return (
    <Frame facts={facts} title={facts.station} context={facts.branch} say={withNotice(facts, text.question)}>
      <main class="choice">
        <NoticeStrip facts={facts} />
        <h2>{text.question}</h2>
        {facts.operators.length === 0 ? (
          <p class="empty">{text.none}</p>
        ) : (
          <PagedTiles id="operators">
            {facts.operators.map(({ id, name }) => (
              <Press does={{ type: 'choose_operator', operator: id }} kind="tile">
                <strong>{name}</strong>
              </Press>
            ))}
          </PagedTiles>
        )}
      </main>
      <footer>
        <Press does={{ type: 'keep_operator' }}>{text.keep}</Press>
        <Status facts={facts} />
      </footer>
    </Frame>
  )
}
