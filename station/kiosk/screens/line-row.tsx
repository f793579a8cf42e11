import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { totalOf } from '../../session/lines.ts'
import { heldCodes, timesOf } from '../../session/unknown-codes.ts'
import type { Line, Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { Icon } from './icon.tsx'
import { insteadWords, lotWords, shortWarningWords, warningWords } from './line-words.ts'
import { Press } from './press.tsx'
import { inUnit } from './quantities.ts'

interface LineRowProps {
  readonly facts: ScreenFacts
  readonly work: Work
  readonly line: Line
  readonly isNewest?: boolean
  /** In the narrow list beside the panel of the last scan. */
  readonly isNarrow?: boolean
}

/** A line of the work; pressing it changes its quantity. */
export const LineRow: FC<LineRowProps> = ({ facts, work, line, isNewest, isNarrow }) => {
  const inWords = isNarrow === true ? shortWarningWords : warningWords
  const warnings = inWords(facts, work.workflow, line)
  const instead = insteadWords(line)
  const more = [
    ...warnings,
    ...(instead === undefined || warnings.includes(instead) ? [] : [instead]),
    ...lotWords(facts, line),
  ]
  const shown = inUnit(facts, totalOf(line), line.unit)
  const tone = warnings.length > 0 ? 'warn' : isNewest === true ? 'now' : undefined
  return (
    <li class={tone}>
      <Press
        does={{ type: 'change_line', item: line.item }}
        kind="row"
        label={words.kiosk.scan.changeLine(line.name, [shown, ...more].join(', '))}
      >
        {warnings.length > 0 && <Icon name="look" />}
        <span class="n">
          {line.name}
          {more.length > 0 && <small>{more.join(' · ')}</small>}
        </span>
        <span class="q">{shown}</span>
      </Press>
    </li>
  )
}

/** The codes nobody knows: they block the Accept until each is left out or attached. */
export const HeldRows: FC<{ facts: ScreenFacts; work: Work }> = ({ facts, work }) => {
  const { unknownCode } = words.kiosk
  return (
    <>
      {heldCodes(work).map((code) => {
        const times = unknownCode.times(timesOf(code), facts.formats.count(timesOf(code)))
        return (
          <li class="bad">
            <Press
              does={{ type: 'open_code', key: code.key }}
              kind="row"
              label={unknownCode.open(code.text, times)}
            >
              <Icon name="unknown" />
              <span class="n">
                {code.text}
                <small>{unknownCode.held}</small>
              </span>
              <span class="q">{facts.formats.count(timesOf(code))}</span>
            </Press>
          </li>
        )
      })}
    </>
  )
}
