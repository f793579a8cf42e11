import type { DocumentLine, Take } from '../book/content.ts'
import type { EventName, ItemKind, LocationKind } from '../book/events.ts'
import { stockAt, type Book, type Paper, type World } from '../book/model/state.ts'
import type { TestDraft } from './bakery.ts'
import type { Intent } from './random-intents.ts'

/** The kinds of item a scene is about, where it is not about all. */
const FITTING: Partial<Record<Intent['scene'], readonly ItemKind[]>> = {
  purchase: ['raw', 'external'],
  supplier_return: ['raw', 'external'],
  dearer: ['raw', 'external'],
  cheaper: ['raw', 'external'],
  restock: ['external'],
  usage: ['raw', 'external'],
  sale: ['external', 'manufactured'],
}

/** Where a random document happens: its branch and item, the places there, and what is on the books. */
export class RandomSetting {
  readonly world: World
  readonly book: Book
  readonly is: Intent
  readonly branch: number
  readonly item: number

  constructor(world: World, book: Book, intent: Intent, branch: number) {
    this.world = world
    this.book = book
    this.is = intent
    this.branch = branch
    const kinds = intent.twist < 92 ? FITTING[intent.scene] : undefined
    const items = [...world.items].filter(([, kind]) => kinds?.includes(kind) ?? true)
    this.item = items[intent.item % items.length]?.[0] ?? 0
  }

  protected at(kind: LocationKind, branch = this.branch): number {
    const found = [...this.world.places].find(([, place]) => place.branch === branch && place.kind === kind)
    return found?.[0] ?? 0
  }

  /** A stock place; where there is one, one that may hold the item, most of the time. */
  protected home(): number {
    const fits: Record<string, readonly LocationKind[]> = {
      raw: ['stockroom', 'stockroom', 'manufacturing'],
      external: ['stockroom', 'retail', 'retail'],
      manufactured: ['retail', 'retail', 'manufacturing'],
    }
    const kinds =
      this.is.twist === 7
        ? (['stockroom', 'retail'] as const)
        : fits[this.world.items.get(this.item) ?? 'raw']
    return this.at(kinds?.[this.is.place % kinds.length] ?? 'stockroom')
  }

  protected line(
    from: number,
    to: number,
    quantity: number,
    take: Take,
    item: number | null = this.item,
  ): DocumentLine {
    return { item, from, to, quantity: Math.min(quantity, 2_000_000_000), take }
  }

  protected one(event: EventName, from: number, to: number, quantity: number, take: Take): TestDraft {
    return { event, lines: [this.line(from, to, quantity, take)] }
  }

  protected atCost(event: EventName, from: number, to: number): TestDraft {
    return this.one(event, from, to, this.measured(from), { by: 'cost' })
  }

  protected taxLine(): DocumentLine {
    const { amount } = this.is
    return this.line(
      this.at('supplier'),
      this.at('tax'),
      0,
      { by: 'stated', amount: Math.floor(amount / 7) },
      null,
    )
  }

  /** A quantity that has to do with what is there. */
  protected measured(place: number, there = stockAt(this.book, place, this.item).quantity): number {
    const { measure, quantity } = this.is
    if (measure === 'too much') return there + quantity
    if (there === 0) return quantity
    return { some: quantity, one: 1, half: Math.ceil(there / 2), all: there }[measure]
  }

  /** The documents that fit, newest first, and the one the intent picks. */
  protected picked(fits: (paper: Paper) => boolean): Paper | undefined {
    const papers = this.book.papers.filter(fits).toReversed()
    return papers[this.is.pick % papers.length]
  }
}
