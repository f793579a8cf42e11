import { computeCheckDigit } from './check-digit.ts'
import { recogniseScaleLabel } from './scale-labels.ts'
import type { Carried } from './scan-meaning.ts'

/** A label as a scale would print it, and what a station reads off it. */
export interface ScaleExample {
  readonly label: string
  /** What the item is known by. */
  readonly key: string
  readonly carried: Carried
}

/** What stands at each letter of an example: the item 12345, and 1250 grams or cents. */
const ITEM_DIGITS = '12345678901'
const MEASURED = '1250'

/** An example of a pattern, made as a scale makes it and read as a station reads it; undefined: nothing reads it. */
export function exampleOf(pattern: string): ScaleExample | undefined {
  const body = pattern
    .slice(0, -1)
    .replace(/I/g, nextOf(ITEM_DIGITS))
    .replace(/W+|P+/g, (letters) => MEASURED.padStart(letters.length, '0').slice(-letters.length))
    .replace(/V/g, '0')
  const label = `${body}${computeCheckDigit(body)}`
  const meaning = recogniseScaleLabel({ text: label, symbology: '', scalePatterns: [pattern], today: '' })
  return meaning?.kind === 'item' ? { label, key: meaning.key, carried: meaning.carried } : undefined
}

function nextOf(digits: string): () => string {
  let index = 0
  return () => digits.charAt(index++)
}
