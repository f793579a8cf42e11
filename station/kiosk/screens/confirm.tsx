import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines } from '../../session/lines.ts'
import type { Latest, Work } from '../../session/session-state.ts'
import type { StationInput } from '../../station-input.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Frame, Status, titleOf } from './frame.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { Press } from './press.tsx'
import { itemCount } from './quantities.ts'

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
      keep={{ does: { type: 'keep_work' }, text: cancel.keep }}
      yes={{ does: { type: 'cancel' }, text: cancel.yes }}
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
      keep={{ does: { type: 'keep_document' }, text: undo.keep }}
      yes={{ does: { type: 'undo', document: latest.id }, text: undo.yes }}
    />
  )
}

interface Answer {
  readonly does: Exclude<StationInput, { type: 'scan' | 'quantity' }>
  readonly text: string
}
interface ConfirmProps {
  readonly facts: ScreenFacts
  readonly title: string
  readonly context: string
  readonly question: string
  readonly what: string
  readonly keep: Answer
  readonly yes: Answer
}

const Confirm: FC<ConfirmProps> = ({ facts, title, context, question, what, keep, yes }) => (
  <Frame facts={facts} title={title} context={context} say={withNotice(facts, `${question} ${what}`)}>
    <main class="message">
      <NoticeStrip facts={facts} />
      <h2>{question}</h2>
      <p>{what}</p>
    </main>
    <footer>
      <Press does={yes.does} kind="danger">
        {yes.text}
      </Press>
      <Status facts={facts} />
      <Press does={keep.does} kind="go">
        {keep.text}
      </Press>
    </footer>
  </Frame>
)
