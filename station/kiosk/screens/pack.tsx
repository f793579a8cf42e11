import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Place } from '../../session/session-state.ts'
import { findHeld } from '../../session/unknown-codes.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Foot, WorkFrame } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Pad, Typed, typedProblem } from './pad.tsx'
import { Press } from './press.tsx'
import { nameClass } from './quantities.ts'

/** How much of the item one scan of the code stands for. */
export const AskPack: FC<{ facts: ScreenFacts; place: Extract<Place, { kind: 'asking_pack' }> }> = ({
  facts,
  place: { work, key, candidate, typed, problem },
}) => {
  const { pack } = words.kiosk
  const { unit, name } = candidate
  const isPieces = unit.base === 'each'
  const question = isPieces && unit.factor === 1 ? pack.pieces : pack.question(unit.name)
  const refused = typedProblem(problem)
  const what = pack.what(findHeld(work, key)?.text ?? key, name)
  return (
    <WorkFrame
      facts={facts}
      work={work}
      say={withNotice(facts, [refused, question, what].filter(Boolean).join(' '))}
    >
      <main class="ask">
        <section data-fit>
          <NoticeStrip facts={facts} />
          <h2>{question}</h2>
          <p class={nameClass(name)}>{name}</p>
          <Typed typed={typed} unit={unit.name} />
          {refused !== undefined && <p class="warning bad">{refused}</p>}
          <p class="facts">
            <span>{what}</span>
            {isPieces && <span>{pack.one}</span>}
          </p>
        </section>
        <Pad hasPoint={unit.factor > 1} />
      </main>
      <Foot
        facts={facts}
        next={
          <Press does={{ type: 'enter' }} kind="go">
            {pack.take}
          </Press>
        }
      >
        <Press does={{ type: 'back' }}>{pack.back}</Press>
      </Foot>
    </WorkFrame>
  )
}
