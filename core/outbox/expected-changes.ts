import type { DocumentContent, DocumentLine } from '../book/content.ts'
import type { EventName } from '../book/events.ts'

/** A change that a waiting document will make to an item at a place, or to what is logged of it on an order or run. */
export interface ExpectedChange {
  readonly table: 'unposted' | 'unposted_logged'
  /** The place; or the kind of paper and its row. */
  readonly of: readonly (string | number)[]
  readonly item: number
  /** Base units, negative where it takes away. */
  readonly quantity: number
}

/**
 * The side of an event's lines that never holds stock, where it has one: nobody asks how much of it is there. Where
 * the other side is meant, or it depends on the line, both count.
 */
export const NEVER_STOCK: Readonly<Partial<Record<EventName, 'from' | 'to'>>> = {
  opening: 'from',
  purchase_invoice: 'from',
  supplier_return: 'to',
  sale: 'to',
  customer_return: 'from',
  write_off: 'to',
  transfer_dispatch: 'to',
}

/**
 * What a document will change when it posts, as far as its own words say. A shortfall is left out: what it takes from
 * the stockroom is decided at posting, and a scan looks at pool and stockroom together.
 */
export function expectedChanges(content: DocumentContent): ExpectedChange[] {
  const changes: ExpectedChange[] = []
  for (const line of content.lines) if (isCertain(line)) addChangesOf(content, line, changes)
  return changes
}

/** The same, taken back: for a reversal of a document whose content is at hand. */
export function reversedChanges(original: DocumentContent): ExpectedChange[] {
  return expectedChanges(original).map(takenBack)
}

/** The opposite change. */
export function takenBack(change: ExpectedChange): ExpectedChange {
  return { ...change, quantity: -change.quantity }
}

/** What many changes come to at one place, or on one order or run. */
export interface Sum {
  readonly table: ExpectedChange['table']
  readonly of: ExpectedChange['of']
  /** By item. */
  readonly quantities: Readonly<Record<number, number>>
}

/** One quantity for each total, of all that change it; what cancels out is left out, or stays as a zero. */
export function summed(changes: readonly ExpectedChange[], { zeros = false } = {}): Sum[] {
  const sums = new Map<string, Sum & { readonly quantities: Record<number, number> }>()
  for (const { table, of, item, quantity } of changes) {
    const name = `${table} ${of.join(' ')}`
    let sum = sums.get(name)
    if (sum === undefined) sums.set(name, (sum = { table, of, quantities: {} }))
    sum.quantities[item] = (sum.quantities[item] ?? 0) + quantity
  }
  for (const { quantities } of zeros ? [] : sums.values())
    for (const item in quantities) if (quantities[item] === 0) delete quantities[item]
  return [...sums.values()]
}

type CertainLine = DocumentLine & { item: number }

function isCertain(line: DocumentLine): line is CertainLine {
  return (
    line.item !== null &&
    line.quantity > 0 &&
    ['cost', 'stated', 'gain', 'answered', 'credit_note'].includes(line.take.by)
  )
}

function addChangesOf(
  { event, salesOrder, run }: DocumentContent,
  { item, from, to, quantity }: CertainLine,
  changes: ExpectedChange[],
): void {
  const none = NEVER_STOCK[event]
  if (none !== 'from') changes.push({ table: 'unposted', of: [from], item, quantity: -quantity })
  if (none !== 'to') changes.push({ table: 'unposted', of: [to], item, quantity })
  if (event === 'sale' && salesOrder !== undefined)
    changes.push({ table: 'unposted_logged', of: ['sales_order', salesOrder], item, quantity })
  if (event === 'usage' && run !== undefined)
    changes.push({ table: 'unposted_logged', of: ['run', run], item, quantity })
}
