import { hasValidCheckDigit, isAllDigits } from './check-digit.ts'
import type { Carried, Recogniser } from './scan-meaning.ts'

const LABEL_LENGTH = 13

/** The first digit of what GS1 leaves to each company in 8, 12 and 13 digits, and of every pattern. */
const RESTRICTED = '2'

/** What a position of a pattern may ask for, in the letters of `scale_pattern`. */
const ITEM = 'I'
const GRAMS = 'W'
const MINOR_UNITS = 'P'

/**
 * A label of the company's own scales: 13 digits with a right EAN check digit that fit one of its patterns, of which
 * the first counts. The item's key is the pattern's own digits and those at `I`, as they stand and in order:
 * 2112345006789 read with 21IIIIIWWWWWC is the item 2112345 with 678 g. A weight or price of zero says nothing, so
 * that the quantity is asked for.
 *
 * The key alone, as one types it from a list, is the same item without weight: no maker's article number begins so.
 * A label that no pattern fits stays an ordinary article number.
 */
export const recogniseScaleLabel: Recogniser = ({ text, scalePatterns }) => {
  if (text.charAt(0) !== RESTRICTED || scalePatterns.length === 0 || !isAllDigits(text)) return undefined
  const isLabel = text.length === LABEL_LENGTH && hasValidCheckDigit(text)
  for (const pattern of scalePatterns) {
    if (isLabel && fits(pattern, text)) {
      return { kind: 'item', key: keyIn(pattern, text), carried: carriedIn(pattern, text) }
    }
    if (!isLabel && isKeyOf(pattern, text)) return { kind: 'item', key: text, carried: {} }
  }
  return undefined
}

function fits(pattern: string, label: string): boolean {
  if (pattern.length !== label.length) return false
  for (let index = 0; index < pattern.length; index += 1) {
    const asked = pattern.charAt(index)
    if (isAllDigits(asked) && asked !== label.charAt(index)) return false
  }
  return true
}

function isKeyOf(pattern: string, text: string): boolean {
  const key = keyIn(pattern, pattern)
  if (key.length !== text.length) return false
  for (let index = 0; index < key.length; index += 1) {
    if (key.charAt(index) !== ITEM && key.charAt(index) !== text.charAt(index)) return false
  }
  return true
}

/** What of `text` stands where the pattern has a digit or an item's digit. */
function keyIn(pattern: string, text: string): string {
  let key = ''
  for (let index = 0; index < pattern.length; index += 1) {
    const asked = pattern.charAt(index)
    if (asked === ITEM || isAllDigits(asked)) key += text.charAt(index)
  }
  return key
}

function carriedIn(pattern: string, label: string): Carried {
  const grams = numberAt(pattern, label, GRAMS)
  const price = numberAt(pattern, label, MINOR_UNITS)
  return {
    ...(grams > 0 && { measure: { unit: 'g', value: grams } }),
    ...(price > 0 && { price }),
  }
}

/** The digits at one letter as a number; at most eleven, so exact. 0 where the pattern does not have the letter. */
function numberAt(pattern: string, label: string, letter: string): number {
  let value = 0
  for (let index = 0; index < pattern.length; index += 1) {
    if (pattern.charAt(index) === letter) value = value * 10 + Number(label.charAt(index))
  }
  return value
}
