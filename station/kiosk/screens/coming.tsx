import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'

/** What is not here yet says so. */
export const Coming: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { coming, short } = words.kiosk
  return (
    <Frame facts={facts} title={short.general} say={withNotice(facts, coming.text)}>
      <main class="message">
        <NoticeStrip facts={facts} />
        <h2>{coming.title}</h2>
        <p>{coming.text}</p>
        <p>{coming.until}</p>
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'home' }} kind="go">
            {coming.back}
          </Press>
        }
      />
    </Frame>
  )
}
