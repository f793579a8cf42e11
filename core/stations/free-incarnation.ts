const LATER = 'bcdefghijklmnopqrstuvwxyz'

/** The name itself, then BRA-K1b, BRA-K1c; undefined when the letters are used up. */
export function freeIncarnation(name: string, taken: ReadonlySet<string>): string | undefined {
  return [name, ...LATER.split('').map((letter) => name + letter)].find((one) => !taken.has(one))
}
