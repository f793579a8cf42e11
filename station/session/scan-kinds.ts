import { COMMANDS, type Command } from '../../core/barcodes/commands.ts'

/** What a scanned text turned out to be, before anybody asks what it means here. A command card is a kind each. */
const FOUND = [
  /** An item, with the quantity its barcode stands for. */
  'item',
  /** The same, when it is on the list already. */
  'item_again',
  /** A piece whose own serial number is on the list already. */
  'serial_again',
  /** An item sold or used by measure, whose barcode carries no quantity. */
  'measured',
  /** An ingredient where products are sold. */
  'not_sold',
  'retired',
  /** A readable code that no item has. */
  'unknown',
  /** A code of which one character was read wrong. */
  'misread',
  /** GS1 fields that do not say what they should. */
  'fields_wrong',
  /** A pallet, a place, an asset: GS1 without an article. */
  'not_an_item',
  'unreadable',
  /** At most six digits typed while a quantity or PIN is asked for. */
  'number',
  /** The badge of somebody who works here. */
  'badge',
  'badge_in_use',
  'badge_unknown',
  'badge_revoked',
  'badge_elsewhere',
  /** An open order or an active run of this branch. */
  'order',
  'run',
  /** The paper of the work in hand. */
  'paper_in_hand',
  /** An order or run that is closed, or not this branch's. */
  'paper_closed',
  'document',
  'document_unknown',
  /** The card PRACTICE, in practice. */
  'practice_over',
] as const

type FoundKind = (typeof FOUND)[number]
export type CardKind = `card_${Command}`
export type ScanKind = FoundKind | CardKind

export const cardKind = (command: Command): CardKind => `card_${command}`
export const CARD_KINDS: readonly CardKind[] = COMMANDS.map(cardKind)
export const SCAN_KINDS: readonly ScanKind[] = [...FOUND, ...CARD_KINDS]
