import type { Bakery } from '../../core/testing/bakery.ts'
import type { ItemId } from '../../core/kernel/ids.ts'
import type { Outcome } from '../../core/book/outcome.ts'

/** Documents of both branches, a transfer between them, and a refusal in each: something for every page to show. */
export async function workADay(bakery: Bakery) {
  const { bra, brb, flour, butter, coke, bread, order, run, place, placeOfRun, placeTowards } = bakery
  const buy = (item: ItemId, to: number, quantity: number, amount: number, branch = bra) =>
    bakery.post(
      {
        event: 'purchase_invoice',
        branch,
        paper: `INVOICE-${branch}-${quantity}`,
        lines: [{ item, from: place('supplier', branch), to, quantity, take: { by: 'stated', amount } }],
      },
      branch === bra ? 'BRA-K1' : 'BRB-K1',
    )
  const invoice = await buy(flour, place('stockroom'), 100_000, 123_450)
  await buy(butter, place('stockroom'), 9_000, 108_000)
  await buy(coke, place('retail'), 30, 29_700)
  const usage = await bakery.post({
    event: 'usage',
    run,
    lines: [
      {
        item: flour,
        from: place('stockroom'),
        to: place('manufacturing'),
        quantity: 52_500,
        take: { by: 'shortfall' },
      },
      {
        item: flour,
        from: place('manufacturing'),
        to: placeOfRun(run),
        quantity: 52_500,
        take: { by: 'cost' },
      },
    ],
  })
  const built = await bakery.post({
    event: 'build',
    run,
    lines: [
      { item: null, from: placeOfRun(run), to: place('built'), quantity: 60, take: { by: 'ingredients' } },
      { item: bread, from: place('built'), to: place('retail'), quantity: 60, take: { by: 'made' } },
    ],
  })
  const sell = (item: ItemId, quantity: number, branch = bra) =>
    bakery.post(
      {
        event: 'sale',
        branch,
        ...(branch === bra ? { salesOrder: order } : {}),
        lines: [
          {
            item,
            from: place('retail', branch),
            to: place('customer', branch),
            quantity,
            take: { by: 'cost' },
          },
        ],
      },
      branch === bra ? 'BRA-K1' : 'BRB-K1',
    )
  const sale = await sell(bread, 25)
  const refused = await sell(coke, 77)
  const dispatch = await bakery.post({
    event: 'transfer_dispatch',
    lines: [
      {
        item: coke,
        from: place('retail'),
        to: placeTowards(bra, 'branch_out', brb),
        quantity: 11,
        take: { by: 'cost' },
      },
    ],
  })
  const received = await bakery.post(
    {
      event: 'transfer_receive',
      branch: brb,
      answers: dispatch.id,
      lines: [
        {
          item: coke,
          from: placeTowards(brb, 'branch_in', bra),
          to: place('retail', brb),
          quantity: 11,
          take: { by: 'answered', document: dispatch.id, move: 0 },
        },
      ],
    },
    'BRB-K1',
  )
  const brbInvoice = await buy(coke, place('retail', brb), 4_321, 8_765_432, brb)
  const brbRefused = await sell(coke, 1_987_654, brb)
  const posted = [invoice, usage, built, sale, dispatch, received, brbInvoice]
  for (const outcome of posted) expectPosted(outcome)
  return { invoice, usage, built, sale, refused, dispatch, received, brbInvoice, brbRefused }
}

function expectPosted(outcome: Outcome): void {
  if (outcome.state !== 'posted') throw new Error(`not posted: ${JSON.stringify(outcome)}`)
}
