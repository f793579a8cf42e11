import type { DocumentContent, DocumentLine, Take } from '../content.ts'
import { ceilingOf, share } from './share.ts'
import type { Wanted } from './moves.ts'
import { pair, paperAt, positionOf, stockAt, type Book, type Move, type World } from './state.ts'

/** Part of a line: what it wants to move, given what the parts before it have done to the book. */
export interface Part {
  readonly line: number
  readonly wants: (book: Book) => readonly Wanted[]
}

/** A document's lines as moves to be tried one after the other. */
export function partsOf(world: World, content: DocumentContent): Part[] {
  if (content.event === 'reversal') return partsOfReversal(world, content)
  return content.lines.flatMap((line, index) => waysOf(world, line).map((wants) => ({ line: index, wants })))
}

/** The share of what is at `from`; nothing when there is too little, which the book then refuses. */
function costOf(book: Book, place: number, item: number | null, quantity: number): number | null {
  const there = stockAt(book, place, item)
  if (quantity > there.quantity) return 0
  return there.quantity === 0 ? null : share(there.value, there.quantity, quantity)
}

function waysOf(world: World, line: DocumentLine): Part['wants'][] {
  const { item, from, to, quantity, take } = line
  const ends = { item, from, to }
  const valueOnly = (places: { from: number; to: number }, amount: number): Wanted[] =>
    amount > 0 ? [{ item, ...places, quantity: 0, amount }] : []
  const atCost = (book: Book, places: { from: number; to: number }, some: number): Wanted[] =>
    some > 0 ? [{ item, ...places, quantity: some, amount: costOf(book, places.from, item, some) }] : []

  switch (take.by) {
    case 'cost':
      return [(book) => [{ ...ends, quantity, amount: costOf(book, from, item, quantity) }]]
    case 'stated':
      return [() => [{ ...ends, quantity, amount: take.amount }]]
    case 'gain':
      return [(book) => [{ ...ends, quantity, amount: gainOf(world, book, line) }]]
    case 'answered':
      return [(book) => [drawn(book, line, take)]]
    case 'shortfall':
      return [(book) => atCost(book, { from, to }, quantity - stockAt(book, to, item).quantity)]
    case 'credit_note':
      return [
        (book) => {
          if (stockAt(book, from, item).quantity < quantity) return []
          const over = take.amount - (costOf(book, from, item, quantity) ?? take.amount)
          return over > 0
            ? valueOnly({ from: take.gain, to: from }, over)
            : valueOnly({ from, to: take.loss }, -over)
        },
        () => [{ ...ends, quantity, amount: take.amount }],
      ]
    case 'dearer':
    case 'cheaper':
      return [(book) => repriced(book, line, take)]
    case 'backflush':
      return [
        (book) => {
          if (take.stockroom === null) return []
          const lacking = neededBy(world, book, line) - stockAt(book, from, item).quantity
          return atCost(book, { from: take.stockroom, to: from }, lacking)
        },
        (book) => atCost(book, { from, to }, neededBy(world, book, line)),
      ]
    case 'ingredients':
      return [(book) => ingredients(world, book, line)]
    case 'made':
      return [(book) => [{ ...ends, quantity, amount: wentInto(book, from) }]]
    case 'rest':
      return [
        (book) =>
          contentsOf(book, from).map(([held, { quantity: q, value }]) => ({
            item: held,
            from,
            to,
            quantity: q,
            amount: value,
          })),
      ]
  }
}

/** A later price: the part for what is still there changes its value, the rest is loss or gain. */
function repriced(
  book: Book,
  { item, from, to, quantity }: DocumentLine,
  take: Extract<Take, { by: 'dearer' | 'cheaper' }>,
): Wanted[] {
  if (quantity === 0) return []
  const there = stockAt(book, take.by === 'dearer' ? to : from, item)
  const still = share(take.amount, quantity, Math.min(quantity, there.quantity))
  const part = take.by === 'dearer' ? still : Math.min(still, there.value)
  const ofStock = { item, from, to, quantity: 0, amount: part }
  const ofTheRest = { ...ofStock, amount: take.amount - part }
  const moves =
    take.by === 'dearer'
      ? [ofStock, { ...ofTheRest, to: take.loss }]
      : [{ ...ofTheRest, from: take.gain }, ofStock]
  return moves.filter(({ amount }) => amount > 0)
}

/** The average there, in the branch, the last paid price, the last build's cost; else nobody knows. */
function gainOf(world: World, book: Book, { item, to, quantity }: DocumentLine): number | null {
  const place = world.places.get(to)
  if (item === null || place === undefined) return null
  const here = stockAt(book, to, item)
  if (here.quantity > 0) return share(here.value, here.quantity, quantity)
  const inBranch = [...world.places]
    .filter(
      ([, { branch, kind }]) =>
        branch === place.branch && ['stockroom', 'manufacturing', 'retail'].includes(kind),
    )
    .map(([id]) => stockAt(book, id, item))
  const held = inBranch.reduce((sum, stock) => sum + stock.quantity, 0)
  if (held > 0)
    return share(
      inBranch.reduce((sum, stock) => sum + stock.value, 0),
      held,
      quantity,
    )
  const last = (kind: 'purchase' | 'build') =>
    book.costs.findLast((cost) => cost.branch === place.branch && cost.item === item && cost.kind === kind)
  const source = last('purchase') ?? last('build')
  return source === undefined ? null : share(source.amount, source.quantity, quantity)
}

function drawn(
  book: Book,
  { item, from, to, quantity }: DocumentLine,
  original: { readonly document: string; readonly move: number },
): Wanted {
  const paper = paperAt(book, positionOf(book, original.document))
  const isThere = paper?.state === 'posted' && original.move < paper.moves
  if (!isThere) return { item, from, to, quantity, amount: null }
  const answers = paper.firstMove + original.move
  const open = book.outstanding.get(answers) ?? book.moves[answers - 1] ?? { quantity: 0, amount: 0 }
  if (quantity > open.quantity) return { item, from, to, quantity, answers, amount: 0 }
  const amount = open.quantity === 0 ? null : share(open.amount, open.quantity, quantity)
  return { item, from, to, quantity, answers, amount }
}

/** max(0, ceil(recipe × built by then ÷ output) − used so far). */
function neededBy(world: World, book: Book, { item, to, quantity }: DocumentLine): number {
  const id = world.places.get(to)?.run ?? 0
  const run = world.runs.get(id)
  if (run === undefined || item === null) return 0
  const byRecipe = ceilingOf((run.recipe.get(item) ?? 0) * ((book.built.get(id) ?? 0) + quantity), run.output)
  return Math.max(0, byRecipe - (book.used.get(pair(id, item)) ?? 0))
}

function contentsOf(book: Book, place: number): [item: number, stock: { quantity: number; value: number }][] {
  return [...book.stock]
    .filter(([key, { quantity }]) => key.startsWith(`${place}:`) && quantity > 0)
    .map(([key, stock]) => [Number(key.split(':')[1]), stock] as [number, typeof stock])
    .toSorted(([a], [b]) => a - b)
}

function ingredients(world: World, book: Book, { from, to, quantity: made }: DocumentLine): Wanted[] {
  const id = world.places.get(from)?.run ?? 0
  const run = world.runs.get(id)
  if (run === undefined) return []
  const remaining = run.planned - (book.built.get(id) ?? 0)
  return contentsOf(book, from)
    .map(([item, held]) => ({
      item,
      quantity: made >= remaining ? held.quantity : share(held.quantity, remaining, made),
    }))
    .filter(({ quantity }) => quantity > 0)
    .map(({ item, quantity }) => ({ item, from, to, quantity, amount: costOf(book, from, item, quantity) }))
}

/** What this document has brought to a place so far; null when nothing. */
function wentInto(book: Book, place: number): number | null {
  const brought = book.moves.filter((move) => move.document === book.papers.length + 1 && move.to === place)
  return brought.length === 0 ? null : brought.reduce((sum, { amount }) => sum + amount, 0)
}

/** Every move back, last first, between as much gain or loss as the stock it takes from and comes to asks for. */
function partsOfReversal(world: World, { reverses }: DocumentContent): Part[] {
  return Array.from({ length: reverses?.moves ?? 0 }, (_, index) => ({
    line: index,
    wants: (book: Book) => {
      const paper = paperAt(book, positionOf(book, reverses?.document))
      const id = (paper?.firstMove ?? 0) + (paper?.moves ?? 0) - 1 - index
      const move = book.moves[id - 1]
      if (paper?.state !== 'posted' || index >= paper.moves || move === undefined) return []
      return takenBack(world, book, move, id)
    },
  }))
}

function takenBack(
  world: World,
  book: Book,
  { item, from, to, quantity, amount }: Move,
  id: number,
): Wanted[] {
  const branch = world.places.get(from)?.branch
  const placeOf = (kind: 'gain' | 'loss'): number =>
    [...world.places].find(([, place]) => place.kind === kind && place.branch === branch)?.[0] ?? 0
  const valueOnly = (places: { from: number; to: number }, some: number): Wanted[] =>
    some > 0 ? [{ item, ...places, quantity: 0, amount: some }] : []
  const there = book.stock.get(pair(to, item))
  const missing = there === undefined || there.quantity < quantity ? 0 : amount - there.value
  const over = there?.quantity === quantity ? there.value - amount : 0
  const here = book.stock.get(pair(from, item))
  const bare = here !== undefined && here.quantity + quantity === 0 ? here.value + amount : 0
  return [
    ...valueOnly({ from: placeOf('gain'), to }, missing),
    ...valueOnly({ from: to, to: placeOf('loss') }, over),
    { item, from: to, to: from, quantity, amount, mirrors: id },
    ...valueOnly({ from, to: placeOf('loss') }, bare),
  ]
}
