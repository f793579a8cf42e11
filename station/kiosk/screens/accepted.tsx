import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import type { Latest } from '../../session/notices.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { fateOf } from './accepted-words.ts'
import { contextWords, Foot, Frame, titleOf } from './frame.tsx'
import { Icon } from './icon.tsx'
import { NoticeStrip, withNotice } from './notice-strip.tsx'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount, nameClass } from './quantities.ts'

/** What became of the document: accepted, then posted under its number, sent to a manager, or refused with the reason. */
export const Accepted: FC<{ facts: ScreenFacts; latest: Latest }> = ({ facts, latest }) => {
  const { accepted, scan } = words.kiosk
  const { tone, icon, verdict, title, texts } = fateOf(facts, latest)
  return (
    <Frame
      facts={facts}
      title={titleOf(latest.workflow)}
      context={contextWords(facts, latest.context)}
      say={withNotice(facts, [verdict, title, ...texts].join(', '))}
    >
      <main class="scan">
        <section class={`last ${tone}`} data-tone={tone} data-state={verdict} data-fit>
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
      <Foot facts={facts} next={<Again latest={latest} />}>
        <Press does={{ type: 'home' }}>{accepted.home}</Press>
        {facts.mayUndo && <Press does={{ type: 'ask_undo' }}>{accepted.undo}</Press>}
      </Foot>
    </Frame>
  )
}

const Again: FC<{ latest: Latest }> = ({ latest: { workflow } }) =>
  workflow === 'general' ? null : (
    <Press does={{ type: 'choose_operation', workflow }} kind="go">
      {words.kiosk.accepted.again}
    </Press>
  )
