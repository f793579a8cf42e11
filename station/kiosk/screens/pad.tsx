import type { FC } from 'hono/jsx'
import { words } from '../../../core/words/catalogue.ts'
import { Press } from './press.tsx'

export const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const

/** Large digits for a quantity. The station itself holds what is typed, so that cards and fingers type the same. */
export const Pad: FC<{ hasPoint: boolean }> = ({ hasPoint }) => {
  const { quantity } = words.kiosk
  return (
    <fieldset class="pad" aria-label={quantity.pad}>
      {DIGITS.map((digit) => (
        <PadKey digit={digit} />
      ))}
      {hasPoint ? <PadKey digit={quantity.point} /> : <span />}
      <PadKey digit="0" />
      <Press does={{ type: 'pad', key: 'erase' }} kind="key">
        <small>{quantity.erase}</small>
      </Press>
    </fieldset>
  )
}

const PadKey: FC<{ digit: string }> = ({ digit }) => (
  <Press does={{ type: 'pad', key: digit }} kind="key">
    {digit}
  </Press>
)

/** What is typed so far, on the pad or on a keyboard. */
export const Typed: FC<{ typed: string; unit: string }> = ({ typed, unit }) => {
  const shown = typed === '' ? words.kiosk.quantity.empty : typed
  return (
    <p class="quantity">
      <b data-quantity={shown}>{shown}</b>
      <span>{unit}</span>
    </p>
  )
}

/** Why what was typed is no quantity; undefined while nothing is wrong. */
export function typedProblem(problem: string | null): string | undefined {
  const texts: Readonly<Record<string, string>> = words.shared.typedNumber
  return problem === null ? undefined : texts[problem]
}
