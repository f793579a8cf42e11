import { quantity } from '../../../core/kernel/quantity.ts'
import { words } from '../../../core/words/catalogue.ts'
import { warningsOf, type LineWarning } from '../../session/excess.ts'
import { totalOf } from '../../session/lines.ts'
import type { WorkflowName } from '../../../core/stations/workflow-names.ts'
import type { Line } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import { momentWords } from './old-books-words.ts'
import { inUnit } from './quantities.ts'

/** What to look at on a line, with the figure and its age. */
export function warningWords(facts: ScreenFacts, workflow: WorkflowName, line: Line): string[] {
  return warningsOf(line).map((warning) => WARNINGS[warning](facts, workflow, line))
}

/** The same for a narrow list, where the panel beside it has said it in full. */
export function shortWarningWords(facts: ScreenFacts, workflow: WorkflowName, line: Line): string[] {
  const { short } = words.kiosk.warnings
  const time = momentWords(facts, line.facts.dataAt)
  return warningsOf(line).map((warning) => {
    if (warning === 'not_planned') return WARNINGS.not_planned(facts, workflow, line)
    if (warning === 'over_available') return short.over_available(overAvailable(facts, line), time)
    return warning === 'over_planned' ? short.over_planned(overPlanned(facts, line)) : short[warning]
  })
}

const WARNINGS: Readonly<
  Record<LineWarning, (facts: ScreenFacts, workflow: WorkflowName, line: Line) => string>
> = {
  over_available(facts, workflow, line) {
    const time = momentWords(facts, line.facts.dataAt)
    return words.kiosk.warnings.over_available[workflow](overAvailable(facts, line), time)
  },
  over_planned: (facts, workflow, line) =>
    words.kiosk.warnings.over_planned[workflow](overPlanned(facts, line)),
  not_planned: (_, workflow, line) => insteadWords(line) ?? words.kiosk.warnings.not_planned[workflow],
  expired: (facts, _, line) => words.kiosk.warnings.expired(lastDay(facts, line, 'expired')),
  expires_soon: (facts, _, line) => words.kiosk.warnings.expires_soon(lastDay(facts, line, 'soon')),
}

function overAvailable(facts: ScreenFacts, line: Line): string {
  return inUnit(facts, totalOf(line) - Math.max(0, line.facts.available), line.unit)
}

function overPlanned(facts: ScreenFacts, line: Line): string {
  const { planned } = line.facts
  const open = Math.max(0, (planned?.quantity ?? 0) - (planned?.logged ?? 0))
  return inUnit(facts, totalOf(line) - open, line.unit)
}

/** What a substitution takes the place of; undefined where nobody has named it. */
export function insteadWords({ insteadOf }: Line): string | undefined {
  const { recipe } = words.kiosk
  if (insteadOf === null) return undefined
  return insteadOf.item === null ? recipe.extra : recipe.insteadOf(insteadOf.name)
}

/** The lots of a line that are not warned of already: "Lot A12, until 24 Nov 2026". */
export function lotWords({ formats }: ScreenFacts, { shares }: Line): string[] {
  const { lots } = words.kiosk
  const named = shares.flatMap(({ lot, expiresOn }) => {
    if (lot === null) return expiresOn === null ? [] : [lots.until(formats.day(expiresOn))]
    return [expiresOn === null ? lots.lot(lot) : lots.lotUntil(lot, formats.day(expiresOn))]
  })
  return [...new Set(named)]
}

/** The line's quantity as a number, and beside it its unit and what was ordered or planned. */
export function quantityWords(
  facts: ScreenFacts,
  workflow: WorkflowName,
  line: Line,
): { number: string; of: string } {
  const { facts: text } = words.kiosk
  const { planned } = line.facts
  const unit = line.unit.base === 'each' && line.unit.factor === 1 ? '' : line.unit.name
  const shown = planned === null ? '' : inUnit(facts, planned.quantity, line.unit)
  const of = planned === null ? '' : workflow === 'sales' ? text.ordered(shown) : text.planned(shown)
  return {
    number: facts.formats.quantityNumber(quantity(totalOf(line)), line.unit),
    of: `${unit} ${of}`.trim(),
  }
}

/** What a person asks next: what is there, what was logged before, what is left, how old that is. */
export function factWords(
  facts: ScreenFacts,
  workflow: WorkflowName,
  line: Line,
): { before: string; strong: string; after: string }[] {
  const { facts: text } = words.kiosk
  const { available, planned, dataAt } = line.facts
  const shown = (base: number): string => inUnit(facts, Math.max(0, base), line.unit)
  const fact = (strong: string, after: string, before = '') => ({ before, strong, after })
  const left = planned === null ? 0 : planned.quantity - planned.logged - totalOf(line)
  return [
    fact(shown(available), text.there[workflow]),
    ...(planned === null || planned.logged === 0 ? [] : [fact(shown(planned.logged), text.logged)]),
    ...(planned === null ? [] : [fact(shown(left), text.left)]),
    dataAt === null
      ? fact(text.unknownAge, '', text.checked)
      : fact(momentWords(facts, dataAt), text.data, text.checked),
  ]
}

function lastDay({ formats }: ScreenFacts, { shares }: Line, expiry: 'expired' | 'soon'): string {
  const days = shares.flatMap((share) => (share.expiry === expiry ? [share.expiresOn ?? ''] : []))
  const first = days.toSorted()[0] ?? ''
  return first === '' ? '' : formats.day(first)
}
