import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines } from '../../session/lines.ts'
import type { Latest } from '../../session/notices.ts'
import type { Place } from '../../session/session-state.ts'
import type { Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Foot, Frame, titleOf } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount } from './quantities.ts'

/** Before scanned work is forgotten. */
export const ConfirmCancel: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { cancel } = words.kiosk
  return (
    <Confirm
      facts={facts}
      title={titleOf(work.workflow)}
      context={contextWords(facts, work.context)}
      question={cancel.question}
      what={cancel.what(itemCount(facts, shownLines(work).length))}
      keep={cancel.keep}
      yes={cancel.yes}
      isGrave
    />
  )
}

/** Before a document is taken back: that cannot be taken back itself. */
export const ConfirmUndo: FC<{ facts: ScreenFacts; latest: Latest }> = ({ facts, latest }) => {
  const { undo } = words.kiosk
  return (
    <Confirm
      facts={facts}
      title={titleOf(latest.workflow)}
      context={contextWords(facts, latest.context)}
      question={undo.question(latest.reference)}
      what={undo.what}
      keep={undo.keep}
      yes={undo.yes}
      isGrave
    />
  )
}

type Absurd = Extract<Place, { kind: 'confirming_quantity' }>

/** Before a quantity counts that is many times what anybody would expect. */
export const ConfirmQuantity: FC<{ facts: ScreenFacts; place: Absurd }> = ({ facts, place }) => {
  const { absurd } = words.kiosk
  const { work, line, quantity } = place
  const shown = inUnit(facts, quantity, line.unit)
  return (
    <Confirm
      facts={facts}
      title={titleOf(work.workflow)}
      context={contextWords(facts, work.context)}
      question={absurd.question(shown, line.name)}
      what={timesWords(facts, place)}
      keep={absurd.back}
      yes={absurd.yes(shown)}
    />
  )
}

function timesWords({ formats }: ScreenFacts, { line: { facts }, quantity }: Absurd): string {
  const { absurd } = words.kiosk
  const planned = facts.planned?.upTo ?? 0
  const there = Math.max(0, facts.available)
  if (planned === 0 && there === 0) return absurd.nothing
  return planned >= there
    ? absurd.timesPlanned(formats.count(Math.floor(quantity / planned)))
    : absurd.timesThere(formats.count(Math.floor(quantity / there)))
}

interface ConfirmProps {
  readonly facts: ScreenFacts
  readonly title: string
  readonly context: string
  readonly question: string
  readonly what: string
  readonly keep: string
  readonly yes: string
  /** Yes takes something away that does not come back. */
  readonly isGrave?: boolean
}

/** A question with two answers; the careful one is the accent. */
const Confirm: FC<ConfirmProps> = ({ facts, title, context, question, what, keep, yes, isGrave }) => (
  <Frame facts={facts} title={title} context={context} say={withNotice(facts, `${question} ${what}`)}>
    <main class="message" data-fit>
      <NoticeStrip facts={facts} />
      <h2>{question}</h2>
      <p>{what}</p>
    </main>
    <Foot
      facts={facts}
      next={
        <Press does={{ type: 'back' }} kind="go">
          {keep}
        </Press>
      }
    >
      {isGrave === true ? (
        <Press does={{ type: 'confirm' }} kind="danger">
          {yes}
        </Press>
      ) : (
        <Press does={{ type: 'confirm' }}>{yes}</Press>
      )}
    </Foot>
  </Frame>
)
