import { APPROVAL_REASONS } from '../../../core/book/content.ts'
import { z } from 'zod'
import { readDocument } from '../../../core/book/read-document.ts'
import { readEntry, readRefusals, type RefusalEntry } from '../../../core/book/settle/read-refusals.ts'
import type { Position } from '../../../core/kernel/ids.ts'
import { asked, documentHead, showAsked, showHead } from '../documents/show-document.ts'
import { apiError, found } from '../http/errors.ts'
import { EVERY_ROLE, ok, operation, type Call, type Operation } from '../operation.ts'
import { branchFilter, cursor, limit, nothing, pageOf, uuidParam } from '../schemas.ts'
import { viewOf } from '../views.ts'

const summary = z
  .strictObject({
    document: documentHead,
    is_open: z.boolean(),
    sales_order: z.string().nullable(),
    run: z.string().nullable(),
    /** Why it was sent to a manager; empty: nobody asked. */
    asks_for: z.array(z.enum(APPROVAL_REASONS)),
    settled_by: z.uuid().nullable(),
    waits_for: z.uuid().nullable(),
  })
  .meta({ id: 'RefusedDocument' })
const whole = summary.extend({ lines: z.array(asked) }).meta({ id: 'RefusedDocumentWithLines' })

const positionCursor = z.tuple([z.int()])
type AnyCall = Call<unknown, unknown, unknown>

const listing = operation(
  {
    id: 'listRefusals',
    tag: 'refusals',
    method: 'GET',
    path: '/refusals',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: ['cursor_unknown'],
  },
  {
    params: nothing,
    query: z.strictObject({
      branch: branchFilter,
      state: z.enum(['open', 'settled']).default('open'),
      limit,
      cursor,
    }),
    answer: pageOf(summary),
    handle(call) {
      const { query, cursors } = call
      const { scope, reader, prefixOf } = viewOf(call, query.branch)
      const subject = `refusals ${query.state}`
      const before = cursors.read(subject, query.cursor, positionCursor)?.[0] as Position | undefined
      const { entries, next } = readRefusals(scope, reader, {
        state: query.state,
        before,
        limit: query.limit,
      })
      return ok({
        data: entries.map((entry) => showEntry(call, entry, prefixOf(entry.head.branch))),
        next: next === undefined ? null : cursors.write(subject, [next]),
      })
    },
  },
)

const reading = operation(
  {
    id: 'readRefusal',
    tag: 'refusals',
    method: 'GET',
    path: '/refusals/{document}',
    roles: EVERY_ROLE,
    isKeyed: false,
    statuses: [200],
    errors: [],
  },
  {
    params: z.strictObject({ document: uuidParam }),
    query: nothing,
    answer: whole,
    handle(call) {
      const { scope, reader } = call.caller
      const document = found(readDocument(scope, reader, call.params.document))
      if (document.head.state !== 'refused') throw apiError('not_found')
      const entry = readEntry(scope, reader, document.head)
      return ok({
        ...showEntry(call, entry, viewOf(call).prefixOf(document.head.branch)),
        lines: document.asked.map((line) => showAsked(call, line)),
      })
    },
  },
)

function showEntry(call: AnyCall, entry: RefusalEntry, branch: string): z.infer<typeof summary> {
  return {
    document: showHead(call, entry.head, branch),
    is_open: !entry.head.isSettled,
    sales_order: entry.salesOrder?.number ?? null,
    run: entry.run?.serial ?? null,
    asks_for: [...entry.asksFor],
    settled_by: entry.settledBy?.id ?? null,
    waits_for: entry.waitsFor?.id ?? null,
  }
}

export const refusalOperations: readonly Operation[] = [listing, reading]
