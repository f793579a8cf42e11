import { z } from 'zod'
import type { Reader } from '../../core/database/reader.ts'
import type { Scope } from '../../core/branches/scope.ts'
import type { DueAsked, DueCursor } from '../../core/due/due-list.ts'
import type { Page } from '../../core/kernel/page.ts'
import { ok, type Call, type Reply } from './operation.ts'
import { branchFilter, cursor, limit } from './schemas.ts'
import { viewOf } from './views.ts'

/** Of an order or a run: it is worked on, or it is done with. */
export const openOrClosed = z.enum(['open', 'closed'])

/** What is asked of a list of things that are due: by day, a page at a time. */
export const dueQuery = z.strictObject({
  branch: branchFilter,
  state: openOrClosed.default('open'),
  limit,
  cursor,
})

const dueCursor = z.tuple([z.string(), z.int()])

/** How one noun of these reads a page, and shows an entry under the prefix of its branch. */
interface DueNoun<Entry, Shown> {
  readonly name: string
  readonly read: (scope: Scope, reader: Reader, asked: DueAsked) => Page<Entry, DueCursor>
  readonly show: (entry: Entry, prefix: string) => Shown
}

/** Answers one page of it, and the sealed place where the next one begins. */
export function answerDueList<Entry extends { readonly branch: number }, Shown>(
  call: Call<unknown, z.output<typeof dueQuery>, unknown>,
  { name, read, show }: DueNoun<Entry, Shown>,
): Reply<{ data: Shown[]; next: string | null }> {
  const { query, cursors } = call
  const { scope, reader, prefixOf } = viewOf(call, query.branch)
  const subject = `${name} ${query.state}`
  const after = cursors.read(subject, query.cursor, dueCursor)
  const { entries, next } = read(scope, reader, {
    state: query.state,
    after: after && { dueOn: after[0], id: after[1] },
    limit: query.limit,
  })
  return ok({
    data: entries.map((entry) => show(entry, prefixOf(entry.branch))),
    next: next === undefined ? null : cursors.write(subject, [next.dueOn, next.id]),
  })
}
