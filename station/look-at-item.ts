import type { Carried, ScanMeaning } from '../core/barcodes/scan-meaning.ts'
import type { ItemKey, ResolvedItem } from '../core/items/resolve-item.ts'
import type { LookingParts } from './looking-parts.ts'
import type { Finding } from './session/machine-event.ts'
import { NO_LOT, type Facts, type Line, type LotOfShare, type Work } from './session/work-state.ts'
import { WORKFLOWS } from './workflows/workflows.ts'

type ItemMeaning = Extract<ScanMeaning, { kind: 'item' | 'item_id' }>

/** What an item's barcode means in this work: which item, how much, which lot, and what the books say of it. */
export function lookAtItem(parts: LookingParts, work: Work, meaning: ItemMeaning, text: string): Finding {
  const carried = meaning.kind === 'item' ? meaning.carried : {}
  const what: ItemKey = meaning.kind === 'item' ? { code: meaning.key } : { item: meaning.id }
  const item = resolveIn(parts, work, what)
  const lot = lotOf(carried, parts.today(), parts.branch.expiryWarningDays)
  if (item === undefined) {
    const key = meaning.kind === 'item' ? meaning.key : text
    return { kind: 'unknown', text, name: '', key, quantity: carried.count ?? 1, lot }
  }
  const { name } = item
  if (item.isRetired) return { kind: 'retired', text, name }
  if (!WORKFLOWS[work.workflow].takes(item.kind)) return { kind: 'not_sold', text, name }
  const line = lineOf(parts, work, item)
  const { serial } = carried
  const known = work.lines.find((one) => one.item === item.item)
  if (serial !== undefined && known?.serials.includes(serial) === true)
    return { kind: 'serial_again', text, name }
  const quantity = quantityOf(item, carried)
  if (quantity === undefined) {
    const price = carried.price === undefined ? {} : { price: carried.price }
    return { kind: 'measured', text, name, line, lot, ...price }
  }
  const isAgain = known !== undefined && known.shares.length > 0
  return {
    kind: isAgain ? 'item_again' : 'item',
    text,
    name,
    line,
    quantity,
    lot,
    ...(item.packName === undefined ? {} : { pack: item.packName }),
    ...(serial === undefined ? {} : { serial }),
  }
}

/** The line an item begins with. */
export function lineOf({ dataAsOf, branch }: LookingParts, work: Work, item: ResolvedItem): Line {
  return {
    item: item.item,
    name: item.name,
    kind: item.kind,
    unit: item.unit,
    isMeasured: item.isMeasured,
    facts: factsOf(item, work, { dataAt: dataAsOf(), tolerance: branch.usageTolerance }),
    shares: [],
    serials: [],
    insteadOf: null,
    scannedAt: 0,
    touched: 0,
  }
}

/** What the books say now of every line. */
export function readFacts(parts: LookingParts, work: Work): Map<number, Facts> {
  const now = { dataAt: parts.dataAsOf(), tolerance: parts.branch.usageTolerance }
  return new Map(
    work.lines.flatMap(({ item }) => {
      const resolved = resolveIn(parts, work, { item })
      return resolved === undefined ? [] : [[item, factsOf(resolved, work, now)] as const]
    }),
  )
}

export function resolveIn({ resolver }: LookingParts, work: Work, what: ItemKey): ResolvedItem | undefined {
  return WORKFLOWS[work.workflow].resolve(resolver, what, work.context)
}

/**
 * Base units that one scan stands for; undefined: it has to be asked. A measured item takes the weight or volume its
 * label says, or its price at what the order pays; a label that measures in another unit than the item says nothing.
 */
function quantityOf(item: ResolvedItem, { count, measure, price }: Carried): number | undefined {
  const pieces = count ?? 1
  if (!item.isMeasured) return (item.packQuantity ?? 1) * pieces
  if (measure !== undefined && measure.unit === item.unit.base && measure.value > 0)
    return measure.value * pieces
  if (item.packQuantity !== undefined) return item.packQuantity * pieces
  return price === undefined ? undefined : quantityForPrice(item, price)
}

/** Half up, in whole numbers: 24.90 at 83.00 per kg is 300 g. */
function quantityForPrice({ orderPrice, unit }: ResolvedItem, price: number): number | undefined {
  if (orderPrice === undefined || orderPrice === 0) return undefined
  const [paid, each] = [BigInt(price) * BigInt(unit.factor), BigInt(orderPrice)]
  const quantity = Number((2n * paid + each) / (2n * each))
  return quantity > 0 && Number.isSafeInteger(quantity) ? quantity : undefined
}

function factsOf(
  { available, planned }: ResolvedItem,
  { workflow }: Work,
  { dataAt, tolerance }: { dataAt: number | null; tolerance: number },
): Facts {
  if (planned === undefined) return { available, planned: null, dataAt }
  // A customer ordered so much and no more; a dough is weighed by people.
  const spare = workflow === 'production' ? Math.floor((planned.quantity * tolerance) / 100) : 0
  return { available, planned: { ...planned, upTo: planned.quantity + spare }, dataAt }
}

function lotOf({ lot, expiresOn }: Carried, today: string, warningDays: number): LotOfShare {
  if (lot === undefined && expiresOn === undefined) return NO_LOT
  return { lot: lot ?? null, expiresOn: expiresOn ?? null, expiry: judge(expiresOn, today, warningDays) }
}

/** Its date is its last good day. */
function judge(expiresOn: string | undefined, today: string, warningDays: number): LotOfShare['expiry'] {
  if (expiresOn === undefined) return null
  if (expiresOn < today) return 'expired'
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + warningDays * 86_400_000)
    .toISOString()
    .slice(0, 10)
  return expiresOn <= soon ? 'soon' : null
}
