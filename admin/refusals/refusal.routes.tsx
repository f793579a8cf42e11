import { Hono } from 'hono'
import { z } from 'zod'
import { readHead } from '../../core/book/read-document.ts'
import { readRefusalCase, type RefusalCase } from '../../core/book/settle/read-case.ts'
import { readWaiting } from '../../core/book/settle/read-refusals.ts'
import { acceptedNow } from '../../core/kernel/clock.ts'
import { newDocumentId, type DocumentId } from '../../core/kernel/ids.ts'
import type { AdminDeps } from '../deps.ts'
import { found } from '../errors.tsx'
import type { ShowPage } from '../page.tsx'
import { links, routes } from '../paths.ts'
import { documentIn } from '../request.ts'
import type { AdminEnv, Visitor } from '../session/visitor.ts'
import { actionsFor, ACTIONS, likelyAction, type Action } from './actions.ts'
import { decide, type Sent } from './decide.ts'
import { createShowRefusal } from './show-refusal.tsx'

const idField = z.uuid()
const sentForm = z.record(z.string(), z.string().optional().catch(undefined))

/** Settling one refusal: what was scanned, what the book says now, and the document that settles it, shown first. */
export function refusalRoutes(deps: AdminDeps, show: ShowPage): Hono<AdminEnv> {
  const { formats, clock, outbox } = deps
  const app = new Hono<AdminEnv>()

  const readCase = ({ authority, reader }: Visitor, id: DocumentId): RefusalCase =>
    found(readRefusalCase(authority, reader, id))

  const showCase = createShowRefusal(deps, show)

  app.get(routes.refusal, (c) => {
    const visitor = c.get('visitor')
    const refusal = readCase(visitor, documentIn(c))
    // A refused try stands for nothing of its own: the page is that of what it tried to settle.
    if (refusal.tried !== undefined) return c.redirect(links.refusal(refusal.tried.id), 303)
    const sent: Sent = c.req.query()
    const action = actionIn(sent, refusal, visitor)
    const request = { id: idIn(sent), ...acceptedNow(clock), acceptedBy: visitor.person.id }
    // Nothing is typed for these; the others are shown when what was typed is sent to be shown.
    const isShown =
      action === 'post' || action === 'loss' || (action !== 'void' && sent['show'] !== undefined)
    const decision = isShown ? decide(visitor.reader, formats, { refusal, action, request, sent }) : undefined
    const status = decision?.kind === 'wrong' ? 422 : 200
    return showCase(c, refusal, status, { action, decision, sent, id: request.id })
  })

  app.post(routes.refusal, async (c) => {
    const visitor = c.get('visitor')
    const refusal = readCase(visitor, documentIn(c))
    const sent: Sent = sentForm.parse(await c.req.parseBody())
    const id = idIn(sent)
    // A second click finds what the first one did; an id that is anything else's is not used again.
    if (outbox.isTaken(id)) return c.redirect(whereTo(visitor, refusal, id), 303)
    if (refusal.tried !== undefined) return c.redirect(links.refusal(refusal.tried.id), 303)
    const action = actionIn(sent, refusal, visitor)
    const request = { id, ...acceptedNow(clock), acceptedBy: visitor.person.id }
    const isLate = refusal.entry.settledBy !== undefined
    // What cannot be done any more is shown as it is now; nothing else is done instead.
    if (isLate || action !== sent['action'])
      return await showCase(c, refusal, 409, { action, sent, id, isLate })
    const decision = decide(visitor.reader, formats, { refusal, action, request, sent })
    if (decision.kind === 'wrong') return await showCase(c, refusal, 422, { action, decision, sent, id })
    outbox.accept(decision.draft)
    await outbox.arrived(id)
    return c.redirect(whereTo(visitor, refusal, id), 303)
  })
  return app
}

/** The action that was asked for where it can be done, else the likely one. */
function actionIn(sent: Sent, refusal: RefusalCase, { person }: Visitor): Action {
  const actions = actionsFor(refusal, person.id)
  const asked = ACTIONS.find((action) => action === sent['action'])
  return asked !== undefined && actions.includes(asked) ? asked : likelyAction(refusal, actions)
}

function idIn(sent: Sent): DocumentId {
  const id = idField.safeParse(sent['id'])
  return id.success ? (id.data.toLowerCase() as DocumentId) : newDocumentId()
}

/** Posted: to it, or back where something waits for it; refused too: back, where it is still open. */
function whereTo({ authority, reader }: Visitor, { entry }: RefusalCase, id: DocumentId): string {
  const head = readHead(authority, reader, id)
  if (head === undefined || head.id === entry.head.id) return links.document(id)
  const isWaitedFor = readWaiting(authority, reader, entry.head.id).some((waiting) => !waiting.isSettled)
  return head.state === 'refused' || isWaitedFor ? links.refusal(entry.head.id) : links.document(id)
}
