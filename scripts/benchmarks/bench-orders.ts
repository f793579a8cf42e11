import type { SealedDocument } from '../../core/book/content.ts'
import type { Central } from '../../core/database/central.ts'
import { writeMaster } from '../../core/database/write-master.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import { orderStateStatement, salesOrderStatements } from '../../core/orders/create-sales-order.ts'
import { BENCH_DAY, itemsOfSale, STANDING_ITEMS, type BenchBook } from './bench-book.ts'

/** As bakeries have them: an order is delivered in a few goes, and one in ten sales is on the standing order. */
const SALES_AN_ORDER = 4
const STANDING_EVERY = 10
/** More than a page shows; what is older is closed, however long the history. */
const OPEN = 60

/** Opens orders as sales are made on them: as many as grow with the book. */
export function openOrders(central: Central, book: BenchBook) {
  const open: number[] = []

  /** Opens an order for each of these lots of items. */
  async function order(lots: readonly (readonly ItemId[])[]): Promise<number[]> {
    const { branch, partner } = book
    const statements = lots.map((items) =>
      salesOrderStatements({
        branch,
        partner,
        orderedOn: BENCH_DAY,
        dueOn: BENCH_DAY,
        lines: [...new Set(items)].map((item) => ({ item, quantity: 30, price: 1_850 })),
      }),
    )
    const answers = await writeMaster(central, statements.flat())
    const firsts = statements.map((_, at) => statements.slice(0, at).flat().length)
    return firsts.map((first) => Number(answers[first]?.[0]?.[0]))
  }

  return {
    /** Seals the next sales among the first `hot` items, each on an order. */
    async sell(hot: number, count: number): Promise<SealedDocument[]> {
      const sales = Array.from({ length: count }, (_, nth) => {
        const isStanding = nth % STANDING_EVERY === 0
        return { isStanding, items: itemsOfSale(book, isStanding ? STANDING_ITEMS : hot, nth) }
      })
      const ordered = sales.filter(({ isStanding }) => !isStanding).map(({ items }) => items)
      const lots = Array.from({ length: Math.ceil(ordered.length / SALES_AN_ORDER) }, (_, lot) =>
        ordered.slice(lot * SALES_AN_ORDER, (lot + 1) * SALES_AN_ORDER).flat(),
      )
      const orders = await order(lots)
      open.push(...orders)
      let delivered = 0
      return sales.map(({ isStanding, items }) =>
        book.sale(
          items,
          isStanding ? book.order : (orders[Math.floor(delivered++ / SALES_AN_ORDER)] ?? book.order),
        ),
      )
    },
    /** Closes all but the newest. */
    async closeOlder(): Promise<void> {
      const older = open.splice(0, Math.max(0, open.length - OPEN))
      if (older.length > 0)
        await writeMaster(
          central,
          older.map((id) => orderStateStatement(id, 'closed')),
        )
    },
  }
}
