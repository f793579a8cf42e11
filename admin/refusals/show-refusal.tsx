import type { Context } from 'hono'
import type { Draft } from '../../core/book/content.ts'
import { readReversalPlan } from '../../core/book/plan-reversal.ts'
import { readSettlementPlan, type SettlementPlan } from '../../core/book/settle/plan-settlement.ts'
import type { RefusalCase } from '../../core/book/settle/read-case.ts'
import type { RefusalEntry } from '../../core/book/settle/read-refusals.ts'
import { relinkableTo } from '../../core/book/settle/settle.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import { readOpenOrders } from '../../core/orders/read-open-orders.ts'
import { readOpenRuns } from '../../core/runs/read-open-runs.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import type { PageOptions, ShowPage } from '../page.tsx'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { actionsFor, isOwn, type Action } from './actions.ts'
import type { Decision, Sent } from './decide.ts'
import { createReasons } from './reasons.ts'
import { RefusalPage } from './refusal.views.tsx'
import type { TargetOption } from './settle.views.tsx'

const { settle: text } = words.adminRefusals

/** How far a person has come with settling a refusal. */
export interface Settling {
  readonly action: Action
  readonly decision?: Decision | undefined
  readonly sent: Sent
  readonly id: DocumentId
  /** Somebody settled it before this was sent. */
  readonly isLate?: boolean
}

/** Shows a refusal as it stands now, with what would be posted by what was decided so far. */
export function createShowRefusal(deps: AdminDeps, show: ShowPage) {
  const { formats, clock } = deps
  return (
    c: Context<AdminEnv>,
    refusal: RefusalCase,
    status: PageOptions['status'] & number,
    settling: Settling,
  ): Response | Promise<Response> => {
    const visitor = c.get('visitor')
    const reasons = createReasons(visitor.authority, visitor.reader, formats)
    const { head } = refusal.entry
    const draft = settling.decision?.kind === 'draft' ? settling.decision.draft : undefined
    const ageMs = (entry: RefusalEntry): number => clock.now() - entry.head.postedAt
    return show(
      c,
      { title: head.reference, section: 'refusals', status },
      <RefusalPage
        refusal={refusal}
        reasons={reasons}
        ageMs={ageMs(refusal.entry)}
        waiting={refusal.waiting.map((entry) => ({
          entry,
          reasons: reasons.of(entry),
          ageMs: ageMs(entry),
        }))}
        isOwn={isOwn(refusal, visitor.person.id)}
        isLate={settling.isLate === true}
        settling={{
          ...settling,
          refusal,
          actions: actionsFor(refusal, visitor.person.id),
          targets: settling.action === 'relink' ? readTargets(deps, visitor, refusal) : [],
          plan: draft && readPlan(visitor, draft),
        }}
      />,
    )
  }
}

/** What a reversal takes back is not in its own lines. */
function readPlan({ authority, reader }: Visitor, draft: Draft): SettlementPlan {
  const plan = readSettlementPlan(authority, reader, draft)
  if (draft.reverses === undefined) return plan
  const moves = readReversalPlan(authority, reader, draft.reverses.document as DocumentId)?.moves ?? []
  return {
    ...plan,
    lines: moves.map(({ item, quantity, amount, from, to, debit, credit }) => ({
      item,
      quantity,
      amount,
      from: { place: from, account: credit },
      to: { place: to, account: debit },
      by: undefined,
    })),
  }
}

/** The other open orders or runs of the branch. */
function readTargets(
  { formats }: AdminDeps,
  { reader }: Visitor,
  { content, branch, entry }: RefusalCase,
): TargetOption[] {
  if (relinkableTo(content.event) === 'sales_order')
    return readOpenOrders(reader, branch.id)
      .filter(({ id }) => id !== entry.salesOrder?.id)
      .map(({ id, number, partner, dueOn }) => ({
        id,
        name: text.orderOption({ number, partner, due: formats.day(dueOn) }),
      }))
  return readOpenRuns(reader, branch.id)
    .filter(({ id }) => id !== entry.run?.id)
    .map(({ id, serial, product, dueOn }) => ({
      id,
      name: text.runOption({ serial, product, due: formats.day(dueOn) }),
    }))
}
