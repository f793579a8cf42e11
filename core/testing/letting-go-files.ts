/** What {@link LettingGoOrder.folder} holds, for the test and the process alike. */
export const LETTING_GO_FILES = {
  book: 'book.db',
  outbox: 'outbox.db',
  /** One line for each document that was accepted: number and id. */
  accepted: 'accepted.txt',
  /** "in" while documents are let go, "no" else. */
  isLettingGo: 'is-letting-go.txt',
  /** A copy of the book, by the last position in it. */
  copy: (position: number) => `copy-${position}.db`,
} as const

export interface LettingGoOrder {
  /** Of book, outbox and copies; the same after it was killed. */
  readonly folder: string
  readonly writer: string
  readonly branch: number
  readonly person: number
  readonly item: number
  readonly places: Readonly<Record<'supplier' | 'retail' | 'write_off', number>>
}
