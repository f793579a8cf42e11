import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { ROOM_IS_SHORT, roomLeft, shownLines, totalOf } from '../../session/lines.ts'
import type { Line, Work } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { contextWords, Frame, Status, titleOf } from './frame.tsx'
import { Icon } from './icon.tsx'
import { readLastScan, warningWords, type LastScan } from './last-scan.ts'
import { PagedLines } from './paged.tsx'
import { Press } from './press.tsx'
import { inUnit, itemCount, nameClass } from './quantities.ts'

/** Scanning: the thing just scanned is big, the list stands beside it, the newest on top. */
export const Scan: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { scan } = words.kiosk
  const lines = shownLines(work)
  const last = readLastScan(facts, work, facts.session.notice)
  const newest = lines[0]
  return (
    <Frame
      facts={facts}
      title={titleOf(work.workflow)}
      context={contextWords(facts, work.context)}
      say={[last.verdict, last.title, last.quantity?.number, last.quantity?.of, ...last.warnings, last.todo]
        .filter(Boolean)
        .join(', ')}
    >
      <main class="scan">
        <Last last={last} />
        <Lines facts={facts} work={work} lines={lines} />
      </main>
      <footer>
        <Press does={{ type: 'ask_cancel' }}>{scan.cancel}</Press>
        {work.history.length > 0 && <Press does={{ type: 'undo_scan' }}>{scan.undo}</Press>}
        {newest !== undefined && (
          <Press does={{ type: 'change_line', item: newest.item }}>{scan.quantity}</Press>
        )}
        <Status facts={facts} />
        {lines.length > 0 && (
          <Press does={{ type: 'review' }} kind="go">
            {scan.review(itemCount(facts, lines.length))}
          </Press>
        )}
      </footer>
    </Frame>
  )
}

const Last: FC<{ last: LastScan }> = ({ last }) => (
  <section class={`last ${last.tone}`} data-tone={last.tone}>
    <p class="verdict">
      <Icon name={last.icon} />
      {last.verdict}
    </p>
    <p class={nameClass(last.title, last.isSentence)}>{last.title}</p>
    <div>
      {last.todo !== undefined && <p class="todo">{last.todo}</p>}
      {last.quantity !== undefined && (
        <p class="quantity">
          <b>{last.quantity.number}</b>
          <span>{last.quantity.of}</span>
        </p>
      )}
      {last.warnings.map((warning) => (
        <p class="warning">{warning}</p>
      ))}
      <p class="facts">
        {last.facts.map(({ before, strong, after }) => (
          <span>
            {before} <strong>{strong}</strong> {after}
          </span>
        ))}
      </p>
    </div>
  </section>
)

const Lines: FC<{ facts: ScreenFacts; work: Work; lines: readonly Line[] }> = ({ facts, work, lines }) => {
  const { scan } = words.kiosk
  const room = roomLeft(work)
  return (
    <PagedLines
      id={`lines-${work.documentId}`}
      title={scan.lines[work.workflow]}
      aside={<span>{itemCount(facts, lines.length)}</span>}
      foot={room <= ROOM_IS_SHORT ? scan.room(facts.formats.count(room)) : scan.on}
      isUrgent={room <= ROOM_IS_SHORT}
    >
      {lines.map((line, index) => (
        <LineRow facts={facts} work={work} line={line} isNewest={index === 0} />
      ))}
    </PagedLines>
  )
}

const LineRow: FC<{ facts: ScreenFacts; work: Work; line: Line; isNewest: boolean }> = (props) => {
  const { facts, work, line, isNewest } = props
  const warnings = warningWords(facts, work.workflow, line)
  const shown = inUnit(facts, totalOf(line), line.unit)
  const tone = warnings.length > 0 ? 'warn' : isNewest ? 'now' : undefined
  return (
    <li class={tone}>
      <Press
        does={{ type: 'change_line', item: line.item }}
        kind="row"
        label={words.kiosk.scan.changeLine(line.name, [shown, ...warnings].join(', '))}
      >
        <span class="n">
          {line.name}
          {warnings.map((warning) => (
            <small>{warning}</small>
          ))}
        </span>
        <span class="q">{shown}</span>
      </Press>
    </li>
  )
}
