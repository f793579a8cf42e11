import { words } from '../../../core/words/catalogue.ts'
import { refusalWords } from '../../../core/words/refusal-words.ts'
import type { Latest, ShownOutcome } from '../../session/notices.ts'
import type { ScreenFacts } from '../screen-facts.ts'
import type { IconName } from './icon.tsx'
import type { Tone } from './last-scan.ts'

/** What became of a document: a verdict, its number or the reason, and what follows. */
export interface Fate {
  readonly tone: Tone
  readonly icon: IconName
  readonly verdict: string
  readonly title: string
  readonly texts: readonly string[]
}

export function fateOf(facts: ScreenFacts, latest: Latest): Fate {
  const { accepted } = words.kiosk
  const { reference, outcome, undo, isSent } = latest
  if (undo !== null) return fateOfUndo(facts, reference, undo)
  if (outcome?.state === 'posted')
    return { tone: 'ok', icon: 'check', verdict: accepted.posted, title: outcome.number, texts: [] }
  // Whatever the books say of it: it was sent knowing that they would not take it as it is.
  if (isSent) return fateOfSent(facts, reference, outcome)
  if (outcome === null)
    return {
      tone: 'ok',
      icon: 'wait',
      verdict: accepted.accepted,
      title: reference,
      texts: [accepted.waiting],
    }
  return refused(facts, outcome, accepted.refused)
}

function fateOfUndo(facts: ScreenFacts, reference: string, undo: NonNullable<Latest['undo']>): Fate {
  const { accepted } = words.kiosk
  if (undo.outcome === null)
    return {
      tone: 'idle',
      icon: 'undone',
      verdict: accepted.undoing,
      title: undo.reference,
      texts: [accepted.undoWaiting],
    }
  if (undo.outcome.state === 'refused') return refused(facts, undo.outcome, accepted.undoRefused)
  const texts = [accepted.undoneAs(undo.outcome.number)]
  return { tone: 'ok', icon: 'undone', verdict: accepted.undone, title: reference, texts }
}

function fateOfSent(
  facts: ScreenFacts,
  reference: string,
  outcome: Extract<ShownOutcome, { state: 'refused' }> | null,
): Fate {
  const { accepted } = words.kiosk
  const isBareApproval = outcome === null || outcome.refusal.code === 'E_APPROVAL'
  const why = isBareApproval ? [] : [refusalWords(outcome.refusal, outcome, facts.formats).what]
  const texts = [...why, accepted.sentWaiting]
  return { tone: 'warn', icon: 'send', verdict: accepted.sent, title: reference, texts }
}

function refused(
  { formats }: ScreenFacts,
  outcome: Extract<ShownOutcome, { state: 'refused' }>,
  verdict: string,
): Fate {
  const { what, todo } = refusalWords(outcome.refusal, outcome, formats)
  return { tone: 'bad', icon: 'refused', verdict, title: what, texts: [todo] }
}
