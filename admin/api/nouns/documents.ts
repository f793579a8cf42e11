import { z } from 'zod'
import { readDocument } from '../../../core/book/read-document.ts'
import { readDocuments } from '../../../core/book/read-documents.ts'
import { findDocument } from '../../../core/book/find-document.ts'
import { sees } from '../../../core/branches/scope.ts'
import type { BranchId, Position } from '../../../core/kernel/ids.ts'
import { words } from '../../../core/words/catalogue.ts'
import { documentBody } from '../documents/document-body.ts'
import { mayPost } from '../documents/event-authority.ts'
import { planDocument } from '../documents/plan-document.ts'
import { planReversalOf } from '../documents/plan-reversal-of.ts'
import { posting, postOnce } from '../documents/post-once.ts'
import { document, documentHead, showDocument, showHead, showWaiting } from '../documents/show-document.ts'
import { apiError, found } from '../http/errors.ts'
import { documentIdOf } from '../http/keys.ts'
import { EVERY_ROLE, ok, operation, type Operation } from '../operation.ts'
import { branchFilter, cursor, limit, nothing, pageOf, plainText, uuidParam } from '../schemas.ts'
import { branchFor, viewOf } from '../views.ts'

const positionCursor = z.tuple([z.int()])
const documentParams = z.strictObject({ document: uuidParam })

const listing = operation(
  {
    id: 'listDocuments',
    tag: 'documents',
    method: 'GET',
    path: '/documents',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: z.strictObject({
      branch: branchFilter,
      state: z.enum(['posted', 'refused']).optional(),
      called: plainText(60).optional().meta({ description: words.api.schemas.called }),
      limit,
      cursor,
    }),
    answer: pageOf(documentHead),
    handle(call) {
      const { query, cursors } = call
      const { scope, reader, prefixOf } = viewOf(call, query.branch)
      if (query.called !== undefined) {
        const one = findDocument(scope, reader, query.called)
        return ok({ data: one === undefined ? [] : [showHead(call, one, prefixOf(one.branch))], next: null })
      }
      const subject = `documents ${query.state ?? 'all'}`
      const before = cursors.read(subject, query.cursor, positionCursor)?.[0] as Position | undefined
      const page = { filter: query.state ?? 'all', before, limit: query.limit } as const
      const { entries, next } = readDocuments(scope, reader, page)
      return ok({
        data: entries.map((head) => showHead(call, head, prefixOf(head.branch))),
        next: next === undefined ? null : cursors.write(subject, [next]),
      })
    },
  },
)

const reading = operation(
  {
    id: 'readDocument',
    tag: 'documents',
    method: 'GET',
    path: '/documents/{document}',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: documentParams,
    query: nothing,
    answer: document,
    async handle(call) {
      const { caller, params, deps } = call
      const { scope, reader } = caller
      const { prefixOf } = viewOf(call)
      const whole = readDocument(scope, reader, params.document)
      if (whole !== undefined) return ok(showDocument(call, whole, prefixOf(whole.head.branch)))
      const waiting = found(deps.outbox.find(params.document)).document
      const branch = waiting.content.branch as BranchId
      if (!sees(scope, branch)) throw apiError('not_found')
      return ok(await showWaiting(call, waiting, prefixOf(branch)))
    },
  },
)

const post = operation(
  {
    id: 'postDocument',
    tag: 'documents',
    method: 'POST',
    path: '/documents',
    roles: EVERY_ROLE,
    isKeyed: true,
    statuses: [201, 200, 202],
    errors: ['E_…'],
  },
  {
    params: nothing,
    query: nothing,
    body: documentBody,
    example: {
      event: 'sale',
      sales_order: 'BRA-SO-00012',
      lines: [
        { item: 'BREAD-WHITE', quantity: '4' },
        { item: 'COKE-330', quantity: '6' },
      ],
    },
    answer: posting,
    async handle(call) {
      const { bearer } = call.caller
      if (!mayPost(bearer.role, call.body.event)) throw apiError('role_forbidden')
      const branch = branchFor(call, call.body.branch)
      return await postOnce(call, planDocument(call, branch, documentIdOf(bearer.id, call.key)))
    },
  },
)

const reverse = operation(
  {
    id: 'reverseDocument',
    tag: 'documents',
    method: 'POST',
    path: '/documents/{document}/reverse',
    roles: EVERY_ROLE,
    isKeyed: true,
    statuses: [201, 200, 202],
    errors: ['reversal_impossible', 'E_…'],
  },
  {
    params: documentParams,
    query: nothing,
    body: z.strictObject({ reason: plainText(200) }),
    example: { reason: 'Wrong customer' },
    answer: posting,
    handle: async (call) =>
      await postOnce(call, planReversalOf(call, call.params.document, call.body.reason)),
  },
)

export const documentOperations: readonly Operation[] = [listing, reading, post, reverse]
