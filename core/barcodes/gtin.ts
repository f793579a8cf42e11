import type { Brand } from '../kernel/brand.ts'
import { hasValidCheckDigit, isAllDigits } from './check-digit.ts'

/** A GTIN in its one stored form: 14 digits, so that a UPC and its EAN are the same article. */
export type Gtin = Brand<string, 'Gtin'>

const GTIN_LENGTH = 14

/** GTIN-8, -12, -13 or -14 as 14 digits; undefined for other texts and for a wrong check digit. */
export function normaliseGtin(code: string): Gtin | undefined {
  if (!looksLikeGtin(code) || !hasValidCheckDigit(code)) return undefined
  return code.padStart(GTIN_LENGTH, '0') as Gtin
}

/** A stored code as it stands on the package: an article number without the zeros that only fill it up. */
export function printedCode(code: string): string {
  const isGtin = code.length === GTIN_LENGTH && normaliseGtin(code) !== undefined
  if (!isGtin || !code.startsWith('0')) return code
  return code.startsWith('000000') ? code.slice(6) : code.slice(1)
}

/** Whether a text has the length and digits of a GTIN, whatever its check digit says. */
export function looksLikeGtin(code: string): boolean {
  return isGtinLength(code.length) && isAllDigits(code)
}

function isGtinLength(length: number): boolean {
  return length === 13 || length === 8 || length === 12 || length === 14
}
