import { isCorrectable } from '../../core/book/settle/corrected-lines.ts'
import type { RefusalCase } from '../../core/book/settle/read-case.ts'
import { relinkableTo } from '../../core/book/settle/settle.ts'
import type { PersonId } from '../../core/kernel/ids.ts'

/** What a person can do about a refusal. */
export const ACTIONS = ['post', 'correct', 'relink', 'loss', 'void'] as const
export type Action = (typeof ACTIONS)[number]

/** Nobody approves their own: what they accepted themselves they can only void. */
export function isOwn({ content }: RefusalCase, person: PersonId): boolean {
  return content.acceptedBy === person
}

/** The ways to settle this refusal that make sense for this person. Void is always one. */
export function actionsFor(refusal: RefusalCase, person: PersonId): readonly Action[] {
  const { content, entry, awaited, lines } = refusal
  const isPostable =
    !isOwn(refusal, person) &&
    awaited.state === 'free' &&
    content.event !== 'void' &&
    content.branch === entry.head.branch
  if (!isPostable) return ['void']
  const isOfClosedRun = content.event === 'usage' && entry.head.refusal?.code === 'E_RUN_CLOSED'
  return [
    'post',
    ...(lines.some(({ line }) => isCorrectable(line)) ? (['correct'] as const) : []),
    ...(relinkableTo(content.event) === undefined ? [] : (['relink'] as const)),
    ...(isOfClosedRun ? (['loss'] as const) : []),
    'void',
  ]
}

const LIKELY: Readonly<Record<string, Action>> = {
  E_BELOW_ZERO: 'correct',
  E_OVER_OUTSTANDING: 'correct',
  E_NO_COST: 'correct',
  E_ORDER_CLOSED: 'relink',
  E_RUN_CLOSED: 'relink',
}

/** Which of them is shown first: the one that most often answers this reason. */
export function likelyAction(refusal: RefusalCase, actions: readonly Action[]): Action {
  const likely = LIKELY[refusal.entry.head.refusal?.code ?? ''] ?? 'post'
  return actions.includes(likely) ? likely : (actions[0] ?? 'void')
}
