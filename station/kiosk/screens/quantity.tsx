import type { FC } from 'hono/jsx'
import { minor } from '../../../core/kernel/money.ts'
import { words } from '../../../core/words/catalogue.ts'
import { totalOf } from '../../session/lines.ts'
import type { Place } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Pad, Typed, typedProblem } from './pad.tsx'
import { Press } from './press.tsx'
import { inUnit, nameClass } from './quantities.ts'

/** Asks how much, in the unit the item is shown in. Digits typed on the keyboard come here too. */
export const AskQuantity: FC<{ facts: ScreenFacts; place: Extract<Place, { kind: 'asking_quantity' }> }> = ({
  facts,
  place,
}) => {
  const { quantity } = words.kiosk
  const { line, work, mode, problem, price, typed } = place
  const question = mode === 'add' ? quantity.add : quantity.set
  const refused = typedProblem(problem)
  const said = [refused, question, line.name, quantity.unit(line.unit.name)].filter(Boolean).join(', ')
  return (
    <WorkFrame facts={facts} work={work} say={withNotice(facts, said)}>
      <main class="ask">
        <section data-fit>
          <NoticeStrip facts={facts} />
          <h2>{question}</h2>
          <p class={nameClass(line.name)}>{line.name}</p>
          <Typed typed={typed} unit={line.unit.name} />
          {refused !== undefined && <p class="warning bad">{refused}</p>}
          {price !== null && <p class="facts">{quantity.price(facts.formats.money(minor(price)))}</p>}
          {mode === 'set' && <p class="facts">{quantity.has(inUnit(facts, totalOf(line), line.unit))}</p>}
        </section>
        <Pad hasPoint={line.unit.factor > 1} />
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'enter' }} kind="go">
            {quantity.take}
          </Press>
        }
      >
        <Press does={{ type: 'back' }}>{quantity.back}</Press>
        {mode === 'set' && (
          <Press does={{ type: 'remove_line', item: line.item }} kind="danger">
            {quantity.remove}
          </Press>
        )}
      </Foot>
    </WorkFrame>
  )
}
