import { looksLikeGtin, normaliseGtin } from './gtin.ts'
import type { ScanMeaning, ScannedText } from './scan-meaning.ts'

const INTERNAL_CODE_MAX_LENGTH = 48

/** EAN-13 with the two or five digits of an issue beside it, sent as one (ISO/IEC 15424). */
const WITH_ADD_ON = ']E3'
const EAN_13_LENGTH = 13

/**
 * An article number printed by its maker. Digits of that length with a wrong check digit are a misread. The add-on of
 * a newspaper, where the scanner says there is one, does not belong to it.
 */
export function recogniseGtin({ text, symbology }: ScannedText): ScanMeaning | undefined {
  const code = symbology === WITH_ADD_ON ? text.slice(0, EAN_13_LENGTH) : text
  if (!looksLikeGtin(code)) return undefined
  const key = normaliseGtin(code)
  return key ? { kind: 'item', key, carried: {} } : { kind: 'unreadable', reason: 'wrong_check_digit' }
}

/** A code of the bakery's own: letters, digits and `-` `.` `/`, read without regard to case. */
export function recogniseInternalCode({ text }: ScannedText): ScanMeaning | undefined {
  if (text.length > INTERNAL_CODE_MAX_LENGTH) return undefined
  for (let index = 0; index < text.length; index += 1) {
    if (!isInternalCodeCharacter(text.charCodeAt(index))) return undefined
  }
  return { kind: 'item', key: text.toUpperCase(), carried: {} }
}

function isInternalCodeCharacter(code: number): boolean {
  const isDigitOrPunctuation = code >= 45 && code <= 57 // - . / 0 to 9
  const isCapital = code >= 65 && code <= 90
  const isSmall = code >= 97 && code <= 122
  return isDigitOrPunctuation || isCapital || isSmall
}
