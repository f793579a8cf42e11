import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { refusalWords } from '../../../core/words/refusal-words.ts'
import type { Latest, ShownOutcome } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Frame, Status, titleOf } from './frame.tsx'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './last-scan.ts'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount, nameClass } from './quantities.ts'

/** What became of the document: accepted, then posted under its number, or refused with the reason. */
export const Accepted: FC<{ facts: ScreenFacts; latest: Latest }> = ({ facts, latest }) => {
  const { accepted, scan } = words.kiosk
  const { tone, icon, verdict, title, texts } = describe(facts, latest)
  const again =
    latest.workflow === 'general'
      ? undefined
      : ({ type: 'choose_operation', workflow: latest.workflow } as const)
  return (
    <Frame
      facts={facts}
      title={titleOf(latest.workflow)}
      context={contextWords(facts, latest.context)}
      say={withNotice(facts, [verdict, title, ...texts].join(', '))}
    >
      <main class="scan">
        <section class={`last ${tone}`} data-tone={tone} data-state={verdict}>
          <p class="verdict">
            <Icon name={icon} />
            {verdict}
          </p>
          <div class="answer">
            <p class={nameClass(title, tone === 'bad')}>{title}</p>
            {texts.map((text) => (
              <p class="todo">{text}</p>
            ))}
          </div>
          <p class="facts">
            <span>{accepted.also(latest.undo?.reference ?? latest.reference)}</span>
            <span>{accepted.by(latest.by.name, facts.formats.time(latest.acceptedAt, facts.zone))}</span>
          </p>
          <NoticeStrip facts={facts} />
        </section>
        <PagedLines
          id={`accepted-${latest.id}`}
          title={scan.lines[latest.workflow]}
          aside={<span>{itemCount(facts, latest.lines.length)}</span>}
        >
          {latest.lines.map((line) => (
            <li>
              <p class="row">
                <span class="n">{line.name}</span>
                <span class="q">{inUnit(facts, line.quantity, line.unit)}</span>
              </p>
            </li>
          ))}
        </PagedLines>
      </main>
      <footer>
        <Press does={{ type: 'home' }}>{accepted.home}</Press>
        {facts.mayUndo && <Press does={{ type: 'ask_undo' }}>{accepted.undo}</Press>}
        <Status facts={facts} />
        {again !== undefined && (
          <Press does={again} kind="go">
            {accepted.again}
          </Press>
        )}
      </footer>
    </Frame>
  )
}

interface Described {
  readonly tone: Tone
  readonly icon: IconName
  readonly verdict: string
  readonly title: string
  readonly texts: readonly string[]
}

function describe(facts: ScreenFacts, { reference, outcome, undo }: Latest): Described {
  const { accepted } = words.kiosk
  if (undo !== null) {
    if (undo.outcome === null)
      return {
        tone: 'idle',
        icon: 'undone',
        verdict: accepted.undoing,
        title: undo.reference,
        texts: [accepted.undoWaiting],
      }
    if (undo.outcome.state === 'posted') {
      const { number } = undo.outcome
      return {
        tone: 'ok',
        icon: 'undone',
        verdict: accepted.undone,
        title: reference,
        texts: [accepted.undoneAs(number)],
      }
    }
    return refused(facts, undo.outcome, accepted.undoRefused)
  }
  if (outcome === null)
    return {
      tone: 'ok',
      icon: 'wait',
      verdict: accepted.accepted,
      title: reference,
      texts: [accepted.waiting],
    }
  if (outcome.state === 'posted')
    return { tone: 'ok', icon: 'check', verdict: accepted.posted, title: outcome.number, texts: [] }
  return refused(facts, outcome, accepted.refused)
}

function refused(
  facts: ScreenFacts,
  outcome: Extract<ShownOutcome, { state: 'refused' }>,
  verdict: string,
): Described {
  const { what, todo } = refusalWords(outcome.refusal, outcome, facts.formats)
  return { tone: 'bad', icon: 'refused', verdict, title: what, texts: [todo] }
}
