import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestDraft } from '../testing/bakery.ts'
import { openTradedBakery, type TradedBakery } from '../testing/traded-bakery.ts'
import type { DocumentLine, Take } from './content.ts'
import { EVENTS, LOCATION_KINDS, type EventName, type ItemKind } from './events.ts'
import { holdsStock, mayMove } from './model/rules.ts'

let bakery: TradedBakery
beforeEach(async () => {
  bakery = await openTradedBakery()
})
afterEach(() => bakery.close())

/** Design section 1, first table: kind, does it hold stock, which account. */
const ACCOUNTS = {
  opening: [0, 'opening_balance'],
  supplier: [0, 'accounts_payable'],
  stockroom: [1, 'stockroom_inventory'],
  manufacturing: [1, 'manufacturing_inventory'],
  run: [1, 'manufacturing_inventory'],
  built: [0, 'manufacturing_inventory'],
  retail: [1, 'finished_goods_inventory'],
  customer: [0, 'cost_of_sale'],
  write_off: [0, 'cost_of_sale'],
  loss: [0, 'variance_expense'],
  gain: [0, 'variance_income'],
  tax: [0, 'tax_receivable'],
  branch_out: [0, 'inter_branch_debtors'],
  branch_in: [0, 'inter_branch_creditors'],
} as const

describe('the words of the program are the words of the book', () => {
  const ask = (sql: string) => bakery.reader.all(sql)

  it('events', () => {
    expect(new Set(ask('SELECT event FROM event').flat())).toEqual(new Set(EVENTS))
  })

  it('location kinds, each with its account', () => {
    expect(LOCATION_KINDS.toSorted()).toEqual(Object.keys(ACCOUNTS).toSorted())
    const kinds = ask('SELECT kind, holds_stock, account_kind FROM location_kind')
    expect(Object.fromEntries(kinds.map(([kind, ...rest]) => [kind, rest]))).toEqual(ACCOUNTS)
  })

  it('every place of every branch has the account of its kind', () => {
    const wrong =
      ask(`SELECT l.id FROM location l JOIN location_kind k ON k.kind = l.kind JOIN account a ON a.id = l.account
      WHERE a.kind <> k.account_kind OR a.branch <> l.branch OR l.holds_stock <> k.holds_stock`)
    expect(wrong).toEqual([])
  })

  it('what may move where, for which kind of item, is what the design says', () => {
    const kinds: (ItemKind | null)[] = ['raw', 'external', 'manufactured', null]
    const said = EVENTS.flatMap((event) =>
      LOCATION_KINDS.flatMap((from) =>
        LOCATION_KINDS.flatMap((to) =>
          kinds.flatMap((kind) =>
            [false, true]
              .filter((isValueOnly) => mayMove(event, [from, to], kind, isValueOnly))
              .map((isValueOnly) => [event, from, to, kind ?? 'none', isValueOnly ? 1 : 0].join(' ')),
          ),
        ),
      ),
    )
    const rules = ask('SELECT event, from_kind, to_kind, item_kind, value_only FROM event_rule')
    expect(rules.map((row) => row.join(' ')).toSorted()).toEqual(said.toSorted())
    expect(said.length).toBeGreaterThan(80)
    expect(LOCATION_KINDS.filter(holdsStock)).toHaveLength(4)
  })
})

const line = (from: number, to: number, item: number | null, quantity: number, take: Take): DocumentLine => ({
  item,
  from,
  to,
  quantity,
  take,
})
const cost = { by: 'cost' } as const
const stated = (amount: number) => ({ by: 'stated', amount }) as const
const of = (document: { id: string }) => ({ by: 'answered', document: document.id, move: 0 }) as const

interface Case {
  readonly event: EventName
  readonly what: string
  readonly before?: (bakery: TradedBakery) => TestDraft
  readonly draft: (bakery: TradedBakery) => TestDraft
  /** Debited / credited, amount: one for each move, in order. */
  readonly ledger: readonly string[]
}

/** One event with one line. */
const simple = (
  event: EventName,
  what: string,
  one: (bakery: TradedBakery) => DocumentLine,
  ...ledger: readonly string[]
): Case => ({
  event,
  what,
  draft: (b) => ({ event, ...(event === 'customer_return' ? { answers: b.sold.id } : {}), lines: [one(b)] }),
  ledger,
})

/** Design section 1, second table. Flour costs 2 cents a gram, a coke 100, a bread 25. */
const CASES: readonly Case[] = [
  simple('opening', 'opening stock', ({ at, salt }) => line(at.opening, at.stockroom, salt, 10, stated(70)), 'stockroom_inventory / opening_balance 70'),
  simple('purchase_invoice', 'an external product to retail', ({ at, coke }) => line(at.supplier, at.retail, coke, 2, stated(210)), 'finished_goods_inventory / accounts_payable 210'),
  simple('purchase_invoice', 'an external product that awaits retail', ({ at, coke }) => line(at.supplier, at.stockroom, coke, 2, stated(210)), 'stockroom_inventory / accounts_payable 210'),
  simple('purchase_invoice', 'raw material', ({ at, flour }) => line(at.supplier, at.stockroom, flour, 5, stated(9)), 'stockroom_inventory / accounts_payable 9'),
  simple('purchase_invoice', 'its recoverable tax', ({ at }) => line(at.supplier, at.tax, null, 0, stated(30)), 'tax_receivable / accounts_payable 30'),
  simple('supplier_return', 'for less than cost', ({ at, flour, place }) => line(at.stockroom, at.supplier, flour, 100, { by: 'credit_note', amount: 150, gain: place('gain'), loss: at.loss }), 'variance_expense / stockroom_inventory 50', 'accounts_payable / stockroom_inventory 150'),
  simple('supplier_return', 'for more than cost', ({ at, flour }) => line(at.stockroom, at.supplier, flour, 100, { by: 'credit_note', amount: 250, gain: at.gain, loss: at.loss }), 'stockroom_inventory / variance_income 50', 'accounts_payable / stockroom_inventory 250'),
  simple('price_confirmation', 'dearer: 900 of 1,000 are still there', ({ at, flour }) => line(at.supplier, at.stockroom, flour, 1_000, { by: 'dearer', amount: 500, loss: at.loss }), 'stockroom_inventory / accounts_payable 450', 'variance_expense / accounts_payable 50'),
  simple('price_confirmation', 'cheaper: 900 of 1,000 are still there', ({ at, flour }) => line(at.stockroom, at.supplier, flour, 1_000, { by: 'cheaper', amount: 500, gain: at.gain }), 'accounts_payable / variance_income 50', 'accounts_payable / stockroom_inventory 450'),
  simple('restock', 'an awaiting product to the shop floor', ({ at, coke }) => line(at.stockroom, at.retail, coke, 2, cost), 'finished_goods_inventory / stockroom_inventory 200'),
  simple('issue', 'raw material to manufacturing', ({ at, flour }) => line(at.stockroom, at.pool, flour, 10, cost), 'manufacturing_inventory / stockroom_inventory 20'),
  simple('issue', 'a sub-assembly to manufacturing', ({ at, bread }) => line(at.retail, at.pool, bread, 1, cost), 'manufacturing_inventory / finished_goods_inventory 25'),
  {
    event: 'issue_return',
    what: 'unused returned to where it came from',
    before: ({ at, bread }) => ({ event: 'issue', lines: [line(at.retail, at.pool, bread, 2, cost)] }),
    draft: ({ at, bread }) => ({ event: 'issue_return', lines: [line(at.pool, at.retail, bread, 1, cost)] }),
    ledger: ['finished_goods_inventory / manufacturing_inventory 25'],
  },
  {
    event: 'usage',
    what: 'only the shortfall is issued from the stockroom',
    before: ({ at, flour }) => ({ event: 'issue', lines: [line(at.stockroom, at.pool, flour, 30, cost)] }),
    draft: ({ at, flour, run }) => ({ event: 'usage', run, lines: [line(at.stockroom, at.pool, flour, 40, { by: 'shortfall' }), line(at.pool, at.run, flour, 40, cost)] }),
    ledger: ['manufacturing_inventory / stockroom_inventory 20', 'manufacturing_inventory / manufacturing_inventory 80'],
  },
  {
    event: 'usage_return',
    what: 'usage taken back',
    draft: ({ at, flour, run }) => ({ event: 'usage_return', run, lines: [line(at.run, at.pool, flour, 5, cost)] }),
    ledger: ['manufacturing_inventory / manufacturing_inventory 10'],
  },
  {
    event: 'build',
    what: 'ingredients become the product at their sum',
    draft: ({ at, bread, run }) => ({ event: 'build', run, lines: [line(at.run, at.built, null, 100, { by: 'ingredients' }), line(at.built, at.retail, bread, 100, { by: 'made' })] }),
    ledger: ['manufacturing_inventory / manufacturing_inventory 200', 'finished_goods_inventory / manufacturing_inventory 200'],
  },
  {
    event: 'run_close',
    what: 'a run closed with value left',
    draft: ({ at, run }) => ({ event: 'run_close', run, reason: 'oven broke', lines: [line(at.run, at.writeOff, null, 0, { by: 'rest' })] }),
    ledger: ['cost_of_sale / manufacturing_inventory 200'],
  },
  simple('sale', 'a sale', ({ at, coke }) => line(at.retail, at.customer, coke, 3, cost), 'cost_of_sale / finished_goods_inventory 300'),
  simple('customer_return', "at that sale's own cost", ({ at, coke, sold }) => line(at.customer, at.retail, coke, 2, of(sold)), 'finished_goods_inventory / cost_of_sale 200'),
  simple('customer_return', 'not fit for sale again', ({ at, coke, sold }) => line(at.customer, at.writeOff, coke, 1, of(sold)), 'cost_of_sale / cost_of_sale 100'),
  simple('write_off', 'waste from retail', ({ at, bread }) => line(at.retail, at.writeOff, bread, 2, cost), 'cost_of_sale / finished_goods_inventory 50'),
  simple('write_off', 'waste from the stockroom', ({ at, flour }) => line(at.stockroom, at.writeOff, flour, 2, cost), 'cost_of_sale / stockroom_inventory 4'),
  simple('adjustment', 'a gain', ({ at, flour }) => line(at.gain, at.stockroom, flour, 3, { by: 'gain' }), 'stockroom_inventory / variance_income 6'),
  simple('adjustment', 'a loss', ({ at, flour }) => line(at.stockroom, at.loss, flour, 3, cost), 'variance_expense / stockroom_inventory 6'),
  simple('transfer_dispatch', "in the sender's book", ({ at, coke }) => line(at.retail, at.out, coke, 1, cost), 'inter_branch_debtors / finished_goods_inventory 100'),
  {
    event: 'transfer_receive',
    what: "in the receiver's book, at the frozen value",
    draft: (b) => ({ event: 'transfer_receive', branch: b.brb, answers: b.dispatched.id, lines: [line(b.at.in, b.at.otherRetail, b.coke, 3, of(b.dispatched))] }),
    ledger: ['finished_goods_inventory / inter_branch_creditors 300'],
  },
  {
    event: 'transfer_settlement',
    what: 'the sender bears it',
    draft: (b) => ({ event: 'transfer_settlement', answers: b.dispatched.id, lines: [line(b.at.out, b.at.loss, b.coke, 1, of(b.dispatched))] }),
    ledger: ['variance_expense / inter_branch_debtors 100'],
  },
  {
    event: 'transfer_settlement',
    what: 'the receiver bears it',
    draft: (b) => ({ event: 'transfer_settlement', branch: b.brb, answers: b.dispatched.id, lines: [line(b.at.in, b.place('loss', b.brb), b.coke, 1, of(b.dispatched))] }),
    ledger: ['variance_expense / inter_branch_creditors 100'],
  },
  {
    event: 'transfer_recall',
    what: 'recalled at the frozen value',
    draft: (b) => ({ event: 'transfer_recall', answers: b.dispatched.id, lines: [line(b.at.out, b.at.retail, b.coke, 4, of(b.dispatched))] }),
    ledger: ['finished_goods_inventory / inter_branch_debtors 400'],
  },
  {
    event: 'reversal',
    what: 'the same lines, sides swapped',
    draft: ({ sold }) => ({ event: 'reversal', reverses: { document: sold.id, moves: 2 }, lines: [] }),
    ledger: ['finished_goods_inventory / cost_of_sale 50', 'finished_goods_inventory / cost_of_sale 400'],
  },
  {
    event: 'void',
    what: 'moves nothing',
    draft: ({ refused, palesa }) => ({
      event: 'void',
      acceptedBy: palesa,
      settles: refused.id,
      reason: 'typo',
      lines: [],
    }),
    ledger: [],
  },
] // prettier-ignore

describe('every event debits and credits what the design says', () => {
  it.each(CASES)('$event: $what', async ({ before, draft, ledger }) => {
    const { post, reader } = bakery
    if (before !== undefined) await post(before(bakery))
    const outcome = await post(draft(bakery))
    expect(outcome, JSON.stringify(outcome)).toMatchObject({ state: 'posted' })
    expect(ledgerOf(reader, outcome)).toEqual(ledger)
  })

  it.each([
    [
      'cheaper',
      -40,
      ['stockroom_inventory / variance_income 40', 'accounts_payable / stockroom_inventory 100'],
    ],
    [
      'dearer',
      50,
      ['variance_expense / stockroom_inventory 50', 'accounts_payable / stockroom_inventory 100'],
    ],
  ] as const)(
    'reversal: with a value-only move where the stock became %s',
    async (by, difference, ledger) => {
      const { at, salt, post, reader } = bakery
      const bought = await post({
        event: 'purchase_invoice',
        lines: [line(at.supplier, at.stockroom, salt, 10, stated(100))],
      })
      const amount = Math.abs(difference)
      const priced =
        by === 'cheaper'
          ? line(at.stockroom, at.supplier, salt, 10, { by, amount, gain: at.gain })
          : line(at.supplier, at.stockroom, salt, 10, { by, amount, loss: at.loss })
      expect(await post({ event: 'price_confirmation', lines: [priced] })).toMatchObject({ total: amount })
      const reversal = await post({
        event: 'reversal',
        reverses: { document: bought.id, moves: 1 },
        lines: [],
      })
      expect(ledgerOf(reader, reversal)).toEqual(ledger)
      expect(bakery.stock(bakery.place('stockroom'), salt)).toEqual([0, 0])
    },
  )

  it('and every event is tried', () => {
    expect([...new Set(CASES.map(({ event }) => event))].toSorted()).toEqual(EVENTS.toSorted())
  })
})

/** Debited / credited, amount, of every move of a document. */
function ledgerOf(reader: TradedBakery['reader'], { id }: { id: string }): unknown[] {
  return reader
    .all(
      `SELECT d.kind || ' / ' || c.kind || ' ' || m.amount FROM document o
       JOIN move m ON m.id >= o.first_move AND m.id < o.first_move + o.line_count
       JOIN account d ON d.id = m.debit_account JOIN account c ON c.id = m.credit_account
       WHERE o.id = ?1 ORDER BY m.id`,
      id,
    )
    .flat()
}
