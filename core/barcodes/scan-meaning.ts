/** What a scanned text says, before anybody looks it up. A new kind of barcode is a new member here. */
export type ScanMeaning =
  /** `key` is what the items' barcodes are stored under: a 14-digit GTIN or an internal code in capitals. */
  | { readonly kind: 'item'; readonly key: string }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason }

export type UnreadableReason =
  | 'empty'
  | 'too_long'
  | 'control_character'
  | 'wrong_check_digit'
  | 'unknown_form'

/** A scanned text without what surrounds it: no outer spaces or line ends, no symbology identifier. */
export interface ScannedText {
  readonly text: string
  /** The AIM symbology identifier the scanner sent ("]E0"), or empty when it sends none. */
  readonly symbology: string
}

/** Knows one kind of barcode: its meaning, or undefined when the text is not of that kind. */
export type Recogniser = (scanned: ScannedText) => ScanMeaning | undefined
