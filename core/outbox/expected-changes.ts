import type { DocumentContent, DocumentLine } from '../book/content.ts'

/** A change that a waiting document will make to a place, or to what is logged on an order or run. */
export interface ExpectedChange {
  readonly table: 'unposted' | 'unposted_logged'
  readonly key: readonly (string | number)[]
  /** Base units, negative where it takes away. */
  readonly quantity: number
}

/**
 * What a document will change when it posts, as far as its own words say. A shortfall is left out: what it takes from
 * the stockroom is decided at posting, and a scan looks at pool and stockroom together.
 */
export function expectedChanges(content: DocumentContent): ExpectedChange[] {
  return content.lines.filter(isCertain).flatMap((line) => changesOf(content, line))
}

/** The same, taken back: for a reversal of a document whose content is at hand. */
export function reversedChanges(original: DocumentContent): ExpectedChange[] {
  return expectedChanges(original).map(takenBack)
}

/** The opposite change. */
export function takenBack(change: ExpectedChange): ExpectedChange {
  return { ...change, quantity: -change.quantity }
}

/** One change for each total, of all that change it; what cancels out is left out. */
export function summed(changes: readonly ExpectedChange[]): ExpectedChange[] {
  const sums = new Map<string, ExpectedChange>()
  for (const change of changes) {
    const name = `${change.table} ${change.key.join(' ')}`
    const before = sums.get(name)
    sums.set(name, before === undefined ? change : { ...before, quantity: before.quantity + change.quantity })
  }
  return [...sums.values()].filter(({ quantity }) => quantity !== 0)
}

type CertainLine = DocumentLine & { item: number }

function isCertain(line: DocumentLine): line is CertainLine {
  return (
    line.item !== null &&
    line.quantity > 0 &&
    ['cost', 'stated', 'gain', 'answered', 'credit_note'].includes(line.take.by)
  )
}

function changesOf({ event, salesOrder, run }: DocumentContent, line: CertainLine): ExpectedChange[] {
  const { item, from, to, quantity } = line
  const changes: ExpectedChange[] = [
    { table: 'unposted', key: [from, item], quantity: -quantity },
    { table: 'unposted', key: [to, item], quantity },
  ]
  if (event === 'sale' && salesOrder !== undefined)
    changes.push({ table: 'unposted_logged', key: ['sales_order', salesOrder, item], quantity })
  if (event === 'usage' && run !== undefined)
    changes.push({ table: 'unposted_logged', key: ['run', run, item], quantity })
  return changes
}
