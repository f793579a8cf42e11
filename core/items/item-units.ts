import type { DisplayUnit } from '../kernel/quantity.ts'

/** The units that items are counted in, by the name that people see: each a whole number of its base unit. */
export const USUAL_UNITS: readonly DisplayUnit[] = [
  { base: 'each', name: 'each', factor: 1 },
  { base: 'g', name: 'kg', factor: 1000 },
  { base: 'g', name: 'g', factor: 1 },
  { base: 'ml', name: 'l', factor: 1000 },
  { base: 'ml', name: 'ml', factor: 1 },
]

/** The unit of this name; undefined: none of ours. */
export function unitCalled(name: string): DisplayUnit | undefined {
  return USUAL_UNITS.find((unit) => unit.name === name)
}
