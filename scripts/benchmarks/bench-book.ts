import { computeCheckDigit } from '../../core/barcodes/check-digit.ts'
import {
  seal,
  type DocumentContent,
  type DocumentLine,
  type Draft,
  type SealedDocument,
} from '../../core/book/content.ts'
import { postDocuments } from '../../core/book/post.ts'
import { createBom } from '../../core/boms/create-bom.ts'
import { createBranch, createWriter } from '../../core/branches/create-branch.ts'
import type { Central } from '../../core/database/central.ts'
import { createBook } from '../../core/database/create-book.ts'
import { createItems } from '../../core/items/create-item.ts'
import { newDocumentId, type BranchId, type ItemId } from '../../core/kernel/ids.ts'
import { createSalesOrder } from '../../core/orders/create-sales-order.ts'
import { OFFICE_WRITER } from '../../core/outbox/office-outbox.ts'
import { createPartner } from '../../core/partners/create-partner.ts'
import { createRun } from '../../core/runs/create-run.ts'
import { createPerson } from '../../core/people/create-person.ts'

export const BENCH_ZONE = 'Africa/Johannesburg'
export const BENCH_WRITER = 'BRA-K1'
/** Items of the standing order. */
export const STANDING_ITEMS = 200
export const BENCH_DAY = '2026-01-05'
const OPENING_LINES = 500
const ITEMS_A_WRITE = 1_000
const FIRST_DAY = Date.UTC(2026, 0, 5, 8)
const DOCUMENTS_A_DAY = 2_000
const DAY_MS = 86_400_000

/** A book for the bench: one branch, its items open on the shelf, a standing order over the first of them. */
export interface BenchBook {
  readonly branch: BranchId
  readonly items: readonly ItemId[]
  /** The standing order. */
  readonly order: number
  /** Who orders. */
  readonly partner: number
  readonly person: number
  readonly retail: number
  readonly customer: number
  /** Seals the writer's next sale of these items, on an order. */
  sale(items: readonly ItemId[], order: number): SealedDocument
  readonly context: { now: number; zoneOf: () => string }
}

/** The n-th bench item's EAN-13. */
export function benchEan(index: number): string {
  const body = `600${String(index).padStart(9, '0')}`
  return `${body}${computeCheckDigit(body)}`
}

/** Fills an empty book through the same posting function and guards as every other one. */
export async function furnishBench(central: Central, itemCount: number): Promise<BenchBook> {
  await createBook(central, { company: 'Bench', currency: 'ZAR', isDemo: false })
  const branch = await createBranch(central, { prefix: 'BRA', name: 'Braam', timeZone: BENCH_ZONE })
  await createBranch(central, { prefix: 'BRB', name: 'Brixton', timeZone: BENCH_ZONE })
  await createWriter(central, BENCH_WRITER, branch)
  await createWriter(central, OFFICE_WRITER, null)
  const person = await createPerson(central, {
    login: 'bench',
    name: 'Bench',
    role: 'manager',
    branch,
    passwordHash: null,
  })
  const partner = await createPartner(central, { name: 'Bench', isCustomer: true, isSupplier: false })
  const items = await addItems(central, itemCount)
  const lines = items.slice(0, STANDING_ITEMS).map((item) => ({ item, quantity: 1_000_000, price: 1_850 }))
  await addBaking(central, branch)
  const order = await createSalesOrder(central, {
    branch,
    partner,
    orderedOn: BENCH_DAY,
    dueOn: '2026-12-31',
    lines,
  })
  const [opening, retail, customer] = await placesOf(central, branch)
  const seals = createSealer({ branch, person })
  const context = { now: FIRST_DAY + 400 * DAY_MS, zoneOf: () => BENCH_ZONE }
  for (let at = 0; at < items.length; at += OPENING_LINES) {
    const some = items.slice(at, at + OPENING_LINES)
    const open = (item: ItemId): DocumentLine => ({
      item,
      from: opening,
      to: retail,
      quantity: 100_000_000,
      take: { by: 'stated', amount: 1_234_567_891 + Number(item) },
    })
    await postDocuments(central, [seals('opening', some.map(open))], context)
  }
  const sell = (item: ItemId, index: number): DocumentLine => ({
    item,
    from: retail,
    to: customer,
    quantity: 1 + (index % 7),
    take: { by: 'cost' },
  })
  return {
    branch,
    items,
    order,
    partner,
    person,
    retail,
    customer,
    context,
    sale: (some, of) => seals('sale', some.map(sell), of),
  }
}

/** Something to bake, and a run that bakes it: its pages are measured too. */
async function addBaking(central: Central, branch: BranchId): Promise<void> {
  const made = { unit: { base: 'g', name: 'kg', factor: 1000 }, isMeasured: true, barcodes: [] } as const
  const [flour, loaf] = await createItems(central, [
    { ...made, code: 'FLOUR', name: 'Cake flour', kind: 'raw' },
    { ...made, code: 'LOAF', name: 'White loaf', kind: 'manufactured' },
  ])
  if (flour === undefined || loaf === undefined) throw new Error('no items to bake with')
  const lines = [{ item: flour, quantity: 600 }]
  const bom = await createBom(central, { item: loaf, output: 1000, lines })
  await createRun(central, { branch, bom, planned: 100_000, issueOn: BENCH_DAY, dueOn: BENCH_DAY })
}

async function addItems(central: Central, count: number): Promise<ItemId[]> {
  const ids: ItemId[] = []
  for (let at = 0; at < count; at += ITEMS_A_WRITE) {
    const some = Array.from({ length: Math.min(ITEMS_A_WRITE, count - at) }, (_, index) => at + index)
    const made = some.map((index) => ({
      code: `I${index}`,
      name: `Bench item ${index}`,
      kind: 'external' as const,
      unit: { base: 'each', name: 'each', factor: 1 } as const,
      isMeasured: false,
      barcodes: [{ code: `0${benchEan(index)}` }],
    }))
    ids.push(...(await createItems(central, made)))
  }
  return ids
}

async function placesOf(central: Central, branch: BranchId): Promise<[number, number, number]> {
  const kinds = ['opening', 'retail', 'customer']
  const rows = await central.all({ sql: 'SELECT kind, id FROM location WHERE branch = ?1', args: [branch] })
  const ids = new Map(rows.map(([kind, id]) => [String(kind), Number(id)]))
  const [opening = 0, retail = 0, customer = 0] = kinds.map((kind) => ids.get(kind) ?? 0)
  return [opening, retail, customer]
}

function createSealer({ branch, person }: { branch: BranchId; person: number }) {
  let seq = 0
  let previous = ''
  return (event: DocumentContent['event'], lines: DocumentLine[], salesOrder?: number): SealedDocument => {
    seq++
    const document = seal({
      v: 1,
      // Repeatable, so that two books can be filled alike.
      id: `01900000-0000-7000-8000-${String(seq).padStart(12, '0')}`,
      writer: BENCH_WRITER,
      seq,
      previous,
      event,
      branch,
      acceptedAt: FIRST_DAY + Math.floor(seq / DOCUMENTS_A_DAY) * DAY_MS,
      acceptedBy: person,
      ...(salesOrder === undefined ? {} : { salesOrder }),
      lines,
    })
    previous = document.hash
    return document
  }
}

/** The items of the nth sale of five lines among the first `hot` items, spread evenly. */
export function itemsOfSale({ items }: BenchBook, hot: number, nth: number): ItemId[] {
  return Array.from({ length: 5 }, (_, line) => items[(nth * 37 + line * 41) % hot] as ItemId)
}

/** Five-line sales among the first `hot` items, on the standing order. */
export function salesAmong(book: BenchBook, hot: number, count: number): SealedDocument[] {
  return Array.from({ length: count }, (_, nth) => book.sale(itemsOfSale(book, hot, nth), book.order))
}

/** The nth sale of another writer, for its outbox to seal: five lines among the items of the standing order. */
export function draftOfSale(book: BenchBook, nth: number): Draft {
  const { branch, person, order, retail, customer } = book
  return {
    id: newDocumentId(),
    event: 'sale',
    branch,
    acceptedAt: Date.now(),
    acceptedBy: person,
    salesOrder: order,
    lines: itemsOfSale(book, STANDING_ITEMS, nth).map((item) => ({
      item,
      from: retail,
      to: customer,
      quantity: 1,
      take: { by: 'cost' },
    })),
  }
}
