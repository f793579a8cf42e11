import fc from 'fast-check'

const SCENES = [
  'opening', 'purchase', 'purchase', 'purchase', 'purchase', 'supplier_return', 'dearer', 'dearer', 'cheaper', 'cheaper',
  'restock', 'issue', 'issue_return', 'usage', 'usage', 'usage_return', 'build', 'build', 'run_close', 'sale', 'sale',
  'customer_return', 'customer_return', 'write_off', 'loss', 'gain', 'dispatch', 'dispatch', 'receive', 'receive',
  'settlement', 'recall', 'reversal', 'reversal', 'reversal', 'void', 'correction', 'dependent', 'wild',
] as const // prettier-ignore

/** What a random document is about, before it is known what the book holds. */
export interface Intent {
  readonly scene: (typeof SCENES)[number]
  readonly branch: number
  readonly item: number
  readonly place: number
  readonly quantity: number
  readonly amount: number
  /** Which of the documents that fit; the newest is 0. */
  readonly pick: number
  readonly measure: 'some' | 'one' | 'half' | 'all' | 'too much'
  readonly twist: number
  readonly hoursAgo: number
  /** That may be wrong, as its station said. */
  readonly isClockDoubtful: boolean
  /** Which of the people accepts it: an operator, both branches' managers, a super admin. */
  readonly who: number
  /** Whether it was sent to a manager, or one of the people, or nobody, allowed it on the spot. */
  readonly approval: 'asked' | number | null
}

export const intents: fc.Arbitrary<Intent> = fc.record({
  scene: fc.constantFrom(...SCENES),
  branch: fc.constantFrom(0, 0, 0, 1),
  item: fc.nat(5),
  place: fc.nat(2),
  quantity: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 1, max: 30 }) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 5_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(999_999_999, 1_999_999_999, 2_000_000_000) },
  ),
  amount: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 40 }) },
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 1_000_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(4_999_999_999_999, 9_999_999_999_999, 10_000_000_000_000) },
  ),
  pick: fc.oneof(fc.nat(2), fc.nat(20)),
  measure: fc.constantFrom(
    'some',
    'one',
    'one',
    'half',
    'half',
    'half',
    'half',
    'all',
    'all',
    'all',
    'too much',
  ),
  twist: fc.nat(99),
  hoursAgo: fc.constantFrom(0, 0, 0, 1, 24, 50, -30),
  isClockDoubtful: fc.nat(5).map((n) => n === 0),
  who: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 3),
  approval: fc.oneof(
    { weight: 14, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constant('asked' as const) },
    { weight: 2, arbitrary: fc.nat(4) },
  ),
})
