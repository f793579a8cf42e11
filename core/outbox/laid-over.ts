/** What a number belongs to: a place with stock, or a paper that goods are logged on. */
type Context = 'place' | 'sales_order' | 'run'

/**
 * SQL: what documents of this process change at a place (`location`) that the book being read does not have yet. To be
 * added to the book's own number in the same statement; the reader has the outbox attached as `outbox`. Base units.
 */
export const unpostedAt = (location: string, item: string): string =>
  `coalesce((SELECT quantity - ${inBook('place', location, item)}
    FROM outbox.unposted WHERE location = ${location} AND item = ${item}), 0)`

/** Likewise, what they log on an order or a run (`id`). */
export const unpostedOn = (context: 'sales_order' | 'run', id: string, item: string): string =>
  `coalesce((SELECT quantity - ${inBook(context, id, item)}
    FROM outbox.unposted_logged WHERE context = '${context}' AND context_id = ${id} AND item = ${item}), 0)`

/**
 * What of a total the book has by now. A writer's documents come into the book in their order (design section 5), so
 * its last one there says which: two steps in an index, however many are under way. Looked up where there is a total
 * and something was sent: elsewhere it costs nothing.
 */
const inBook = (context: Context, id: string, item: string): string =>
  `coalesce((SELECT sum(c.quantity) FROM outbox.sent s CROSS JOIN outbox.sent_change c
    ON c.context = '${context}' AND c.context_id = ${id} AND c.item = ${item} AND c.writer = s.writer
    AND c.seq <= (SELECT max(seq) FROM document
      WHERE writer = (SELECT id FROM writer WHERE incarnation = s.writer))
    WHERE s.last > s.arrived), 0)`
