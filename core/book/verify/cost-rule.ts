/**
 * The cost rule of design section 3, a second time and by other means than the posting statements (`takes.ts`):
 * a proof that used the same text would prove nothing. `quantity` out of `held` at `value`, rounded half up.
 * Undefined where the rule says nothing: nothing is held, or less than what is taken.
 */
export function shareOf(value: number, held: number, quantity: number): number | undefined {
  if (!(held > 0) || !(quantity <= held)) return undefined
  if (quantity === held) return value
  const doubled = 2 * value * quantity
  if (Number.isSafeInteger(doubled) && Number.isSafeInteger(doubled + held))
    return Math.floor((doubled + held) / (2 * held))
  return Number((2n * BigInt(value) * BigInt(quantity) + BigInt(held)) / (2n * BigInt(held)))
}

/** The same proportion for a cost found elsewhere, of which more may be wanted than there was. */
export function proportionOf(value: number, held: number, quantity: number): number | undefined {
  if (!(held > 0)) return undefined
  return Number((2n * BigInt(value) * BigInt(quantity) + BigInt(held)) / (2n * BigInt(held)))
}
