import type { FC } from 'hono/jsx'
import type { PlaceLabel } from '../../../core/book/move-line.ts'
import { words } from '../../../core/words/catalogue.ts'
import { refusalWords } from '../../../core/words/refusal-words.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import type { ShownDocument, ShownLine } from '../shown-document.ts'
import { Foot, Frame } from './frame.tsx'
import { Icon, type IconName } from './icon.tsx'
import type { Tone } from './last-scan.ts'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount, nameClass } from './quantities.ts'

/** A document whose paper was scanned, or one of a list: what became of it, and its lines without any cost. */
export const ShowDocument: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { document: text } = words.kiosk
  const { document } = facts
  if (document === undefined) return <Missing facts={facts} />
  const { tone, icon, verdict, texts } = describe(facts, document)
  const title = document.number ?? document.reference
  const event = words.book.events[document.event]
  const papers = [event, document.context].filter(Boolean).join(' · ')
  return (
    <Frame
      facts={facts}
      title={text.title}
      context={papers}
      say={withNotice(facts, [verdict, title, papers, ...texts].join(', '))}
    >
      <main class="scan">
        <section class={`last ${tone}`} data-tone={tone} data-fit>
          <p class="verdict">
            <Icon name={icon} />
            {verdict}
          </p>
          <div class="answer">
            <p class={nameClass(title)}>{title}</p>
            {texts.map((one) => (
              <p class="todo">{one}</p>
            ))}
          </div>
          <p class="facts">
            {papersOf(facts, document).map((one) => (
              <span>{one}</span>
            ))}
          </p>
          <NoticeStrip facts={facts} />
        </section>
        <PagedLines
          id={`document-${document.reference}`}
          title={document.state === 'posted' ? text.lines : text.asked}
          aside={<span>{itemCount(facts, document.lines.length)}</span>}
        >
          {document.lines.map((line) => (
            <DocumentRow facts={facts} line={line} />
          ))}
        </PagedLines>
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'home' }}>{text.back}</Press>
      </Foot>
    </Frame>
  )
}

const Missing: FC<{ facts: ScreenFacts }> = ({ facts }) => {
  const { document: text } = words.kiosk
  return (
    <Frame facts={facts} title={text.title} say={withNotice(facts, text.missing)}>
      <main class="message">
        <NoticeStrip facts={facts} />
        <h2>{text.missing}</h2>
      </main>
      <Foot facts={facts}>
        <Press does={{ type: 'home' }}>{text.back}</Press>
      </Foot>
    </Frame>
  )
}

const DocumentRow: FC<{ facts: ScreenFacts; line: ShownLine }> = ({ facts, line }) => {
  const { document: text } = words.kiosk
  const { item, quantity, from, to } = line
  const isMoved = from !== undefined && to !== undefined
  return (
    <li>
      <p class="row">
        <span class="n">
          {item?.name ?? text.valueOnly}
          {isMoved && <small>{text.moved(placeWords(from), placeWords(to))}</small>}
        </span>
        <span class="q">{item === undefined ? '' : inUnit(facts, quantity, item.unit)}</span>
      </p>
    </li>
  )
}

function placeWords({ kind, serial, counterpart }: PlaceLabel): string {
  const { book } = words
  if (serial !== undefined) return book.placeOfRun(serial)
  return counterpart === undefined ? book.places[kind] : book.placeTowards(book.places[kind], counterpart)
}

function papersOf({ formats, zone }: ScreenFacts, document: ShownDocument): string[] {
  const { document: text } = words.kiosk
  const { reference, acceptedBy, acceptedAt, postingDate, number } = document
  const when = formats.dateTime(acceptedAt, zone)
  return [
    ...(number === undefined ? [] : [text.reference(reference)]),
    acceptedBy === undefined ? text.acceptedAt(when) : text.accepted(acceptedBy, when),
    ...(document.isClockDoubtful ? [text.clockInDoubt] : []),
    ...(postingDate === undefined ? [] : [text.dated(formats.day(postingDate))]),
  ]
}

interface Described {
  readonly tone: Tone
  readonly icon: IconName
  readonly verdict: string
  readonly texts: readonly string[]
}

function describe({ formats }: ScreenFacts, document: ShownDocument): Described {
  const { document: text } = words.kiosk
  const { states } = text
  if (document.state === 'waiting')
    return { tone: 'idle', icon: 'wait', verdict: states.waiting, texts: [text.waiting] }
  if (document.isReversed)
    return { tone: 'idle', icon: 'undone', verdict: states.reversed, texts: [text.reversed] }
  if (document.state === 'posted') return { tone: 'ok', icon: 'check', verdict: states.posted, texts: [] }
  if (document.isSettled)
    return { tone: 'idle', icon: 'check', verdict: states.settled, texts: [text.settled] }
  const isSent = document.refusal?.code === 'E_APPROVAL'
  const why = document.refusal && refusalWords(document.refusal, document.refusalNames, formats)
  return {
    tone: isSent ? 'warn' : 'bad',
    icon: isSent ? 'send' : 'refused',
    verdict: isSent ? words.kiosk.accepted.sent : states.refused,
    texts: why === undefined ? [] : [why.what, why.todo],
  }
}
