import type { DocumentLine } from '../book/content.ts'
import type { Posted } from '../book/outcome.ts'
import { invariant } from '../kernel/invariant.ts'
import { openBakery, type Bakery, type TestDraft } from './bakery.ts'

/** A bakery in the middle of a day: bought, sold, dispatched, received, used, refused, reversed. */
export async function openTradedBakery() {
  const bakery = await openBakery()
  const at = placesOf(bakery)
  return {
    ...bakery,
    ...(await trade(bakery, at)),
    at,
    /** Id of a document's n-th move, from 0. */
    moveOf(document: { id: string }, index = 0): number {
      return Number(
        bakery.reader.get('SELECT first_move + ?2 FROM document WHERE id = ?1', document.id, index)?.[0],
      )
    },
  }
}
export type TradedBakery = Awaited<ReturnType<typeof openTradedBakery>>

function placesOf({ place, placeTowards, placeOfRun, bra, brb, run }: Bakery) {
  return {
    opening: place('opening'),
    supplier: place('supplier'),
    stockroom: place('stockroom'),
    pool: place('manufacturing'),
    run: placeOfRun(run),
    built: place('built'),
    retail: place('retail'),
    customer: place('customer'),
    writeOff: place('write_off'),
    loss: place('loss'),
    gain: place('gain'),
    tax: place('tax'),
    out: placeTowards(bra, 'branch_out', brb),
    in: placeTowards(brb, 'branch_in', bra),
    otherRetail: place('retail', brb),
    otherStockroom: place('stockroom', brb),
  }
}

const line = (
  from: number,
  to: number,
  item: number,
  quantity: number,
  take: DocumentLine['take'],
): DocumentLine => ({
  item,
  from,
  to,
  quantity,
  take,
})
const cost = { by: 'cost' } as const
const stated = (amount: number) => ({ by: 'stated', amount }) as const

type Post = (draft: TestDraft, writer?: string) => Promise<Posted>

async function trade(bakery: Bakery, at: ReturnType<typeof placesOf>) {
  const posted: Post = async (draft, writer) => {
    const outcome = await bakery.post(draft, writer)
    invariant(outcome.state === 'posted', JSON.stringify(outcome))
    return outcome
  }
  const { flour, coke, bread, run, order } = bakery
  const flourBought = await posted({
    event: 'purchase_invoice',
    lines: [line(at.supplier, at.stockroom, flour, 1_000, stated(2_000))],
  })
  const cokeBought = await posted({
    event: 'purchase_invoice',
    lines: [
      line(at.supplier, at.retail, coke, 20, stated(2_000)),
      line(at.supplier, at.stockroom, coke, 5, stated(500)),
    ],
  })
  const opened = await posted({
    event: 'opening',
    lines: [line(at.opening, at.retail, bread, 20, stated(500))],
  })
  const sold = await posted({
    event: 'sale',
    salesOrder: order,
    lines: [line(at.retail, at.customer, coke, 4, cost), line(at.retail, at.customer, bread, 2, cost)],
  })
  const soldAndReversed = await posted({
    event: 'sale',
    lines: [line(at.retail, at.customer, bread, 3, cost)],
  })
  const reversal = await posted({
    event: 'reversal',
    reverses: { document: soldAndReversed.id, moves: 1 },
    lines: [],
  })
  const transfers = await transferCoke(bakery, at, posted)
  const used = await posted({
    event: 'usage',
    run,
    lines: [
      line(at.stockroom, at.pool, flour, 100, { by: 'shortfall' }),
      line(at.pool, at.run, flour, 100, cost),
    ],
  })
  const refusals = await refuse(bakery, at, posted)
  return {
    ...transfers,
    ...refusals,
    flourBought,
    cokeBought,
    opened,
    sold,
    soldAndReversed,
    reversal,
    used,
  }
}

/** More coke than there is: sold by an operator and by the manager, tried once more in vain, and voided. */
async function refuse(bakery: Bakery, at: ReturnType<typeof placesOf>, posted: Post) {
  const { coke, palesa } = bakery
  const refused = await bakery.post({ event: 'sale', lines: [line(at.retail, at.customer, coke, 999, cost)] })
  const refusedOfManager = await bakery.post({
    event: 'sale',
    acceptedBy: palesa,
    lines: [line(at.retail, at.customer, coke, 997, cost)],
  })
  const tried = await bakery.post({
    event: 'sale',
    acceptedBy: palesa,
    settles: refused.id,
    lines: [line(at.retail, at.customer, coke, 999, cost)],
  })
  const settled = await bakery.post({ event: 'sale', lines: [line(at.retail, at.customer, coke, 998, cost)] })
  const voided = await posted({
    event: 'void',
    acceptedBy: palesa,
    settles: settled.id,
    reason: 'typo',
    lines: [],
  })
  return {
    refused,
    refusedOfManager,
    /** A settlement of `refused` that was refused too. */
    tried,
    settled,
    voided,
  }
}

/** Dispatches two lots; one is received in part, the other's dispatch is reversed. */
async function transferCoke({ brb, coke }: Bakery, at: ReturnType<typeof placesOf>, posted: Post) {
  const dispatched = await posted({
    event: 'transfer_dispatch',
    lines: [line(at.retail, at.out, coke, 6, cost)],
  })
  const received = await posted(
    {
      event: 'transfer_receive',
      branch: brb,
      answers: dispatched.id,
      lines: [line(at.in, at.otherRetail, coke, 2, { by: 'answered', document: dispatched.id, move: 0 })],
    },
    'BRB-K1',
  )
  const dispatchReversed = await posted({
    event: 'transfer_dispatch',
    lines: [line(at.retail, at.out, coke, 1, cost)],
  })
  await posted({ event: 'reversal', reverses: { document: dispatchReversed.id, moves: 1 }, lines: [] })
  return { dispatched, received, dispatchReversed }
}
