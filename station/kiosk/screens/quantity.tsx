import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { totalOf } from '../../session/lines.ts'
import type { Place } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Frame, Status, titleOf } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'
import { inUnit, nameClass } from './quantities.ts'

const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

/** Asks how much, in the unit the item is shown in. Digits typed on the keyboard come here too. */
export const AskQuantity: FC<{ facts: ScreenFacts; place: Extract<Place, { kind: 'asking_quantity' }> }> = ({
  facts,
  place,
}) => {
  const { quantity } = words.kiosk
  const { line, work, mode, problem } = place
  const question = mode === 'add' ? quantity.add : quantity.set
  const problems: Readonly<Record<string, string>> = words.shared.typedNumber
  const { refused, hasFraction } = { refused: problems[problem ?? ''], hasFraction: line.unit.factor > 1 }
  return (
    <Frame
      facts={facts}
      title={titleOf(work.workflow)}
      context={contextWords(facts, work.context)}
      say={withNotice(
        facts,
        [refused, question, line.name, quantity.unit(line.unit.name)].filter(Boolean).join(', '),
      )}
    >
      <main class="ask">
        <section>
          <NoticeStrip facts={facts} />
          <h2>{question}</h2>
          <p class={nameClass(line.name)}>{line.name}</p>
          <p class="quantity">
            <b data-quantity={quantity.empty}>{quantity.empty}</b>
            <span>{line.unit.name}</span>
          </p>
          {refused !== undefined && <p class="warning bad">{refused}</p>}
          {mode === 'set' && <p class="facts">{quantity.has(inUnit(facts, totalOf(line), line.unit))}</p>}
        </section>
        <fieldset class="pad" aria-label={quantity.pad}>
          {DIGITS.map((digit) => (
            <Digit digit={digit} />
          ))}
          {hasFraction ? <Digit digit={quantity.point} /> : <span />}
          <Digit digit="0" />
          <button type="button" data-digit="erase" id="digit-erase">
            {quantity.erase}
          </button>
        </fieldset>
      </main>
      <footer>
        <Press does={{ type: 'leave_quantity' }}>{quantity.back}</Press>
        {mode === 'set' && (
          <Press does={{ type: 'remove_line', item: line.item }} kind="danger">
            {quantity.remove}
          </Press>
        )}
        <Status facts={facts} />
        <button type="submit" class="go" data-enter id="enter">
          {quantity.take}
        </button>
      </footer>
    </Frame>
  )
}

const Digit: FC<{ digit: string }> = ({ digit }) => (
  <button type="button" data-digit={digit} id={`digit-${digit}`}>
    {digit}
  </button>
)
