import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { WorkflowName } from '../../../core/stations/workflow-names.ts'
import type { Work, WorkContext } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Countdown, countdownSays } from './countdown.tsx'
import { DemoBand } from './demo-band.tsx'
import { PracticeBand, practiceLeads } from './practice.tsx'
import { Press } from './press.tsx'
import { OldBooksBand } from './old-books-band.tsx'
import { dueWords } from './quantities.ts'
import { linkSays, statusWords } from './status-words.ts'

interface FrameProps {
  readonly facts: ScreenFacts
  readonly title: string
  /** The order or run in hand: always in view. */
  readonly context?: string
  /** What is said to those who hear the screen. */
  readonly say: string
}

/** The bar over every screen: what is done, for which order or run, by whom, and the time. */
export const Frame: FC<PropsWithChildren<FrameProps>> = ({ facts, title, context, say, children }) => {
  const { operator, help } = words.kiosk
  const { session } = facts
  return (
    <div
      class={frameClass(facts)}
      data-say={[countdownSays(facts), linkSays(facts), say].filter(Boolean).join(' ')}
      data-leads={practiceLeads(facts)}
    >
      <Band facts={facts} />
      <header class="bar">
        <h1>{title}</h1>
        <p class="context">{context ?? `${facts.station} · ${facts.branch}`}</p>
        <p class="who">
          <span>{session.operator?.name ?? operator.none}</span>
          <time class="clock" data-clock>
            {facts.formats.time(facts.now, facts.zone)}
          </time>
        </p>
        {session.asking === null && <Press does={{ type: 'help' }}>{help.open}</Press>}
        {facts.samples.length > 0 && <Samples facts={facts} />}
      </header>
      {children}
      <Countdown facts={facts} />
    </div>
  )
}

/** What nobody may take for the work of a real day says so over every screen, and old books over the work. */
const Band: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  if (facts.practice?.isInside === true) return <PracticeBand />
  if (facts.isDemo) return <DemoBand isDemo />
  return <OldBooksBand facts={facts} />
}

function frameClass({ practice, isDemo, copy }: ScreenFacts): string {
  if (practice?.isInside === true) return 'frame practising'
  const isOld = copy !== undefined && copy.standing !== 'fine'
  return isDemo || isOld ? 'frame banded' : 'frame'
}

/** The frame of everything that is about work in hand. */
export const WorkFrame: FC<PropsWithChildren<{ facts: ScreenFacts; work: Work; say: string }>> = (props) => {
  const { facts, work, say, children } = props
  return (
    <Frame facts={facts} title={titleOf(work.workflow)} context={contextWords(facts, work.context)} say={say}>
      {children}
    </Frame>
  )
}

interface FootProps {
  readonly facts: ScreenFacts
  /** The next step, on the right. */
  readonly next?: Child
}

/** The buttons under every screen, at most four with the next step, and how it stands with the books. */
export const Foot: FC<PropsWithChildren<FootProps>> = ({ facts, next, children }) => (
  <footer>
    {children}
    <Status facts={facts} />
    {next}
  </footer>
)

/** Barcodes to try out without a scanner. They go the way of its keys. */
const Samples: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { samples } = words.kiosk
  return (
    <details class="samples" id="samples">
      <summary>{samples.open}</summary>
      <div class="drawer">
        <p>{samples.hint}</p>
        {facts.samples.map(({ label, text }) => (
          <button type="button" data-sample={text} id={`sample-${text}`}>
            {label}
            <small>{text}</small>
          </button>
        ))}
      </div>
    </details>
  )
}

/** How it stands with scanner and books: a word on every screen, a sentence when somebody must act. */
const Status: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { trouble, text } = statusWords(facts)
  const isNews = linkSays(facts) !== ''
  return (
    <p class={['status', trouble && 'trouble', isNews && 'news'].filter(Boolean).join(' ')}>
      <strong>{text}</strong>
      <span>{facts.station}</span>
    </p>
  )
}

/** "Corner Café · BRA-SO-00042 · due today". */
export function contextWords(facts: ScreenFacts, context: WorkContext): string {
  const { context: text } = words.kiosk
  const name =
    context.kind === 'sales_order'
      ? text.orderOption(context.partner, context.number)
      : text.runOption(context.serial, context.product)
  return `${name} · ${dueWords(facts, context.dueOn)}`
}

export function titleOf(workflow: WorkflowName): string {
  return words.kiosk.short[workflow]
}
