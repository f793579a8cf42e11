import { z } from 'zod'
import { ACCOUNT_KINDS } from '../../../core/book/account-kinds.ts'
import { referenceOf, type DocumentContent } from '../../../core/book/content.ts'
import type { DocumentHead } from '../../../core/book/document-head.ts'
import { EVENTS } from '../../../core/book/events.ts'
import type { AccountLabel, MoveLine } from '../../../core/book/move-line.ts'
import type { AskedLine, Document } from '../../../core/book/read-document.ts'
import { readPerson } from '../../../core/people/read-person.ts'
import { refusalInWords } from '../../../core/reports/refusal-in-words.ts'
import { words } from '../../../core/words/catalogue.ts'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { cost } from '../costs.ts'
import { money, quantity } from '../figures.ts'
import type { Call } from '../operation.ts'
import { API_BASE } from '../paths.ts'
import { day, itemLabel, moment, momentOf, place } from '../schemas.ts'
import { showItem, showPlace } from '../views.ts'

const account = z
  .strictObject({ id: z.int(), kind: z.enum(ACCOUNT_KINDS), counterpart: z.string().nullable() })
  .meta({ id: 'AccountLabel' })
const move = z
  .strictObject({
    item: itemLabel.nullable(),
    quantity: quantity.nullable(),
    from: place,
    to: place,
    amount: cost(money),
    debit: cost(account),
    credit: cost(account),
  })
  .meta({ id: 'Move' })
export const asked = z
  .strictObject({
    item: itemLabel.nullable(),
    quantity: quantity.nullable(),
    from: place.nullable(),
    to: place.nullable(),
  })
  .meta({ id: 'AskedLine' })
export const refusal = z
  .strictObject({ code: z.string(), message: z.string(), todo: z.string() })
  .meta({ id: 'Refusal' })

/** A document as a list names it. */
export const documentHead = z
  .strictObject({
    id: z.uuid(),
    address: z.string(),
    state: z.enum(['posted', 'refused', 'waiting']),
    event: z.enum(EVENTS),
    branch: z.string(),
    /** null until it is posted, and for ever when it is refused. */
    number: z.string().nullable(),
    reference: z.string(),
    posting_date: day.nullable(),
    accepted_at: moment,
    /** `accepted_at` may be wrong: its day is not what dated the document. */
    clock_in_doubt: z.boolean(),
    accepted_by: z.string().nullable(),
    posted_at: moment.nullable(),
    writer: z.string(),
    total: cost(money.nullable()),
    is_reversed: z.boolean(),
    is_settled: z.boolean(),
    refusal: refusal.nullable(),
  })
  .meta({ id: 'DocumentHead' })

export const document = documentHead
  .extend({
    sales_order: z.string().nullable(),
    run: z.string().nullable(),
    transfer: z.string().nullable(),
    answers: z.uuid().nullable(),
    reverses: z.uuid().nullable(),
    reversed_by: z.uuid().nullable(),
    settles: z.uuid().nullable(),
    settled_by: z.uuid().nullable(),
    reason: z.string().nullable(),
    paper: z.string().nullable(),
    moves: z.array(move),
    /** What a refused one would have moved. */
    asked: z.array(asked),
    hash: z.string(),
    previous_hash: z.string(),
  })
  .meta({ id: 'Document' })

type AnyCall = Call<unknown, unknown, unknown>

export function showHead(call: AnyCall, head: DocumentHead, branch: string): z.infer<typeof documentHead> {
  const { figures } = call
  return {
    id: head.id,
    address: `${API_BASE}/documents/${head.id}`,
    state: head.state,
    event: head.event,
    branch,
    number: head.number ?? null,
    reference: head.reference,
    posting_date: head.postingDate ?? null,
    accepted_at: momentOf(head.acceptedAt),
    clock_in_doubt: head.isClockDoubtful,
    accepted_by: head.acceptedBy ?? null,
    posted_at: momentOf(head.postedAt),
    writer: head.writer,
    total: head.state === 'posted' ? figures.money(head.total) : null,
    is_reversed: head.isReversed,
    is_settled: head.isSettled,
    refusal: showRefusal(call, head),
  }
}

export function showRefusal(
  { caller, deps }: AnyCall,
  { refusal: why }: DocumentHead,
): z.infer<typeof refusal> | null {
  if (why === undefined) return null
  return {
    code: why.code,
    message: refusalInWords(caller.scope, caller.reader, deps.formats, why),
    todo: words.refusals.byCode[why.code]?.todo ?? words.refusals.otherwiseTodo,
  }
}

export function showDocument(call: AnyCall, whole: Document, branch: string): z.infer<typeof document> {
  return {
    ...showHead(call, whole.head, branch),
    sales_order: whole.salesOrder?.number ?? null,
    run: whole.run?.serial ?? null,
    transfer: whole.transfer ?? null,
    answers: whole.answers?.id ?? null,
    reverses: whole.reverses?.id ?? null,
    reversed_by: whole.reversedBy?.id ?? null,
    settles: whole.settles?.id ?? null,
    settled_by: whole.settledBy?.id ?? null,
    reason: whole.reason ?? null,
    paper: whole.paper ?? null,
    moves: whole.moves.map((one) => showMove(call, one)),
    asked: whole.asked.map((one) => showAsked(call, one)),
    hash: whole.hash,
    previous_hash: whole.previousHash,
  }
}

function showMove({ figures }: AnyCall, one: MoveLine): z.infer<typeof move> {
  return {
    item: one.item === undefined ? null : showItem(one.item),
    quantity: one.item === undefined ? null : figures.quantity(one.quantity, one.item.unit),
    from: showPlace(one.from),
    to: showPlace(one.to),
    amount: figures.money(one.amount),
    debit: showAccount(one.debit),
    credit: showAccount(one.credit),
  }
}

function showAccount({ id, kind, counterpart }: AccountLabel): z.infer<typeof account> {
  return { id, kind, counterpart: counterpart ?? null }
}

export function showAsked({ figures }: AnyCall, line: AskedLine): z.infer<typeof asked> {
  return {
    item: line.item === undefined ? null : showItem(line.item),
    quantity: line.item === undefined ? null : figures.quantity(line.quantity, line.item.unit),
    from: line.from === undefined ? null : showPlace(line.from),
    to: line.to === undefined ? null : showPlace(line.to),
  }
}

/** A document of this host that the book does not have yet: what is known of it already. */
export async function showWaiting(
  { caller }: AnyCall,
  { content, hash }: { readonly content: DocumentContent; readonly hash: string },
  branch: string,
): Promise<z.infer<typeof document>> {
  const person = await readPerson(caller.reader, content.acceptedBy as PersonId)
  return {
    id: content.id,
    address: `${API_BASE}/documents/${content.id}`,
    state: 'waiting',
    event: content.event,
    branch,
    number: null,
    reference: referenceOf(content.writer, content.seq),
    posting_date: null,
    accepted_at: momentOf(content.acceptedAt),
    clock_in_doubt: content.clockDoubtful === true,
    accepted_by: person?.name ?? null,
    posted_at: null,
    writer: content.writer,
    total: null,
    is_reversed: false,
    is_settled: false,
    refusal: null,
    sales_order: null,
    run: null,
    transfer: null,
    answers: null,
    reverses: null,
    reversed_by: null,
    settles: null,
    settled_by: null,
    reason: content.reason ?? null,
    paper: content.paper ?? null,
    moves: [],
    asked: [],
    hash,
    previous_hash: content.previous,
  }
}
