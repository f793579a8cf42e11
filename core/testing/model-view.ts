import type { ItemKind, LocationKind } from '../book/events.ts'
import type { Book, World } from '../book/model/state.ts'
import type { Reader } from '../database/reader.ts'
import type { Role } from '../people/create-person.ts'

/** The places, items, orders and runs of a real book, for the model. */
export function worldOf(reader: Reader): World {
  const numberOrNull = (value: unknown): number | null =>
    value === null || value === undefined ? null : Number(value)
  const recipes = reader.all(
    'SELECT run, item, bom_quantity FROM run_ingredient WHERE bom_quantity > 0 ORDER BY run, item',
  )
  return {
    places: new Map(
      reader
        .all('SELECT id, branch, kind, counterpart, run FROM location ORDER BY id')
        .map(([id, branch, kind, counterpart, run]) => [
          Number(id),
          {
            branch: Number(branch),
            kind: kind as LocationKind,
            counterpart: numberOrNull(counterpart),
            run: numberOrNull(run),
          },
        ]),
    ),
    items: new Map(
      reader.all('SELECT id, kind FROM item ORDER BY id').map(([id, kind]) => [Number(id), kind as ItemKind]),
    ),
    people: new Map(
      reader
        .all('SELECT id, role, branch FROM person')
        .map(([id, role, branch]) => [Number(id), { role: role as Role, branch: numberOrNull(branch) }]),
    ),
    orders: new Map(
      reader
        .all('SELECT id, branch FROM sales_order')
        .map(([id, branch]) => [Number(id), { branch: Number(branch) }]),
    ),
    runs: new Map(
      reader
        .all('SELECT id, branch, item, planned, bom_output FROM production_run')
        .map(([id, branch, item, planned, output]) => [
          Number(id),
          {
            branch: Number(branch),
            item: Number(item),
            planned: Number(planned),
            output: Number(output),
            recipe: new Map(
              recipes
                .filter(([run]) => run === id)
                .map(([, ingredient, bom]) => [Number(ingredient), Number(bom)]),
            ),
          },
        ]),
    ),
  }
}

/** Every balance of the real book, in the shape of {@link summaryOf}; what is zero is left out. */
export function readBook(reader: Reader): Summary {
  const all = (sql: string) =>
    Object.fromEntries(reader.all(sql).map(([key, ...values]) => [String(key), values]))
  return {
    stock: all(
      "SELECT location || ':' || item, quantity, value FROM stock_balance WHERE quantity > 0 OR value > 0",
    ),
    accounts: all(`SELECT a.branch || ' ' || a.kind || ' ' || coalesce(a.counterpart, '-'), b.debit, b.credit
      FROM account_balance b JOIN account a ON a.id = b.account WHERE b.debit > 0 OR b.credit > 0`),
    outstanding: all('SELECT move, quantity, amount FROM outstanding'),
    openings: all("SELECT location || ':' || item, move FROM opening_entry"),
    costs: all('SELECT move, branch, item, kind, quantity, amount FROM cost_source'),
    logged: all("SELECT sales_order || ':' || item, logged, cost FROM sales_order_line WHERE logged <> 0"),
    used: all("SELECT run || ':' || item, used FROM run_ingredient WHERE used <> 0"),
    built: all('SELECT id, built FROM production_run WHERE built <> 0'),
    open: all('SELECT position FROM refusal_open'),
    closedRuns: all("SELECT id FROM production_run WHERE state = 'closed'"),
    numbers: all(`SELECT branch || ':-' || series, max(number) FROM document WHERE state = 'posted'
      GROUP BY branch, series`),
    counts: all("SELECT 'documents', count(*) FROM document UNION ALL SELECT 'moves', count(*) FROM move"),
  }
}

type Summary = Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>

/** Every balance of the model's book. */
export function summaryOf(book: Book): Summary {
  const of = <K, V>(map: Iterable<readonly [K, V]>, values: (value: V) => readonly unknown[]) =>
    Object.fromEntries(
      [...map].map(([key, value]) => [String(key), values(value)]).filter(([, list]) => !isZero(list)),
    )
  const isZero = (list: unknown): boolean =>
    Array.isArray(list) && list.length > 0 && list.every((value) => value === 0)
  return {
    stock: of(book.stock, ({ quantity, value }) => [quantity, value]),
    accounts: of(book.accounts, ({ debit, credit }) => [debit, credit]),
    outstanding: Object.fromEntries(
      [...book.outstanding].map(([move, { quantity, amount }]) => [move, [quantity, amount]]),
    ),
    openings: of(book.openings, (move) => [move]),
    costs: Object.fromEntries(
      book.costs.map(({ move, branch, item, kind, quantity, amount }) => [
        move,
        [branch, item, kind, quantity, amount],
      ]),
    ),
    logged: of(book.logged, ({ quantity, cost }) => [quantity, cost]),
    used: of(book.used, (quantity) => [quantity]),
    built: of(book.built, (quantity) => [quantity]),
    open: Object.fromEntries([...book.open].map((position) => [position, []])),
    closedRuns: Object.fromEntries([...book.closedRuns].map((run) => [run, []])),
    numbers: of(book.numbers, (number) => [number]),
    counts: { documents: [book.papers.length], moves: [book.moves.length] },
  }
}
