import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALL_BRANCHES, onlyBranch } from '../branches/scope.ts'
import type { AccountId, ItemId, LocationId } from '../kernel/ids.ts'
import { openBakery, type Bakery } from '../testing/bakery.ts'
import { readAccountMoves, type AccountCursor, type AccountMove } from './read-account-moves.ts'
import { readStockMoves, type StockCursor, type StockMove } from './read-stock-moves.ts'

let bakery: Bakery
beforeAll(async () => {
  bakery = await openBakery()
  const { coke, flour, place } = bakery
  for (let round = 1; round <= 8; round++) {
    for (const [item, to] of [
      [coke, place('retail')],
      [flour, place('stockroom')],
    ] as const)
      await bakery.post({
        event: 'purchase_invoice',
        lines: [
          {
            item,
            from: place('supplier'),
            to,
            quantity: 10 * round,
            take: { by: 'stated', amount: 1_001 * round },
          },
        ],
      })
    await bakery.post({
      event: 'sale',
      lines: [
        { item: coke, from: place('retail'), to: place('customer'), quantity: 7, take: { by: 'cost' } },
      ],
    })
    // Both sides of the same account.
    await bakery.post({
      event: 'issue',
      lines: [
        {
          item: flour,
          from: place('stockroom'),
          to: place('manufacturing'),
          quantity: 3,
          take: { by: 'cost' },
        },
      ],
    })
    await bakery.post({
      event: 'usage',
      run: bakery.run,
      lines: [
        {
          item: flour,
          from: place('manufacturing'),
          to: bakery.placeOfRun(bakery.run),
          quantity: 3,
          take: { by: 'cost' },
        },
      ],
    })
  }
})
afterAll(() => bakery.close())

const SIDES = `SELECT id, quantity, amount, to_location = ?1, debit_account, credit_account FROM move`

describe('the moves behind a balance', () => {
  const readAll = (location: LocationId, item: ItemId, limit: number): StockMove[] => {
    const moves: StockMove[] = []
    let from: StockCursor | undefined
    do {
      const page = readStockMoves(ALL_BRANCHES, bakery.reader, { location, item, from, limit })
      expect(page).toBeDefined()
      expect(page!.moves.entries.length).toBeLessThanOrEqual(limit)
      moves.push(...page!.moves.entries)
      from = page!.moves.next
    } while (from !== undefined)
    return moves
  }

  it.each([1, 3, 7, 100])(
    'are all there, newest first, with the balance after each, in pages of %i',
    (limit) => {
      const { coke, place, reader } = bakery
      const location = place('retail')
      const expected = reader
        .all(`${SIDES} WHERE item = ?2 AND ?1 IN (from_location, to_location) ORDER BY id`, location, coke)
        .reduce<{ id: number; quantity: number; value: number }[]>((seen, [id, quantity, amount, isIn]) => {
          const last = seen.at(-1) ?? { quantity: 0, value: 0 }
          const sign = isIn === 1 ? 1 : -1
          return [
            ...seen,
            {
              id: Number(id),
              quantity: last.quantity + sign * Number(quantity),
              value: last.value + sign * Number(amount),
            },
          ]
        }, [])
      const read = readAll(location, coke, limit)
      expect(
        read.map(({ move, quantityAfter, valueAfter }) => ({
          id: move.id,
          quantity: quantityAfter,
          value: valueAfter,
        })),
      ).toEqual(expected.toReversed())
      expect(read).toHaveLength(16)
    },
  )

  it('are not shown outside the scope, or from a move of another balance', () => {
    const { coke, flour, brb, place, reader } = bakery
    const location = place('retail')
    expect(readStockMoves(onlyBranch(brb), reader, { location, item: coke, limit: 9 })).toBeUndefined()
    const other = readStockMoves(ALL_BRANCHES, reader, {
      location: place('stockroom'),
      item: flour,
      limit: 1,
    })
    const from = other!.moves.next!
    expect(readStockMoves(ALL_BRANCHES, reader, { location, item: coke, from, limit: 9 })).toBeUndefined()
  })
})

describe('the moves behind an account', () => {
  const accountOf = (kind: string): AccountId =>
    Number(
      bakery.reader.get('SELECT id FROM account WHERE branch = ?1 AND kind = ?2', bakery.bra, kind)?.[0],
    ) as AccountId

  it.each(['manufacturing_inventory', 'accounts_payable', 'finished_goods_inventory', 'stockroom_inventory'])(
    'of %s are all there, newest first, and end where it began',
    (kind) => {
      const account = accountOf(kind)
      const ids = bakery.reader
        .all('SELECT id FROM move WHERE ?1 IN (debit_account, credit_account) ORDER BY id DESC', account)
        .map(([id]) => id)
      const moves: AccountMove[] = []
      let from: AccountCursor | undefined
      do {
        const page = readAccountMoves(ALL_BRANCHES, bakery.reader, { account, from, limit: 3 })
        moves.push(...page!.moves.entries)
        from = page!.moves.next
      } while (from !== undefined)
      expect(moves.map(({ move }) => move.id)).toEqual(ids)
      const oldest = moves.at(-1)!
      expect(oldest.balanceAfter).toBe(oldest.debited - oldest.credited)
      expect(moves[0]!.balanceAfter).toBe(bakery.account(kind))
    },
  )

  it('are not shown outside the scope', () => {
    const account = accountOf('cost_of_sale')
    expect(readAccountMoves(onlyBranch(bakery.brb), bakery.reader, { account, limit: 9 })).toBeUndefined()
  })
})
