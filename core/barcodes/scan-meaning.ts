import type { Command } from './commands.ts'

/** What a scanned text says, before anybody looks it up. A new kind of barcode is a new member here. */
export type ScanMeaning =
  | ItemScan
  /** Something of ours by its row: an item's printable internal code. */
  | { readonly kind: 'item_id'; readonly id: number }
  /** A printed barcode that does something. */
  | { readonly kind: 'command'; readonly command: Command }
  /** A person's badge: the random code, which is looked up by its hash. */
  | { readonly kind: 'badge'; readonly code: string }
  /** An order, a run or a document on paper: `id` is its row. */
  | { readonly kind: 'sales_order'; readonly id: number }
  | { readonly kind: 'run'; readonly id: number }
  | { readonly kind: 'document'; readonly id: string }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason }

/** `key` is what the items' barcodes are stored under: a 14-digit GTIN, an internal code in capitals, a scale number. */
export interface ItemScan {
  readonly kind: 'item'
  readonly key: string
  readonly carried: Carried
}

/** What a barcode says beside the item, as far as it says it. Whole numbers only. */
export interface Carried {
  readonly lot?: string
  readonly serial?: string
  /** The last day, YYYY-MM-DD: use by (AI 17, else 7003), else best before (AI 15). */
  readonly expiresOn?: string
  /** Pieces of what `key` names (AI 30 and 37). */
  readonly count?: number
  /** Net weight or volume, in base units (AI 310n, 315n, a scale label). */
  readonly measure?: { readonly unit: 'g' | 'ml'; readonly value: number }
  /** A price for the piece, in minor units (AI 392n, a scale label). */
  readonly price?: number
}

export type UnreadableReason =
  | 'empty'
  | 'too_long'
  | 'control_character'
  | 'wrong_check_digit'
  | 'wrong_check_character'
  | 'gs1_fields'
  | 'not_an_item'
  | 'unknown_form'

/** A scanned text without what surrounds it: no outer spaces or line ends, no symbology identifier. */
export interface ScannedText {
  readonly text: string
  /** The AIM symbology identifier the scanner sent ("]E0"), or empty when it sends none. */
  readonly symbology: string
  /** The company's scale labels, in order (`scale_pattern`). */
  readonly scalePatterns: readonly string[]
  /** The scanner's day, YYYY-MM-DD, for the century of a two-digit year. */
  readonly today: string
}

/** Knows one kind of barcode: its meaning, or undefined when the text is not of that kind. */
export type Recogniser = (scanned: ScannedText) => ScanMeaning | undefined
