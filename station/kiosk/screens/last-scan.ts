import { quantity } from '../../../core/kernel/quantity.ts'
import { words } from '../../../core/words/catalogue.ts'
import { shownLines, totalOf, warningsOf } from '../../session/lines.ts'
import type { Line, Notice, Work, WorkflowName } from '../../session/session-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import type { IconName } from './icon.tsx'
import { inUnit } from './quantities.ts'

export type Tone = 'ok' | 'warn' | 'bad' | 'idle'

/** What the big panel says: a verdict in a word, the thing, and what a person asks next. */
export interface LastScan {
  readonly tone: Tone
  readonly icon: IconName
  readonly verdict: string
  readonly title: string
  /** The title is a sentence, not the name of an item. */
  readonly isSentence: boolean
  /** Of the line after this scan; none when nothing was taken. */
  readonly quantity?: { readonly number: string; readonly of: string }
  readonly warnings: readonly string[]
  readonly facts: readonly { readonly before: string; readonly strong: string; readonly after: string }[]
  readonly todo?: string
}

/** The answer to what happened last, in words. */
export function readLastScan(facts: ScreenFacts, work: Work | undefined, notice: Notice | null): LastScan {
  const { scan, verdicts, whyNot, problems } = words.kiosk
  const bare = { warnings: [], facts: [], isSentence: true }
  if (notice === null)
    return {
      ...bare,
      tone: 'idle',
      icon: 'scan',
      verdict: scan.ready,
      title: scan.first,
      todo: scan.firstHint,
    }
  switch (notice.kind) {
    case 'scan_refused': {
      const text = whyNot[notice.why]
      const title = text?.why(notice) ?? notice.text
      return {
        ...bare,
        tone: 'bad',
        icon: 'refused',
        verdict: verdicts.refused,
        title,
        todo: text?.todo ?? '',
      }
    }
    case 'problem':
      return {
        ...bare,
        tone: 'bad',
        icon: 'look',
        verdict: verdicts.problem,
        title: problems[notice.problem] ?? '',
      }
    case 'removed':
      return {
        ...bare,
        tone: 'idle',
        icon: 'undone',
        verdict: verdicts.changed,
        title: verdicts.removed(notice.name),
      }
    case 'undone': {
      const line = work && shownLines(work).find(({ item }) => item === notice.item)
      const undone = { tone: 'idle', icon: 'undone', verdict: verdicts.undone, title: notice.name } as const
      if (work === undefined || line === undefined) return { ...bare, ...undone, todo: verdicts.gone }
      return { ...describeLine(facts, work.workflow, line), ...undone }
    }
    case 'added':
    case 'changed': {
      const line = work && shownLines(work).find(({ item }) => item === notice.item)
      if (work === undefined || line === undefined) return readLastScan(facts, work, null)
      const described = describeLine(facts, work.workflow, line)
      const isFine = described.warnings.length === 0
      const fine = notice.kind === 'changed' ? verdicts.changed : addedWords(facts, notice, line)
      return {
        ...described,
        tone: isFine ? 'ok' : 'warn',
        icon: isFine ? 'check' : 'look',
        verdict: isFine ? fine : verdicts.look,
        title: line.name,
      }
    }
  }
}

function addedWords(facts: ScreenFacts, notice: Extract<Notice, { kind: 'added' }>, line: Line): string {
  const { verdicts } = words.kiosk
  const shown = inUnit(facts, notice.quantity, line.unit)
  if (notice.pack !== null) return verdicts.addedPack(notice.pack, shown)
  return notice.quantity === 1 && line.unit.base === 'each' ? verdicts.added : verdicts.addedQuantity(shown)
}

/** A line's quantity, its order or plan, what is there, and how old that knowledge is. */
function describeLine(facts: ScreenFacts, workflow: WorkflowName, line: Line) {
  const { facts: text } = words.kiosk
  const { available, planned, dataAt } = line.facts
  const unit = line.unit.base === 'each' && line.unit.factor === 1 ? '' : line.unit.name
  const of = [unit, planned === null ? '' : ofPlanned(facts, workflow, planned.quantity, line)]
    .join(' ')
    .trim()
  const logged =
    planned === null || planned.logged === 0
      ? []
      : [{ before: '', strong: inUnit(facts, planned.logged, line.unit), after: text.logged }]
  return {
    isSentence: false,
    quantity: { number: facts.formats.quantityNumber(quantity(totalOf(line)), line.unit), of },
    warnings: warningWords(facts, workflow, line),
    facts: [
      { before: '', strong: inUnit(facts, Math.max(0, available), line.unit), after: text.there[workflow] },
      ...logged,
      { before: text.checked, strong: facts.formats.time(dataAt, facts.zone), after: text.data },
    ],
  }
}

function ofPlanned(facts: ScreenFacts, workflow: WorkflowName, planned: number, { unit }: Line): string {
  const { facts: text } = words.kiosk
  const shown = inUnit(facts, planned, unit)
  return workflow === 'sales' ? text.ordered(shown) : text.planned(shown)
}

/** What to look at on a line, with the figure. */
export function warningWords(facts: ScreenFacts, workflow: WorkflowName, line: Line): string[] {
  const { warnings } = words.kiosk
  const total = totalOf(line)
  const { available, planned } = line.facts
  return warningsOf(line).map((warning) => {
    if (warning === 'not_planned') return warnings.not_planned[workflow]
    const has =
      warning === 'over_available'
        ? Math.max(0, available)
        : (planned?.quantity ?? 0) - (planned?.logged ?? 0)
    return warnings[warning][workflow](inUnit(facts, total - Math.max(0, has), line.unit))
  })
}
