import type { DocumentRow, Lookups, MoveRow } from './book-rows.ts'
import type { Master, Place } from './master.ts'

export interface StockState {
  quantity: number
  value: number
  lastMove: number
}
export interface AccountState {
  debit: number
  credit: number
  lastMove: number
}
export interface Left {
  quantity: number
  amount: number
}
export interface WriterState {
  seq: number
  hash: string
}

/** What the rows read so far add up to: one entry a balance, never one a move that nothing is open of. */
export interface RunningState {
  /** By {@link pair} of location and item. */
  readonly stock: Map<number, StockState>
  readonly accounts: Map<number, AccountState>
  /** By move. */
  readonly outstanding: Map<number, Left>
  /** Moves that tell a cost, newest last, by branch, kind and item. */
  readonly costSources: Map<string, number[]>
  /** By pair of location and item. */
  readonly openings: Map<number, number>
  readonly firstMoves: Map<number, number>
  /** By pair of run and item, and of sales order and item. */
  readonly used: Map<number, number>
  readonly logged: Map<number, number>
  /** What the book took for what is logged, by pair of sales order and item. */
  readonly orderCosts: Map<number, number>
  readonly built: Map<number, number>
  readonly closedRuns: Set<number>
  readonly writers: Map<number, WriterState>
  /** The last number, by branch and series, and of transfers by branch. */
  readonly numbers: Map<string, number>
  readonly reversed: Map<number, number>
  readonly settled: Map<number, number>
  /** Refusals that wait for a person, by position, with their branch. */
  readonly open: Map<number, number>
  moves: number
  documents: number
}

export function createRunningState(): RunningState {
  return {
    stock: new Map(),
    accounts: new Map(),
    outstanding: new Map(),
    costSources: new Map(),
    openings: new Map(),
    firstMoves: new Map(),
    used: new Map(),
    logged: new Map(),
    orderCosts: new Map(),
    built: new Map(),
    closedRuns: new Set(),
    writers: new Map(),
    numbers: new Map(),
    reversed: new Map(),
    settled: new Map(),
    open: new Map(),
    moves: 0,
    documents: 0,
  }
}

const ITEM_SPACE = 2 ** 26

/** One number for two row ids, as a key. */
export const pair = (first: number, item: number): number => first * ITEM_SPACE + item
export const unpair = (key: number): [first: number, item: number] => [
  Math.floor(key / ITEM_SPACE),
  key % ITEM_SPACE,
]

export const costKey = (branch: number, kind: 'purchase' | 'build', item: number): string =>
  `${branch} ${kind} ${item}`

interface Known {
  readonly master: Master
  readonly lookups: Lookups
}

/** Adds one checked move to everything it keeps. The rules are those of the triggers on `move`. */
export function applyMove(state: RunningState, move: MoveRow, { master, lookups }: Known): void {
  const from = master.places.get(move.from)
  const to = master.places.get(move.to)
  if (from === undefined || to === undefined) return
  addToAccounts(state, move)
  state.moves++
  if (move.mirrors !== null) takeBack(state, move, from, lookups)
  if (move.answers !== null) reduce(leftOf(state, move.answers, lookups), move, 1)
  if (move.item !== null) applyItem(state, move, move.item, from, to)
}

function applyItem(state: RunningState, move: MoveRow, item: number, from: Place, to: Place): void {
  if (from.holdsStock) addToStock(state, move, item, -1)
  if (to.holdsStock) addToStock(state, move, item, 1)
  if (!state.firstMoves.has(item)) state.firstMoves.set(item, move.id)
  if (to.run !== null && from.kind === 'manufacturing') add(state.used, pair(to.run, item), move.quantity)
  if (from.run !== null && to.kind === 'manufacturing') add(state.used, pair(from.run, item), -move.quantity)
  if (move.mirrors === null) keepSources(state, move, item, from, to)
  else dropSources(state, move.mirrors, item, from, to)
}

function keepSources(state: RunningState, move: MoveRow, item: number, from: Place, to: Place): void {
  if (move.quantity > 0 && from.kind === 'supplier')
    tellCost(state, costKey(from.branch, 'purchase', item), move)
  if (move.quantity > 0 && from.kind === 'built') tellCost(state, costKey(from.branch, 'build', item), move)
  if (from.kind === 'opening') state.openings.set(pair(to.id, item), move.id)
  if (to.kind === 'branch_out')
    state.outstanding.set(move.id, { quantity: move.quantity, amount: move.amount })
}

function dropSources(state: RunningState, mirrored: number, item: number, from: Place, to: Place): void {
  forget(state.costSources.get(costKey(to.branch, 'purchase', item)), mirrored)
  forget(state.costSources.get(costKey(to.branch, 'build', item)), mirrored)
  const opening = pair(from.id, item)
  if (state.openings.get(opening) === mirrored) state.openings.delete(opening)
}

/** Adds one checked document to everything a whole document keeps. The rules are those of the triggers. */
export function applyDocument(
  state: RunningState,
  document: DocumentRow,
  moves: readonly MoveRow[],
  { master }: Known,
): void {
  state.documents++
  state.writers.set(document.writer, { seq: document.seq, hash: document.contentHash })
  if (document.state !== 'posted') return
  if (document.reverses !== null) state.reversed.set(document.reverses, document.position)
  if (document.settles !== null) state.settled.set(document.settles, document.position)
  if (document.settles !== null) state.open.delete(document.settles)
  state.numbers.set(seriesKey(document), document.number ?? 0)
  const sign = document.event === 'reversal' ? -1 : 1
  const { salesOrder, run } = document
  if (salesOrder !== null)
    for (const { item, quantity, amount } of moves)
      // Quantity 0 is what a reversal adds as gain or loss.
      if (item !== null && quantity > 0) {
        add(state.logged, pair(salesOrder, item), sign * quantity)
        add(state.orderCosts, pair(salesOrder, item), sign * amount)
      }
  if (run === null) return
  const product = master.products.get(run)
  for (const { item, from, to, quantity } of moves) {
    const kinds = [master.places.get(from)?.kind, master.places.get(to)?.kind]
    if (item === product && kinds.includes('built') && kinds.includes('retail'))
      add(state.built, run, sign * quantity)
  }
}

/**
 * What the book would not take waits for a person, unless it tried to settle what waits already: then that one stands
 * for both.
 */
export function applyRefusal(
  state: RunningState,
  { state: outcome, position, branch }: DocumentRow,
  tried: DocumentRow | undefined,
): void {
  const isTry = tried?.state === 'refused' && tried.branch === branch && tried.position < position
  if (outcome === 'refused' && !isTry) state.open.set(position, branch)
}

/** A run closes with its close and opens again when that is reversed. */
export function applyRunState(state: RunningState, document: DocumentRow, lookups: Lookups): void {
  if (document.run === null || document.state !== 'posted') return
  if (document.event === 'run_close') state.closedRuns.add(document.run)
  if (document.reverses !== null && lookups.documentAt(document.reverses)?.event === 'run_close')
    state.closedRuns.delete(document.run)
}

export const seriesKey = ({ branch, series }: Pick<DocumentRow, 'branch' | 'series'>): string =>
  `${branch} ${series ?? ''}`

function addToAccounts(state: RunningState, { id, debitAccount, creditAccount, amount }: MoveRow): void {
  const debit = entryOf(state.accounts, debitAccount, () => ({ debit: 0, credit: 0, lastMove: 0 }))
  debit.debit += amount
  debit.lastMove = id
  const credit = entryOf(state.accounts, creditAccount, () => ({ debit: 0, credit: 0, lastMove: 0 }))
  credit.credit += amount
  credit.lastMove = id
}

function addToStock(state: RunningState, move: MoveRow, item: number, sign: 1 | -1): void {
  const key = pair(sign === 1 ? move.to : move.from, item)
  const stock = entryOf(state.stock, key, () => ({ quantity: 0, value: 0, lastMove: 0 }))
  stock.quantity += sign * move.quantity
  stock.value += sign * move.amount
  stock.lastMove = move.id
}

/** What is open of a line. A sale keeps no row until something of it comes back. */
function leftOf(state: RunningState, move: number, lookups: Lookups): Left {
  return entryOf(state.outstanding, move, () => {
    const original = lookups.move(move)
    return { quantity: original?.quantity ?? Number.NaN, amount: original?.amount ?? Number.NaN }
  })
}

function takeBack(state: RunningState, move: MoveRow, from: Place, lookups: Lookups): void {
  if (move.mirrors === null) return
  if (from.kind === 'customer') leftOf(state, move.mirrors, lookups)
  reduce(state.outstanding.get(move.mirrors), move, 1)
  const answered = lookups.move(move.mirrors)?.answers ?? null
  if (answered !== null) reduce(state.outstanding.get(answered), move, -1)
}

function reduce(left: Left | undefined, { quantity, amount }: MoveRow, sign: 1 | -1): void {
  if (left === undefined) return
  left.quantity -= sign * quantity
  left.amount -= sign * amount
}

function tellCost(state: RunningState, key: string, { id }: MoveRow): void {
  entryOf(state.costSources, key, (): number[] => []).push(id)
}

function forget(moves: number[] | undefined, move: number): void {
  const index = moves?.lastIndexOf(move) ?? -1
  if (index >= 0) moves?.splice(index, 1)
}

function add(sums: Map<number, number>, key: number, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity)
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}
