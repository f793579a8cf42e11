import type { Reader } from '../database/reader.ts'
import { isReservedCode } from './own-codes.ts'
import { parseScan, type ScanContext } from './parse-scan.ts'
import type { UnreadableReason } from './scan-meaning.ts'

/** A barcode that somebody typed or scanned into a form: what an item's barcode is stored under, or why it is none. */
export type ItemBarcodeRead =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly reason: 'reserved' | UnreadableReason }

/**
 * Reads a barcode as a scan of it would be read, so that what is stored is what a scan looks for: a GTIN by its 14
 * digits, a scale's label by its number. What begins as our own codes do is never an item's.
 */
export function readItemBarcode(typed: string, context: ScanContext): ItemBarcodeRead {
  if (isReservedCode(typed)) return { ok: false, reason: 'reserved' }
  const meaning = parseScan(typed, context)
  if (meaning.kind === 'unreadable') return { ok: false, reason: meaning.reason }
  return meaning.kind === 'item' ? { ok: true, key: meaning.key } : { ok: false, reason: 'reserved' }
}

/** The company's scale labels, in order. */
export function readScalePatterns(reader: Reader): string[] {
  return reader.all('SELECT pattern FROM scale_pattern ORDER BY rank').map(([pattern]) => String(pattern))
}
