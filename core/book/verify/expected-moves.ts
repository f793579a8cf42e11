import type { DocumentContent, DocumentLine } from '../content.ts'
import type { MoveRow } from './book-rows.ts'
import { proportionOf, shareOf } from './cost-rule.ts'
import type { Proof } from './proof.ts'
import { costKey, pair } from './running-state.ts'

/** A move that a document's content asks for. Undefined parts depend on data beside the book (a run's plan). */
export interface ExpectedMove {
  readonly item?: number | null
  readonly from: number
  readonly to: number
  readonly quantity?: number
  /** From the item and quantity it has; undefined where the cost rule says nothing. */
  readonly amount: (item: number | null, quantity: number) => number | undefined
  readonly answers?: number | null
  readonly mirrors?: number | null
  /** May be absent. */
  readonly isOptional?: boolean
}

/**
 * The moves of a document, one at a time: each is asked for after the one before it was applied, so that every cost
 * is found in the state it was found in at posting. The generator is told whether the move was there.
 */
export type ExpectedMoves = Generator<ExpectedMove, void, MoveRow | undefined>

/** What the document has moved so far, for the product's value. */
interface Course {
  readonly proof: Proof
  readonly moves: readonly MoveRow[]
}

export function* expectMoves(
  content: DocumentContent,
  proof: Proof,
  moves: readonly MoveRow[],
): ExpectedMoves {
  for (const line of content.lines) yield* expectLine(line, { proof, moves })
}

function* expectLine(line: DocumentLine, course: Course): ExpectedMoves {
  const { item, from, to, quantity, take } = line
  const { proof } = course
  const base = { item, from, to, quantity }
  switch (take.by) {
    case 'cost':
      yield { ...base, amount: costAt(proof, from) }
      return
    case 'stated':
      yield { ...base, amount: () => take.amount }
      return
    case 'gain':
      yield { ...base, amount: () => costOfGain(proof, line) }
      return
    case 'answered':
      yield answered(proof, line, take)
      return
    case 'credit_note':
      yield* expectCreditNote(proof, line, take)
      return
    case 'shortfall':
      yield* expectShortfall(proof, line)
      return
    case 'dearer':
      yield* expectDearer(proof, line, take)
      return
    case 'cheaper':
      yield* expectCheaper(proof, line, take)
      return
    case 'backflush':
      if (take.stockroom !== null)
        yield {
          item,
          from: take.stockroom,
          to: from,
          amount: costAt(proof, take.stockroom),
          isOptional: true,
        }
      yield { item, from, to, amount: costAt(proof, from), isOptional: true }
      return
    case 'ingredients':
      yield* expectEach(from, to, costAt(proof, from))
      return
    case 'made':
      yield { ...base, amount: () => sumInto(course, from) }
      return
    case 'rest':
      yield* expectEach(from, to, (held, taken) => restAt(proof, from, held, taken))
      return
  }
}

type Amount = ExpectedMove['amount']

const heldAt = ({ state }: Proof, place: number, item: number | null): { quantity: number; value: number } =>
  (item === null ? undefined : state.stock.get(pair(place, item))) ?? { quantity: 0, value: 0 }

const costAt =
  (proof: Proof, place: number): Amount =>
  (item, quantity) => {
    const held = heldAt(proof, place, item)
    return shareOf(held.value, held.quantity, quantity)
  }

/** Any number of items from one place to another, each once, in the order of their ids. */
function* expectEach(from: number, to: number, amount: Amount): ExpectedMoves {
  for (let last = 0; ;) {
    const move = yield { from, to, amount, isOptional: true }
    if (move === undefined || move.item === null || move.item <= last) return
    last = move.item
  }
}

/** The rest of an item is all of it. */
function restAt(proof: Proof, place: number, item: number | null, quantity: number): number | undefined {
  const held = heldAt(proof, place, item)
  return held.quantity === quantity ? held.value : undefined
}

function sumInto({ moves }: Course, place: number): number {
  return moves.reduce((sum, { to, amount }) => (to === place ? sum + amount : sum), 0)
}

function costOfGain(proof: Proof, { item, to, quantity }: DocumentLine): number | undefined {
  if (item === null) return undefined
  const here = heldAt(proof, to, item)
  if (here.quantity > 0) return proportionOf(here.value, here.quantity, quantity)
  const branch = proof.master.places.get(to)?.branch ?? 0
  const places = (proof.master.pricing.get(branch) ?? []).map((place) => heldAt(proof, place, item))
  const held = places.reduce((sum, place) => sum + place.quantity, 0)
  const value = places.reduce((sum, place) => sum + place.value, 0)
  if (held > 0) return proportionOf(value, held, quantity)
  const source =
    proof.state.costSources.get(costKey(branch, 'purchase', item))?.at(-1) ??
    proof.state.costSources.get(costKey(branch, 'build', item))?.at(-1)
  const told = source === undefined ? undefined : proof.lookups.move(source)
  return told === undefined ? undefined : proportionOf(told.amount, told.quantity, quantity)
}

type TakeBy<By extends DocumentLine['take']['by']> = Extract<DocumentLine['take'], { by: By }>

function answered({ lookups, state }: Proof, line: DocumentLine, take: TakeBy<'answered'>): ExpectedMove {
  const { item, from, to, quantity } = line
  const document = lookups.documentOf(take.document)
  const id = document === undefined ? null : document.firstMove + take.move
  const original = id === null ? undefined : lookups.move(id)
  const left = (id === null ? undefined : state.outstanding.get(id)) ?? original
  return {
    item,
    from,
    to,
    quantity,
    answers: id,
    amount: () => (left === undefined ? undefined : shareOf(left.amount, left.quantity, quantity)),
  }
}

function* expectCreditNote(proof: Proof, line: DocumentLine, take: TakeBy<'credit_note'>): ExpectedMoves {
  const { item, from, to, quantity } = line
  const cost = (): number => costAt(proof, from)(item, quantity) ?? take.amount
  const gained = take.amount - cost()
  if (gained > 0) yield { item, from: take.gain, to: from, quantity: 0, amount: () => gained }
  const lost = cost() - take.amount
  if (lost > 0) yield { item, from, to: take.loss, quantity: 0, amount: () => lost }
  yield { item, from, to, quantity, amount: () => take.amount }
}

function* expectShortfall(proof: Proof, { item, from, to, quantity }: DocumentLine): ExpectedMoves {
  const lacking = quantity - heldAt(proof, to, item).quantity
  if (lacking > 0) yield { item, from, to, quantity: lacking, amount: costAt(proof, from) }
}

/** The part of a later price that concerns what is still there. */
function partStillAt(proof: Proof, stock: number, { item, quantity }: DocumentLine, amount: number): number {
  const still = Math.min(quantity, heldAt(proof, stock, item).quantity)
  return proportionOf(amount, quantity, still) ?? 0
}

function* expectDearer(proof: Proof, line: DocumentLine, take: TakeBy<'dearer'>): ExpectedMoves {
  const { item, from, to } = line
  const part = partStillAt(proof, to, line, take.amount)
  if (part > 0) yield { item, from, to, quantity: 0, amount: () => part }
  const rest = take.amount - part
  if (rest > 0) yield { item, from, to: take.loss, quantity: 0, amount: () => rest }
}

function* expectCheaper(proof: Proof, line: DocumentLine, take: TakeBy<'cheaper'>): ExpectedMoves {
  const { item, from, to } = line
  const part = Math.min(partStillAt(proof, from, line, take.amount), heldAt(proof, from, item).value)
  const rest = take.amount - part
  if (rest > 0) yield { item, from: take.gain, to, quantity: 0, amount: () => rest }
  if (part > 0) yield { item, from, to, quantity: 0, amount: () => part }
}
