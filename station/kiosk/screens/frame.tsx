import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { WorkflowName } from '../../../core/stations/workflow-names.ts'
import type { Work, WorkContext } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Countdown, countdownSays } from './countdown.tsx'
import { DemoBand } from './demo-band.tsx'
import { PracticeBand, practiceLeads } from './practice.tsx'
import { Press } from './press.tsx'
import { dueWords } from './quantities.ts'

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
      data-say={[countdownSays(facts), say].filter(Boolean).join(' ')}
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

/** What nobody may take for the work of a real day says so over every screen. */
const Band: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  if (facts.practice?.isInside === true) return <PracticeBand />
  return <DemoBand isDemo={facts.isDemo} />
}

function frameClass({ practice, isDemo }: ScreenFacts): string {
  if (practice?.isInside === true) return 'frame practising'
  return isDemo ? 'frame demo' : 'frame'
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
  return (
    <p class={trouble ? 'status trouble' : 'status'}>
      <strong>{text}</strong>
      <span>{facts.station}</span>
    </p>
  )
}

/** The same as text, which also tells whether it has changed. */
export function statusWords(facts: ScreenFacts): { trouble: boolean; text: string } {
  const books = booksWords(facts)
  const troubles = [
    ...(facts.scanner === 'missing' ? [words.kiosk.scanner.missing] : []),
    ...(facts.isClockDoubtful ? [words.kiosk.status.clock.short] : []),
  ]
  if (troubles.length === 0) return books
  return { trouble: true, text: [...troubles, books.text].join(' ') }
}

/** A line that is down for shorter than this is nobody's concern. */
const OFFLINE_AFTER_MS = 60_000

/** When what is read here was last what central has, where that is no longer the case. */
export function oldSince({ now, dataAt }: Pick<ScreenFacts, 'now' | 'dataAt'>): number | undefined {
  return dataAt !== undefined && now - dataAt > OFFLINE_AFTER_MS ? dataAt : undefined
}

/** How it stands with the books alone. */
export function booksWords({ waiting, poster, formats, now, dataAt, zone }: ScreenFacts): {
  trouble: boolean
  text: string
} {
  const { status } = words.kiosk
  const { documents, oldestAcceptedAt } = waiting
  const count =
    documents > 0 && oldestAcceptedAt !== undefined && now - oldestAcceptedAt > 60_000
      ? status.waitingSince(formats.count(documents), formats.age(now - oldestAcceptedAt))
      : status.waiting(formats.count(documents))
  if (poster.kind === 'stopped') return { trouble: true, text: `${status.alarms[poster.alarm]} ${count}` }
  // A copy that follows is seconds old; an older one says that nothing new comes in.
  const old = oldSince({ now, dataAt })
  if (old !== undefined)
    return { trouble: true, text: `${status.offline(formats.moment(old, now, zone))} ${count}` }
  if (poster.kind === 'retrying')
    return { trouble: true, text: `${poster.isClosed ? status.closed : status.retrying} ${count}` }
  return { trouble: false, text: `${status.online} · ${count}` }
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
