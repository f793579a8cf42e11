import type { FC } from 'hono/jsx'
import { totalOf } from '../../session/lines.ts'
import type { Line } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { inUnit } from './quantities.ts'

/** A line that is only looked at. */
export const PlainRow: FC<{ facts: ScreenFacts; line: Pick<Line, 'name' | 'unit' | 'shares'> }> = ({
  facts,
  line,
}) => (
  <li>
    <p class="row">
      <span class="n">{line.name}</span>
      <span class="q">{inUnit(facts, totalOf(line), line.unit)}</span>
    </p>
  </li>
)
