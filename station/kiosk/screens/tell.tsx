import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Asking } from '../../session/session-state.ts'
import { READY_REMARKS } from '../../session/ready-remarks.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedTiles } from './paged.tsx'
import { Press } from './press.tsx'

const { tell } = words.practice

/** Always a press away: on the home screen, and in the help of every other one. */
export const TellPress: FC = () => (
  <Press does={{ type: 'ask_remark' }} kind="with icon">
    <Icon name="tell" />
    {tell.open}
  </Press>
)

/** What somebody wants to tell the manager: a ready remark by one press, or words from a keyboard. */
export const TellUs: FC<{ facts: ScreenFacts; asking: Extract<Asking, { kind: 'telling' }> }> = ({
  facts,
  asking: { typed },
}) => (
  <Frame facts={facts} title={tell.open} say={withNotice(facts, [tell.question, typed].join(' '))}>
    <main class="choice tell" data-fit>
      <NoticeStrip facts={facts} />
      <h2>
        {tell.question} <small>{tell.hint}</small>
      </h2>
      {typed !== '' && (
        <output class="query" aria-label={tell.typed}>
          <b>{typed}</b>
        </output>
      )}
      <PagedTiles id="remarks">
        {READY_REMARKS.map((remark, index) => (
          <Press does={{ type: 'tell', remark }} kind="tile">
            <strong>{tell.numbered(String(index + 1), tell.ready[remark])}</strong>
          </Press>
        ))}
      </PagedTiles>
    </main>
    <Foot
      facts={facts}
      next={
        typed === '' ? undefined : (
          <Press does={{ type: 'tell_typed' }} kind="go">
            {tell.send}
          </Press>
        )
      }
    >
      <Press does={{ type: 'back' }}>{tell.back}</Press>
      {typed !== '' && <Press does={{ type: 'erase_remark' }}>{tell.erase}</Press>}
    </Foot>
  </Frame>
)
