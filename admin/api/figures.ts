import { z } from 'zod'
import { DECIMAL, decimalText, readDecimal, type DecimalProblem } from '../../core/kernel/decimal.ts'
import { MINOR_MAX } from '../../core/kernel/money.ts'
import { QUANTITY_MAX, type DisplayUnit } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'

const { schemas: text } = words.api
const signedDecimal = z.string().regex(/^-?\d+(\.\d+)?$/)

export const money = z
  .strictObject({ amount: signedDecimal, currency: z.string().regex(/^[A-Z]{3}$/) })
  .meta({ id: 'Money', description: text.money, examples: [{ amount: '1234.50', currency: 'ZAR' }] })
export type Money = z.infer<typeof money>

export const quantity = z
  .strictObject({ amount: signedDecimal, unit: z.string(), base: z.int(), base_unit: z.string() })
  .meta({
    id: 'Quantity',
    description: text.quantity,
    examples: [{ amount: '3.2', unit: 'kg', base: 3200, base_unit: 'g' }],
  })
export type QuantityFigure = z.infer<typeof quantity>

/** An amount as a caller writes it. */
export const decimalAsked = z
  .string()
  .regex(DECIMAL, text.decimalProblem)
  .meta({ description: text.decimal, examples: ['3.2'] })

/** How this company's figures leave and enter the API: exact decimals beside their unit or currency. */
export interface Figures {
  readonly currency: string
  money(minor: number): Money
  quantity(base: number, unit: DisplayUnit): QuantityFigure
  /** Minor units. */
  readMoney(text: string): number | DecimalProblem
  /** Base units. */
  readQuantity(text: string, unit: DisplayUnit): number | DecimalProblem
}

export function createFigures(currency: string): Figures {
  const decimals = decimalsOf(currency)
  const factor = 10 ** decimals
  return {
    currency,
    money: (minor) => ({ amount: decimalText(minor, factor, decimals) ?? String(minor), currency }),
    quantity(base, { base: baseUnit, name, factor: of }) {
      const amount = decimalText(base, of)
      // A third of a dozen is no decimal: then the base unit says it exactly.
      return amount === undefined
        ? { amount: String(base), unit: baseUnit, base, base_unit: baseUnit }
        : { amount, unit: name, base, base_unit: baseUnit }
    },
    readMoney: (typed) => readDecimal(typed, { factor, max: MINOR_MAX }),
    readQuantity: (typed, unit) => readDecimal(typed, { factor: unit.factor, max: QUANTITY_MAX }),
  }
}

/** How many decimals amounts of a currency have: two for rand, none for yen. */
function decimalsOf(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? 2
}
