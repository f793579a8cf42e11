import { exactRatio } from '../../core/kernel/exact-ratio.ts'
import { minor, type Minor } from '../../core/kernel/money.ts'
import type { DisplayUnit } from '../../core/kernel/quantity.ts'
import { words } from '../../core/words/catalogue.ts'
import { Money, None } from '../look/figures.tsx'

/** An amount for one display unit. */
export const PerUnit = ({ amount, unit }: { amount: Minor; unit: DisplayUnit }) => (
  <>
    <Money amount={amount} /> <small>{words.admin.stock.perUnit(unit.name)}</small>
  </>
)

/** So much for that quantity, as it comes to for one display unit; nothing where that cannot be shown exactly. */
export const ComesTo = ({
  amount,
  quantity,
  unit,
}: {
  amount: Minor
  quantity: number
  unit: DisplayUnit
}) => {
  const each = exactRatio({ value: amount, times: unit.factor, by: quantity })
  return each === undefined ? <None /> : <PerUnit amount={minor(each)} unit={unit} />
}
