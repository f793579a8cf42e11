import type { BranchId, ItemId } from '../../core/kernel/ids.ts'
import type { Outcome } from '../../core/book/outcome.ts'
import type { Bakery } from '../../core/testing/bakery.ts'

/** Documents of both branches, a transfer between them, and a refusal in each: something for every page to show. */
export async function workADay(bakery: Bakery) {
  const { bra, brb, flour, butter, coke, bread, place } = bakery
  const invoice = await buy(bakery, {
    branch: bra,
    item: flour,
    to: place('stockroom'),
    quantity: 100_000,
    amount: 123_450,
  })
  await buy(bakery, { branch: bra, item: butter, to: place('stockroom'), quantity: 9_000, amount: 108_000 })
  await buy(bakery, { branch: bra, item: coke, to: place('retail'), quantity: 30, amount: 29_700 })
  const { usage, built } = await bake(bakery)
  const sale = await sell(bakery, { branch: bra, item: bread, quantity: 25 })
  const refused = await sell(bakery, { branch: bra, item: coke, quantity: 77 })
  const { dispatch, received } = await transferCoke(bakery)
  const brbInvoice = await buy(bakery, {
    branch: brb,
    item: coke,
    to: place('retail', brb),
    quantity: 4_321,
    amount: 8_765_432,
  })
  const brbRefused = await sell(bakery, { branch: brb, item: coke, quantity: 1_987_654 })
  for (const outcome of [invoice, usage, built, sale, dispatch, received, brbInvoice]) expectPosted(outcome)
  return { invoice, usage, built, sale, refused, dispatch, received, brbInvoice, brbRefused }
}

interface Purchase {
  readonly branch: BranchId
  readonly item: ItemId
  readonly to: number
  readonly quantity: number
  readonly amount: number
}

function buy(bakery: Bakery, { branch, item, to, quantity, amount }: Purchase): Promise<Outcome> {
  const from = bakery.place('supplier', branch)
  return bakery.post(
    {
      event: 'purchase_invoice',
      branch,
      paper: `INVOICE-${branch}-${quantity}`,
      lines: [{ item, from, to, quantity, take: { by: 'stated', amount } }],
    },
    writerOf(bakery, branch),
  )
}

/** Uses a little more flour than planned and builds 60 of the run's 100. */
async function bake({ post, place, placeOfRun, flour, bread, run }: Bakery) {
  const [stockroom, pool, runPlace] = [place('stockroom'), place('manufacturing'), placeOfRun(run)]
  const usage = await post({
    event: 'usage',
    run,
    lines: [
      { item: flour, from: stockroom, to: pool, quantity: 52_500, take: { by: 'shortfall' } },
      { item: flour, from: pool, to: runPlace, quantity: 52_500, take: { by: 'cost' } },
    ],
  })
  const built = await post({
    event: 'build',
    run,
    lines: [
      { item: null, from: runPlace, to: place('built'), quantity: 60, take: { by: 'ingredients' } },
      { item: bread, from: place('built'), to: place('retail'), quantity: 60, take: { by: 'made' } },
    ],
  })
  return { usage, built }
}

function sell(
  bakery: Bakery,
  { branch, item, quantity }: { branch: BranchId; item: ItemId; quantity: number },
) {
  const [from, to] = [bakery.place('retail', branch), bakery.place('customer', branch)]
  return bakery.post(
    {
      event: 'sale',
      branch,
      ...(branch === bakery.bra ? { salesOrder: bakery.order } : {}),
      lines: [{ item, from, to, quantity, take: { by: 'cost' } }],
    },
    writerOf(bakery, branch),
  )
}

async function transferCoke({ post, place, placeTowards, bra, brb, coke }: Bakery) {
  const [out, into] = [placeTowards(bra, 'branch_out', brb), placeTowards(brb, 'branch_in', bra)]
  const dispatch = await post({
    event: 'transfer_dispatch',
    lines: [{ item: coke, from: place('retail'), to: out, quantity: 11, take: { by: 'cost' } }],
  })
  const take = { by: 'answered', document: dispatch.id, move: 0 } as const
  const received = await post(
    {
      event: 'transfer_receive',
      branch: brb,
      answers: dispatch.id,
      lines: [{ item: coke, from: into, to: place('retail', brb), quantity: 11, take }],
    },
    'BRB-K1',
  )
  return { dispatch, received }
}

const writerOf = ({ bra }: Bakery, branch: BranchId): string => (branch === bra ? 'BRA-K1' : 'BRB-K1')

function expectPosted(outcome: Outcome): void {
  if (outcome.state !== 'posted') throw new Error(`not posted: ${JSON.stringify(outcome)}`)
}
