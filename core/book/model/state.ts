import type { ItemKind, LocationKind } from '../events.ts'

/** What does not change while documents are posted. */
export interface World {
  readonly places: ReadonlyMap<number, Place>
  readonly items: ReadonlyMap<number, ItemKind>
  readonly people: ReadonlyMap<number, Person>
  readonly orders: ReadonlyMap<number, { readonly branch: number }>
  readonly runs: ReadonlyMap<number, Run>
}
export interface Person {
  readonly role: 'operator' | 'manager' | 'super_admin'
  readonly branch: number | null
}
export interface Place {
  readonly branch: number
  readonly kind: LocationKind
  readonly counterpart: number | null
  readonly run: number | null
}
export interface Run {
  readonly branch: number
  readonly item: number
  readonly planned: number
  readonly output: number
  /** Of the recipe's output: base units of each ingredient. */
  readonly recipe: ReadonlyMap<number, number>
}

/** One row of the book; its id is its place in the list, from 1. */
export interface Move {
  readonly document: number
  readonly item: number | null
  readonly from: number
  readonly to: number
  readonly quantity: number
  readonly amount: number
  readonly answers?: number
  readonly mirrors?: number
}

export interface Paper {
  readonly id: string
  readonly state: 'posted' | 'refused'
  readonly event: string
  readonly branch: number
  /** Who accepted it; null where the book does not know them. */
  readonly person: number | null
  readonly date: string
  readonly firstMove: number
  readonly moves: number
  readonly order: number | null
  readonly run: number | null
  readonly transfer: number | null
  readonly reverses: number | null
  readonly settles: number | null
  readonly outcome: ModelOutcome
}

export type ModelOutcome =
  | {
      readonly state: 'posted'
      readonly series: string
      readonly number: number
      readonly date: string
      readonly total: number
    }
  /** Every code the book may name, when a document breaks more than one rule at once; the line that does. */
  | { readonly state: 'refused'; readonly codes: readonly string[]; readonly line: number | null }

/** The whole book. Entries are replaced, never changed, so that a copy of the maps is a copy of the book. */
export interface Book {
  readonly stock: Map<string, { readonly quantity: number; readonly value: number }>
  readonly accounts: Map<string, { readonly debit: number; readonly credit: number }>
  /** By move: what is still open of a dispatch, or of a sale that something came back from. */
  readonly outstanding: Map<number, { readonly quantity: number; readonly amount: number }>
  readonly openings: Map<string, number>
  readonly logged: Map<string, { readonly quantity: number; readonly cost: number }>
  readonly used: Map<string, number>
  readonly built: Map<number, number>
  readonly numbers: Map<string, number>
  readonly closedOrders: Set<number>
  readonly closedRuns: Set<number>
  /** Positions of refusals that wait for a person. */
  readonly open: Set<number>
  /** By branch: the last day of the locked period. */
  readonly lockedUntil: Map<number, string>
  readonly costs: CostSource[]
  readonly moves: Move[]
  readonly papers: Paper[]
}
export interface CostSource {
  readonly branch: number
  readonly item: number
  readonly kind: 'purchase' | 'build'
  readonly move: number
  readonly quantity: number
  readonly amount: number
}

export function emptyBook(): Book {
  return {
    stock: new Map(),
    accounts: new Map(),
    outstanding: new Map(),
    openings: new Map(),
    logged: new Map(),
    used: new Map(),
    built: new Map(),
    numbers: new Map(),
    closedOrders: new Set(),
    closedRuns: new Set(),
    open: new Set(),
    lockedUntil: new Map(),
    costs: [],
    moves: [],
    papers: [],
  }
}

export function copyOf(book: Book): Book {
  return {
    stock: new Map(book.stock),
    accounts: new Map(book.accounts),
    outstanding: new Map(book.outstanding),
    openings: new Map(book.openings),
    logged: new Map(book.logged),
    used: new Map(book.used),
    built: new Map(book.built),
    numbers: new Map(book.numbers),
    closedOrders: new Set(book.closedOrders),
    closedRuns: new Set(book.closedRuns),
    open: new Set(book.open),
    lockedUntil: new Map(book.lockedUntil),
    costs: [...book.costs],
    moves: [...book.moves],
    papers: [...book.papers],
  }
}

/** Two ids as one key. */
export const pair = (a: number, b: number | null): string => `${a}:${b ?? '-'}`

export function stockAt(book: Book, place: number, item: number | null): { quantity: number; value: number } {
  return book.stock.get(pair(place, item)) ?? { quantity: 0, value: 0 }
}

/** The position of a document in the book, or null when the book has no such document. */
export function positionOf(book: Book, id: string | undefined): number | null {
  const index = id === undefined ? -1 : book.papers.findIndex((paper) => paper.id === id)
  return index < 0 ? null : index + 1
}

/** The document at a position. */
export function paperAt(book: Book, position: number | null): Paper | undefined {
  return position === null ? undefined : book.papers[position - 1]
}
