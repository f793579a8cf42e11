/** `quantity` out of `held` at `value`: round half up, said in one line because BigInt cannot overflow. */
export function share(value: number, held: number, quantity: number): number {
  const [v, h, q] = [BigInt(value), BigInt(held), BigInt(quantity)]
  return Number((2n * v * q + h) / (2n * h))
}

/** Whole quotient, rounded up. */
export function ceilingOf(value: number, divisor: number): number {
  const [v, d] = [BigInt(value), BigInt(divisor)]
  return Number((v + d - 1n) / d)
}
