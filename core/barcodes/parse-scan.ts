import { recogniseBareGs1, recogniseGs1 } from './gs1-codes.ts'
import { recogniseGtin, recogniseInternalCode } from './item-codes.ts'
import { recogniseOwnCode } from './own-code-scan.ts'
import { recogniseScaleLabel } from './scale-labels.ts'
import type { Recogniser, ScanMeaning, ScannedText, UnreadableReason } from './scan-meaning.ts'

/** Longer than any barcode we read; a scanner that sends more has run two scans together. */
export const SCAN_MAX_LENGTH = 200

/** Asked in this order, the first answer counts: the narrower a form, the earlier its row. */
const RECOGNISERS: readonly Recogniser[] = [
  recogniseOwnCode,
  recogniseGs1,
  recogniseScaleLabel,
  recogniseGtin,
  recogniseBareGs1,
  recogniseInternalCode,
]

/** What a scan is read with, beside its text. */
export type ScanContext = Pick<ScannedText, 'scalePatterns' | 'today'>

/** What a scanned text is. Pure, never throws, and fast enough to run between two keystrokes. */
export function parseScan(raw: string, context: ScanContext): ScanMeaning {
  if (raw.length > SCAN_MAX_LENGTH) return unreadable('too_long')
  const { text, symbology } = splitSymbology(raw.trim())
  const scanned = { text, symbology, scalePatterns: context.scalePatterns, today: context.today }
  if (scanned.text === '') return unreadable('empty')
  for (const recognise of RECOGNISERS) {
    const meaning = recognise(scanned)
    if (meaning) return meaning
  }
  // Only now, because a control character may be part of a form: GS1 separates its fields with one.
  return unreadable(hasControlCharacter(scanned.text) ? 'control_character' : 'unknown_form')
}

/** ISO/IEC 15424: `]`, a letter for the symbology, a digit or letter for its options. */
function splitSymbology(text: string): Pick<ScannedText, 'text' | 'symbology'> {
  if (text.charCodeAt(0) !== 93 || text.length < 3 || !isLetter(text.charCodeAt(1))) {
    return { text, symbology: '' }
  }
  return { text: text.slice(3).trim(), symbology: text.slice(0, 3) }
}

function isLetter(code: number): boolean {
  const small = code | 32
  return small >= 97 && small <= 122
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code < 32 || (code >= 127 && code < 160)) return true
  }
  return false
}

function unreadable(reason: UnreadableReason): ScanMeaning {
  return { kind: 'unreadable', reason }
}
