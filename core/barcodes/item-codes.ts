import { looksLikeGtin, normaliseGtin } from './gtin.ts'
import type { ScanMeaning, ScannedText } from './scan-meaning.ts'

const INTERNAL_CODE_MAX_LENGTH = 48

/** An article number printed by its maker. Digits of that length with a wrong check digit are a misread. */
export function recogniseGtin({ text }: ScannedText): ScanMeaning | undefined {
  if (!looksLikeGtin(text)) return undefined
  const key = normaliseGtin(text)
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
