import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Place } from '../../session/session-state.ts'
import { findHeld, timesOf } from '../../session/unknown-codes.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'

/** A code no item has: it is left out, or a manager attaches it. */
export const UnknownCodeAsked: FC<{
  facts: ScreenFacts
  place: Extract<Place, { kind: 'unknown_code' }>
}> = ({ facts, place: { work, key } }) => {
  const { unknownCode } = words.kiosk
  const code = findHeld(work, key)
  const times = code === undefined ? 0 : timesOf(code)
  const shown = unknownCode.times(times, facts.formats.count(times))
  const text = code?.text ?? key
  return (
    <WorkFrame
      facts={facts}
      work={work}
      say={withNotice(facts, `${unknownCode.question}: ${text}. ${unknownCode.what}`)}
    >
      <main class="message" data-fit>
        <NoticeStrip facts={facts} />
        <h2 class="blocked">
          <Icon name="unknown" /> {unknownCode.question}
        </h2>
        <p class="code">{text}</p>
        <p>{shown}</p>
        <p>{unknownCode.what}</p>
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'ask_attach' }} kind="go">
            {unknownCode.attach}
          </Press>
        }
      >
        <Press does={{ type: 'back' }}>{unknownCode.back}</Press>
        <Press does={{ type: 'leave_out_code' }} kind="danger">
          {unknownCode.leaveOut}
        </Press>
      </Foot>
    </WorkFrame>
  )
}
