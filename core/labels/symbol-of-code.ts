import { normaliseGtin } from '../barcodes/gtin.ts'
import type { LabelSymbol } from './label.ts'

const GTIN_LENGTH = 14
const EAN_13_LENGTH = 13
const EAN_8_LENGTH = 8

/**
 * The barcode that a scanner reads as this stored code (`barcodes/parse-scan.ts`): an article number as the EAN its
 * maker would print, that of a pack as GS1-128, and any other code as Code 128.
 */
export function symbolOfCode(code: string): LabelSymbol {
  const gtin = gtinOf(code)
  if (gtin === undefined) return { kind: 'code128', text: code }
  if (gtin.startsWith('0'.repeat(GTIN_LENGTH - EAN_8_LENGTH)))
    return { kind: 'ean8', digits: gtin.slice(-EAN_8_LENGTH) }
  if (gtin.startsWith('0')) return { kind: 'ean13', digits: gtin.slice(-EAN_13_LENGTH) }
  return { kind: 'gs1_128', fields: [{ identifier: '01', value: gtin }] }
}

/** A stored code as the 14 digits of an article number; undefined where it is none. */
export function gtinOf(code: string): string | undefined {
  return code.length === GTIN_LENGTH ? normaliseGtin(code) : undefined
}
