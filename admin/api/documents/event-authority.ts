import { EVENTS, type EventName } from '../../../core/book/events.ts'
import type { Role } from '../../../core/people/create-person.ts'

/** What a reversal and a void are made by: their own operation, and a person who settles. */
const NOT_POSTED_AS_SUCH: ReadonlySet<EventName> = new Set(['reversal', 'void'])

export type PostableEvent = Exclude<EventName, 'reversal' | 'void'>
export const POSTABLE_EVENTS = EVENTS.filter(
  (event): event is PostableEvent => !NOT_POSTED_AS_SUCH.has(event),
)

/**
 * What operators do by themselves, as at a station: goods move at their cost and nobody states a value. Everything
 * that changes what stock is worth, or gives it up, is a manager's (design section 3).
 */
const OPERATORS_EVENTS: ReadonlySet<PostableEvent> = new Set([
  'restock',
  'issue',
  'issue_return',
  'usage',
  'usage_return',
  'build',
  'sale',
  'customer_return',
  'transfer_dispatch',
  'transfer_receive',
])

export function mayPost(role: Role, event: PostableEvent): boolean {
  return role !== 'operator' || OPERATORS_EVENTS.has(event)
}
