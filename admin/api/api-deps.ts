import type { ScopedReaders } from '../../core/branches/scoped-readers.ts'
import type { Clock } from '../../core/kernel/clock.ts'
import type { DocumentId } from '../../core/kernel/ids.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import type { ItemWrites } from '../../core/items/item-writes.ts'
import type { NewSalesOrder } from '../../core/orders/create-sales-order.ts'
import type { OfficeOutbox } from '../../core/outbox/office-outbox.ts'
import type { NewRun } from '../../core/runs/create-run.ts'
import type { KeyedRequest, Written } from '../../core/tokens/write-once.ts'
import type { Formats } from '../../core/words/format.ts'
import type { VerifyLight } from '../deps.ts'
import type { Rate } from './http/rate-limit.ts'

/** Everything the API needs from the process it runs in. */
export interface ApiDeps {
  /** A handler reads by its caller's reader only; what sees everything is for finding out who a caller is. */
  readonly readers: ScopedReaders
  readonly formats: Formats
  readonly clock: Clock
  /** At least 32 bytes, the same after a restart: seals cursors. */
  readonly cursorKey: string
  readonly outbox: OfficeOutbox
  readonly outcomes: OutcomeNews
  readonly verify: VerifyLight
  readonly writes: ApiWrites
  readonly rate: Rate
  /** Something broke: for the log, with the request id that the answer shows. */
  readonly report: (error: unknown, code: string) => void
}

/** Tells what becomes of documents, as soon as the poster knows. */
export interface OutcomeNews {
  /** The outcome of a document that waits; undefined: not within so many milliseconds. */
  of(id: DocumentId, withinMs: number): Promise<Outcome | undefined>
}

/** What the API writes beside documents. A key is asked for first: what it made before is not planned again. */
export interface ApiWrites {
  createOrder(request: Omit<KeyedRequest, 'kind'>, plan: () => NewSalesOrder): Promise<Written>
  createRun(request: Omit<KeyedRequest, 'kind'>, plan: () => NewRun): Promise<Written>
  setOrderState(order: number, state: 'open' | 'closed'): Promise<void>
  readonly items: Pick<ItemWrites, 'add' | 'change' | 'retire'>
}
