import { words } from '../../../core/words/catalogue.ts'
import { shownLines } from '../../session/lines.ts'
import type { Notice } from '../../session/notices.ts'
import type { Line, Work } from '../../session/work-state.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import type { IconName } from './icon.tsx'
import { factWords, lotWords, quantityWords, warningWords } from './line-words.ts'
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
  readonly lots: readonly string[]
  readonly facts: readonly { readonly before: string; readonly strong: string; readonly after: string }[]
  readonly todo?: string
}

type Said = Pick<LastScan, 'tone' | 'icon' | 'verdict' | 'title'> & { readonly todo?: string }
type NoticeOf<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>
type SayNotices = {
  readonly [Kind in Notice['kind']]: (
    notice: NoticeOf<Kind>,
    facts: ScreenFacts,
    work: Work | undefined,
  ) => LastScan
}

/** The answer to what happened last, in words. */
export function readLastScan(facts: ScreenFacts, work: Work | undefined, notice: Notice | null): LastScan {
  if (notice === null) return ready(facts, work)
  const answer = NOTICES[notice.kind] as (
    notice: Notice,
    facts: ScreenFacts,
    work: Work | undefined,
  ) => LastScan
  return answer(notice, facts, work)
}

/** Everything of it that is said aloud. */
export function lastScanSays({ verdict, title, quantity, warnings, todo }: LastScan): string {
  return [verdict, title, quantity?.number, quantity?.of, ...warnings, todo].filter(Boolean).join(', ')
}

const { scan, verdicts, whyNot, problems } = words.kiosk
const { tell, already } = words.practice

/** A row for every kind of notice. */
const NOTICES: SayNotices = {
  added(notice, facts, work) {
    const line = lineOf(work, notice.item)
    if (work === undefined || line === undefined) return ready(facts, work)
    return withLine(facts, work, line, addedWords(facts, notice, line), verdicts.look)
  },
  changed: ({ item }, facts, work) =>
    changedLine(facts, work, item, [verdicts.changed, verdicts.changedLook]),
  attached: ({ item }, facts, work) =>
    changedLine(facts, work, item, [verdicts.attached, verdicts.attachedLook]),
  undone({ item, name }, facts, work) {
    const line = lineOf(work, item)
    const undone = { tone: 'idle', icon: 'undone', verdict: verdicts.undone, title: name } as const
    if (work === undefined || line === undefined) return sentence({ ...undone, todo: verdicts.gone })
    return { ...described(facts, work, line), ...undone }
  },
  removed: ({ name }) =>
    sentence({ tone: 'idle', icon: 'undone', verdict: verdicts.changed, title: verdicts.removed(name) }),
  held: ({ text }) =>
    sentence({
      tone: 'bad',
      icon: 'unknown',
      verdict: verdicts.held,
      title: verdicts.heldTitle(text),
      todo: verdicts.heldTodo,
    }),
  left_out: ({ text }) =>
    sentence({ tone: 'idle', icon: 'undone', verdict: verdicts.leftOut, title: verdicts.leftOutTitle(text) }),
  signed_in: ({ name }) =>
    sentence({ tone: 'ok', icon: 'person', verdict: verdicts.signedIn, title: verdicts.signedInTitle(name) }),
  signed_out: ({ name, why }) =>
    sentence({
      tone: 'idle',
      icon: 'leave',
      verdict: verdicts.signedOut,
      title: verdicts.signedOutBy[why](name),
    }),
  parked: () =>
    sentence({ tone: 'idle', icon: 'parked', verdict: verdicts.parked, title: verdicts.parkedTitle }),
  discarded: () =>
    sentence({ tone: 'idle', icon: 'undone', verdict: verdicts.discarded, title: verdicts.discardedTitle }),
  told: (_, { practice }) =>
    sentence({
      tone: 'ok',
      icon: 'send',
      verdict: tell.verdict,
      title: practice?.isInside === true ? tell.toldInPractice : tell.told,
    }),
  line_back: ({ isStillAsked }) =>
    sentence({
      tone: 'ok',
      icon: 'check',
      verdict: verdicts.lineBack,
      title: isStillAsked ? verdicts.lineBackStillAsked : verdicts.lineBackTitle,
      todo: isStillAsked ? verdicts.lineBackStillAskedTodo : verdicts.lineBackTodo,
    }),
  already: ({ what }) =>
    sentence({
      tone: 'idle',
      icon: 'check',
      verdict: already.verdict,
      title: what === 'home' ? already.home : already.signedOut,
      todo: what === 'home' ? already.homeTodo : already.signedOutTodo,
    }),
  scan_refused(notice) {
    const { why, todo } = whyNot[notice.why]
    return sentence({ tone: 'bad', icon: 'refused', verdict: verdicts.refused, title: why(notice), todo })
  },
  problem: ({ problem }) =>
    sentence({ tone: 'bad', icon: 'look', verdict: verdicts.problem, title: problems[problem] }),
}

function sentence(said: Said): LastScan {
  return { warnings: [], lots: [], facts: [], isSentence: true, ...said }
}

/** Nothing happened just now: the newest line, or that the first one is awaited. */
function ready(facts: ScreenFacts, work: Work | undefined): LastScan {
  const newest = work && shownLines(work)[0]
  const said = { tone: 'idle', icon: 'scan', verdict: scan.ready } as const
  if (work === undefined || newest === undefined)
    return sentence({ ...said, title: scan.first, todo: scan.firstHint })
  return { ...described(facts, work, newest), ...said, title: newest.name }
}

function changedLine(
  facts: ScreenFacts,
  work: Work | undefined,
  item: number,
  [fine, look]: readonly [string, string],
): LastScan {
  const line = lineOf(work, item)
  return work === undefined || line === undefined
    ? ready(facts, work)
    : withLine(facts, work, line, fine, look)
}

function withLine(facts: ScreenFacts, work: Work, line: Line, fine: string, look: string): LastScan {
  const shown = described(facts, work, line)
  const isFine = shown.warnings.length === 0
  return {
    ...shown,
    tone: isFine ? 'ok' : 'warn',
    icon: isFine ? 'check' : 'look',
    verdict: isFine ? fine : look,
    title: line.name,
  }
}

function described(facts: ScreenFacts, { workflow }: Work, line: Line) {
  return {
    isSentence: false,
    quantity: quantityWords(facts, workflow, line),
    warnings: warningWords(facts, workflow, line),
    lots: lotWords(facts, line),
    facts: factWords(facts, workflow, line),
  }
}

function lineOf(work: Work | undefined, item: number): Line | undefined {
  return work && shownLines(work).find((line) => line.item === item)
}

function addedWords(facts: ScreenFacts, notice: NoticeOf<'added'>, line: Line): string {
  const shown = inUnit(facts, notice.quantity, line.unit)
  if (notice.pack !== null) return verdicts.addedPack(notice.pack, shown)
  return notice.quantity === 1 && line.unit.base === 'each' ? verdicts.added : verdicts.addedQuantity(shown)
}
