import { holdsStock, ACCOUNT_OF } from './rules.ts'
import { pair, stockAt, type Book, type Move, type Place, type World } from './state.ts'

/** A move before it is known whether the book takes it; no amount: its value could not be found. */
export interface Wanted extends Omit<Move, 'document' | 'amount'> {
  readonly amount: number | null
}

const QUANTITY_LIMIT = 2_000_000_000
const VALUE_LIMIT = 10_000_000_000_000
const TURNOVER_LIMIT = 9_000_000_000_000_000

/** Enters one move into the book and returns every rule it breaks; after a broken rule the book is worthless. */
export function enterMove(world: World, book: Book, { amount, ...wanted }: Wanted): string[] {
  const from = world.places.get(wanted.from)
  const to = world.places.get(wanted.to)
  const codes = new Set<string>()
  const refuseIf = (isBroken: boolean, code: string): void => {
    if (isBroken) codes.add(code)
  }
  refuseIf(wanted.quantity > QUANTITY_LIMIT, 'E_QUANTITY_BOUNDS')
  refuseIf(amount === null, 'E_NO_COST')
  refuseIf(amount !== null && amount > VALUE_LIMIT, 'E_AMOUNT_BOUNDS')
  refuseIf(wanted.from === wanted.to, 'E_SAME_LOCATION')
  refuseIf(wanted.quantity === 0 && amount === 0, 'E_EMPTY_MOVE')
  refuseIf(from === undefined || to === undefined, 'E_UNKNOWN_LOCATION')
  refuseIf(wanted.item === null && wanted.quantity > 0, 'E_NO_ITEM')
  refuseIf(wanted.item !== null && !world.items.has(wanted.item), 'E_UNKNOWN_ITEM')
  if (amount === null || from === undefined || to === undefined) return [...codes]

  const move: Move = { ...wanted, amount, document: book.papers.length + 1 }
  refuseIf(move.item === null && (holdsStock(from.kind) || holdsStock(to.kind)), 'E_NO_ITEM')
  for (const code of moveStock(book, move, from, to)) codes.add(code)
  for (const code of moveAccounts(book, move, from, to)) codes.add(code)
  for (const code of keepOutstanding(world, book, move, from, to)) codes.add(code)
  for (const code of keepTheRest(book, move, from, to)) codes.add(code)
  book.moves.push(move)
  return [...codes]
}

function moveStock(book: Book, move: Move, from: Place, to: Place): string[] {
  const codes: string[] = []
  if (holdsStock(from.kind)) {
    const was = book.stock.get(pair(move.from, move.item))
    const quantity = (was?.quantity ?? 0) - move.quantity
    const value = (was?.value ?? 0) - move.amount
    if (was === undefined || quantity < 0) codes.push('E_BELOW_ZERO')
    if (value < 0) codes.push('E_VALUE_BELOW_ZERO')
    book.stock.set(pair(move.from, move.item), { quantity, value })
  }
  if (holdsStock(to.kind)) {
    const was = stockAt(book, move.to, move.item)
    const quantity = was.quantity + move.quantity
    const value = was.value + move.amount
    if (quantity > QUANTITY_LIMIT || value > VALUE_LIMIT) codes.push('E_STOCK_BOUNDS')
    book.stock.set(pair(move.to, move.item), { quantity, value })
  }
  return codes
}

/** The model's name of an account: branch, kind, counterpart. */
export const accountOf = ({ branch, kind, counterpart }: Place): string =>
  `${branch} ${ACCOUNT_OF[kind]} ${counterpart ?? '-'}`

function moveAccounts(book: Book, { amount }: Move, from: Place, to: Place): string[] {
  const zero = { debit: 0, credit: 0 }
  const debited = book.accounts.get(accountOf(to)) ?? zero
  book.accounts.set(accountOf(to), { ...debited, debit: debited.debit + amount })
  const credited = book.accounts.get(accountOf(from)) ?? zero
  book.accounts.set(accountOf(from), { ...credited, credit: credited.credit + amount })
  const isBeyond = debited.debit + amount > TURNOVER_LIMIT || credited.credit + amount > TURNOVER_LIMIT
  return isBeyond ? ['E_ACCOUNT_BOUNDS'] : []
}

/** What is still open of dispatches and sales: drawn on by answers, given back by reversals. */
function keepOutstanding(world: World, book: Book, move: Move, from: Place, to: Place): string[] {
  const { answers, mirrors, quantity, amount } = move
  const codes: string[] = []
  const change = (of: number, sign: 1 | -1): void => {
    const was = book.outstanding.get(of)
    if (was === undefined) return
    const now = { quantity: was.quantity + sign * quantity, amount: was.amount + sign * amount }
    if (now.quantity < 0 || now.amount < 0) codes.push('E_OVER_OUTSTANDING')
    if (now.quantity === 0 && now.amount > 0) codes.push('E_OUTSTANDING_VALUE')
    book.outstanding.set(of, now)
  }
  const open = (of: number): void => {
    const original = book.moves[of - 1]
    if (original !== undefined && !book.outstanding.has(of)) book.outstanding.set(of, original)
  }
  if (mirrors !== undefined) {
    const original = book.moves[mirrors - 1]
    if (original?.mirrors !== undefined) codes.push('E_REVERSES')
    if (book.papers.some(({ reverses }) => reverses !== null && reverses === original?.document))
      codes.push('E_REVERSED_BEFORE')
    if (from.kind === 'customer') open(mirrors)
    change(mirrors, -1)
    const drawnOn = original?.answers
    if (drawnOn !== undefined) change(drawnOn, 1)
    return codes
  }
  if (to.kind === 'branch_out') book.outstanding.set(book.moves.length + 1, { quantity, amount })
  if (answers !== undefined) {
    if (quantity === 0 || !mayDraw(world, move, book.moves[answers - 1])) codes.push('E_ANSWERS')
    open(answers)
    change(answers, -1)
  } else if (['branch_out', 'branch_in', 'customer'].includes(from.kind)) codes.push('E_ANSWERS')
  return codes
}

function mayDraw(world: World, move: Move, original: Move | undefined): boolean {
  const wasTo = world.places.get(original?.to ?? 0)
  const nowFrom = world.places.get(move.from)
  if (original === undefined || wasTo === undefined || nowFrom === undefined) return false
  if (original.item !== move.item || original.mirrors !== undefined) return false
  if (wasTo.kind !== 'branch_out') return wasTo.kind === 'customer' && original.to === move.from
  return (
    original.to === move.from ||
    (nowFrom.kind === 'branch_in' &&
      nowFrom.branch === wasTo.counterpart &&
      nowFrom.counterpart === wasTo.branch)
  )
}

/** What runs used, where costs come from, and which opening stock was entered. */
function keepTheRest(book: Book, { item, mirrors, ...move }: Move, from: Place, to: Place): string[] {
  const use = (run: number | null, by: number): void => {
    if (run !== null) book.used.set(pair(run, item), (book.used.get(pair(run, item)) ?? 0) + by)
  }
  if (from.kind === 'manufacturing') use(to.run, move.quantity)
  if (to.kind === 'manufacturing') use(from.run, -move.quantity)
  if (mirrors !== undefined) {
    const index = book.costs.findIndex((cost) => cost.move === mirrors)
    if (index >= 0) book.costs.splice(index, 1)
    if (book.openings.get(pair(move.from, item)) === mirrors) book.openings.delete(pair(move.from, item))
    return []
  }
  if (item !== null && move.quantity > 0 && (from.kind === 'supplier' || from.kind === 'built'))
    book.costs.push({
      branch: from.branch,
      item,
      kind: from.kind === 'supplier' ? 'purchase' : 'build',
      move: book.moves.length + 1,
      quantity: move.quantity,
      amount: move.amount,
    })
  if (from.kind !== 'opening') return []
  const hasOpened = book.openings.has(pair(move.to, item))
  book.openings.set(pair(move.to, item), book.moves.length + 1)
  return hasOpened ? ['E_OPENED_BEFORE'] : []
}
