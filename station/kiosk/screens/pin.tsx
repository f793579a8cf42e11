import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Asking, PinProblem } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { DIGITS } from './pad.tsx'
import { Press } from './press.tsx'

/** Somebody's PIN. Its digits stay in the page's own program until Enter: they are never part of what is drawn. */
export const AskPin: FC<{ facts: ScreenFacts; asking: Extract<Asking, { kind: 'pin' }> }> = ({
  facts,
  asking: { person, problem },
}) => {
  const { pin, who } = words.kiosk
  const title = pin.title(person.name)
  const refused = problem === null ? undefined : problemWords(facts, problem)
  return (
    <Frame
      facts={facts}
      title={who.sign_in}
      say={withNotice(facts, [refused, title, pin.hint].filter(Boolean).join(' '))}
    >
      <main class="ask">
        <section data-fit>
          <NoticeStrip facts={facts} />
          <h2>{title}</h2>
          <output class="dots" data-pin={String(person.id)} aria-label={pin.shown} />
          {refused !== undefined && (
            <p class="warning bad">
              <Icon name="refused" /> {refused}
            </p>
          )}
          <p class="facts">{pin.hint}</p>
          <noscript>{pin.needsProgram}</noscript>
        </section>
        <fieldset class="pad" aria-label={pin.pad}>
          {DIGITS.map((digit) => (
            <PinKey digit={digit} />
          ))}
          <span />
          <PinKey digit="0" />
          <button type="button" data-pin-key="erase" id="pin-erase" class="key small">
            {pin.erase}
          </button>
        </fieldset>
      </main>
      <Foot
        facts={facts}
        next={
          <button type="button" class="go" data-pin-enter id="pin-enter">
            {pin.enter}
          </button>
        }
      >
        <Press does={{ type: 'back' }}>{pin.back}</Press>
      </Foot>
    </Frame>
  )
}

const PinKey: FC<{ digit: string }> = ({ digit }) => (
  <button type="button" data-pin-key={digit} id={`pin-${digit}`} class="key">
    {digit}
  </button>
)

function problemWords({ formats, zone }: ScreenFacts, problem: PinProblem): string {
  const { pin } = words.kiosk
  return problem.why === 'locked'
    ? pin.locked(formats.time(problem.until, zone))
    : pin.wrong(problem.triesLeft, formats.count(problem.triesLeft))
}
