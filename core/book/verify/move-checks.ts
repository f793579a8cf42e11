import { MINOR_MAX } from '../../kernel/money.ts'
import { QUANTITY_MAX } from '../../kernel/quantity.ts'
import type { DocumentRow, MoveRow } from './book-rows.ts'
import { ruleKey, type Place } from './master.ts'
import { differs, firstFault, type Check, type Fault, type Proof, type Shown } from './proof.ts'
import { pair } from './running-state.ts'

/** A move that stands next in the book, under the header that seals it. */
export interface MoveSubject {
  readonly move: MoveRow
  readonly document: DocumentRow
}

const DRAWN_FROM: ReadonlySet<string> = new Set(['branch_out', 'branch_in', 'customer'])

/** What every move must be by itself and after those before it. In this order: the first words are the plainest. */
export const MOVE_CHECKS: readonly Check<MoveSubject>[] = [
  {
    name: 'move_document',
    find: ({ move, document }) => differs('move', move.id, document.position, move.document),
  },
  { name: 'move_bounds', find: ({ move }) => findOutOfBounds(move) },
  { name: 'move_places', find: ({ move }, { master }) => findUnknownPlace(move, master.places) },
  {
    name: 'move_accounts',
    find: ({ move }, { master }) =>
      firstFault(
        () => of(move, master.places.get(move.to)?.account ?? null, move.debitAccount),
        () => of(move, master.places.get(move.from)?.account ?? null, move.creditAccount),
      ),
  },
  {
    name: 'move_branch',
    find: ({ move, document }, { master }) =>
      firstFault(
        () => of(move, document.branch, master.places.get(move.from)?.branch ?? null),
        () => of(move, document.branch, master.places.get(move.to)?.branch ?? null),
      ),
  },
  { name: 'move_run', find: findOtherRun },
  { name: 'move_kind', find: findForbiddenKind },
  { name: 'move_chain', find: ({ move }, proof) => findBrokenChain(move, proof) },
  { name: 'move_stock', find: ({ move }, proof) => findMissingStock(move, proof) },
  { name: 'move_draws', find: ({ move, document }, proof) => findWrongDraw(move, document, proof) },
]

const of = (move: MoveRow, expected: Shown, found: Shown): Fault | undefined =>
  differs('move', move.id, expected, found)

function findOutOfBounds(move: MoveRow): Fault | undefined {
  const { id, quantity, amount, from, to, item } = move
  if (!(Number.isInteger(quantity) && quantity >= 0 && quantity <= QUANTITY_MAX))
    return { table: 'move', row: id, expected: `0 .. ${QUANTITY_MAX}`, found: quantity }
  if (!(Number.isInteger(amount) && amount >= 0 && amount <= MINOR_MAX))
    return { table: 'move', row: id, expected: `0 .. ${MINOR_MAX}`, found: amount }
  if (from === to) return { table: 'move', row: id, expected: null, found: to }
  if (quantity === 0 && amount === 0) return { table: 'move', row: id, expected: '> 0', found: 0 }
  return item === null && quantity > 0 ? { table: 'move', row: id, expected: 0, found: quantity } : undefined
}

function findUnknownPlace(move: MoveRow, places: ReadonlyMap<number, Place>): Fault | undefined {
  const unknown = [move.from, move.to].find((place) => !places.has(place))
  return unknown === undefined ? undefined : { table: 'move', row: move.id, expected: null, found: unknown }
}

function findOtherRun({ move, document }: MoveSubject, { master }: Proof): Fault | undefined {
  const runs = [master.places.get(move.from)?.run ?? null, master.places.get(move.to)?.run ?? null]
  const other = runs.find((run) => run !== null && run !== document.run)
  return other === undefined ? undefined : of(move, document.run, other)
}

function findForbiddenKind({ move, document }: MoveSubject, { master }: Proof): Fault | undefined {
  if (document.event === 'reversal') return undefined
  const from = master.places.get(move.from)?.kind ?? ''
  const to = master.places.get(move.to)?.kind ?? ''
  const kind = move.item === null ? 'none' : (master.itemKinds.get(move.item) ?? 'unknown')
  const key = ruleKey(document.event, from, to, kind, move.quantity === 0)
  return master.rules.has(key) ? undefined : { table: 'move', row: move.id, expected: null, found: key }
}

function findBrokenChain(move: MoveRow, { state }: Proof): Fault | undefined {
  const { item } = move
  const lastAt = (place: number): number | null =>
    item === null ? null : (state.stock.get(pair(place, item))?.lastMove ?? null)
  const lastOf = (account: number): number | null => state.accounts.get(account)?.lastMove ?? null
  return firstFault(
    () => of(move, lastAt(move.from), move.fromPrevious),
    () => of(move, lastAt(move.to), move.toPrevious),
    () => of(move, lastOf(move.debitAccount), move.debitPrevious),
    () => of(move, lastOf(move.creditAccount), move.creditPrevious),
  )
}

/** The balances after this move, against the bounds of design section 3. */
function findMissingStock(move: MoveRow, { state, master }: Proof): Fault | undefined {
  const { id, item, from, to, quantity, amount } = move
  const sides = [
    { place: from, sign: -1 },
    { place: to, sign: 1 },
  ]
  for (const { place, sign } of sides) {
    if (master.places.get(place)?.holdsStock !== true) continue
    if (item === null) return { table: 'move', row: id, expected: 'item', found: null }
    const stock = state.stock.get(pair(place, item)) ?? { quantity: 0, value: 0 }
    const left = stock.quantity + sign * quantity
    const worth = stock.value + sign * amount
    if (left < 0) return { table: 'move', row: id, expected: `<= ${stock.quantity}`, found: quantity }
    if (worth < 0) return { table: 'move', row: id, expected: `<= ${stock.value}`, found: amount }
    if (left > QUANTITY_MAX || worth > MINOR_MAX)
      return { table: 'move', row: id, expected: `<= ${MINOR_MAX}`, found: worth }
  }
  return undefined
}

/** A draw names the dispatched or sold line it draws on, and never takes more than is open of it. */
function findWrongDraw(move: MoveRow, document: DocumentRow, proof: Proof): Fault | undefined {
  const from = proof.master.places.get(move.from)
  if (move.answers === null) {
    const mustDraw = move.mirrors === null && DRAWN_FROM.has(from?.kind ?? '')
    return mustDraw ? { table: 'move', row: move.id, expected: 'answers', found: null } : undefined
  }
  const original = proof.lookups.move(move.answers)
  if (original === undefined || original.id >= move.id || move.mirrors !== null || original.mirrors !== null)
    return { table: 'move', row: move.id, expected: null, found: move.answers }
  if (document.transfer !== null && original.document !== document.transfer)
    return of(move, document.transfer, original.document)
  return firstFault(
    () => of(move, original.item, move.item),
    () => findOtherPlace(move, from, proof.master.places.get(original.to)),
    () => findOverdraw(move, original, proof),
  )
}

function findOtherPlace(move: MoveRow, from: Place | undefined, was: Place | undefined): Fault | undefined {
  const isSame =
    from !== undefined && from.id === was?.id && (was.kind === 'branch_out' || was.kind === 'customer')
  const isOtherSide =
    from?.kind === 'branch_in' &&
    was?.kind === 'branch_out' &&
    from.branch === was.counterpart &&
    from.counterpart === was.branch
  return isSame || isOtherSide ? undefined : of(move, was?.id ?? null, move.from)
}

function findOverdraw(move: MoveRow, original: MoveRow, { state }: Proof): Fault | undefined {
  const left = state.outstanding.get(original.id) ?? original
  if (move.quantity > left.quantity)
    return { table: 'move', row: move.id, expected: `<= ${left.quantity}`, found: move.quantity }
  return move.amount > left.amount
    ? { table: 'move', row: move.id, expected: `<= ${left.amount}`, found: move.amount }
    : undefined
}
