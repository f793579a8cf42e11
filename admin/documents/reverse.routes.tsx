import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { readReversalPlan, type ReversalPlan } from '../../core/book/plan-reversal.ts'
import { draftReversalOfPosted } from '../../core/book/reverse.ts'
import { acceptedNow } from '../../core/kernel/clock.ts'
import { newDocumentId, type DocumentId } from '../../core/kernel/ids.ts'
import { words } from '../../core/words/catalogue.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import type { PageOptions, ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { documentIn } from '../request.ts'
import type { AdminEnv } from '../session/visitor.ts'
import { ReversePage } from './reverse.views.tsx'

const { reverse: text } = words.adminDocuments
const REASON_MAX = 200

const idField = z.uuid()
const reasonField = z.string().min(1, text.reasonMissing).max(REASON_MAX, text.reasonLong)

/** What was sent, with a new id where it carries none, and what is wrong with the reason. */
function readForm(sent: Record<string, unknown>): {
  id: DocumentId
  reason: string
  problem: string | undefined
} {
  const id = idField.safeParse(sent['id'])
  const typed = typeof sent['reason'] === 'string' ? sent['reason'].trim() : ''
  const reason = reasonField.safeParse(typed)
  return {
    id: id.success ? (id.data.toLowerCase() as DocumentId) : newDocumentId(),
    reason: typed,
    problem: reason.error?.issues[0]?.message,
  }
}

/** Taking a document back: shown before it is accepted, and accepted exactly once, however often it is sent. */
export function reverseRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { outbox, clock } = deps
  const app = new Hono<AdminEnv>()

  const showForm = (
    c: Context,
    plan: ReversalPlan,
    status: PageOptions['status'] & number,
    filled: { id: string; reason: string; problem?: string | undefined },
  ) => {
    const title = text.title(plan.document.head.number ?? plan.document.head.reference)
    return show(
      c,
      { title, section: 'documents', status },
      <ReversePage title={title} plan={plan} filled={filled} />,
    )
  }

  app.get(routes.reverse, (c) => {
    const { authority, reader } = c.get('visitor')
    const plan = found(readReversalPlan(authority, reader, documentIn(c)))
    return showForm(c, plan, 200, { id: newDocumentId(), reason: '' })
  })

  app.post(routes.reverse, async (c) => {
    const { authority, person, reader } = c.get('visitor')
    const plan = found(readReversalPlan(authority, reader, documentIn(c)))
    const { id, reason, problem } = readForm(await c.req.parseBody())
    // A second click finds what the first one did; an id that is anything else's is not used again.
    if (outbox.isTaken(id)) return c.redirect(links.document(id), 303)
    if (plan.obstacle !== undefined) return await showForm(c, plan, 409, { id, reason })
    if (problem !== undefined) return await showForm(c, plan, 422, { id, reason, problem })
    const { head } = plan.document
    outbox.accept(
      draftReversalOfPosted(
        { id: head.id, branch: head.branch, moves: Math.max(1, head.lineCount) },
        { id, ...acceptedNow(clock), acceptedBy: person.id, reason },
      ),
    )
    await outbox.arrived(id)
    return c.redirect(links.document(id), 303)
  })
  return app
}
