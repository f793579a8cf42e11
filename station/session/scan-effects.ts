import type { ScanRefusal } from './notices.ts'

/** What is done with what was scanned. */
export const DEEDS = [
  'add',
  'ask_quantity',
  'take_quantity',
  'take_pack',
  'hold',
  'sign_in',
  'answer_ask',
  'take_pin',
  'open_work',
  'show_document',
  'search',
  'choose_item',
  'choose_substitute',
  'say_home',
  'write_remark',
] as const
export type Deed = (typeof DEEDS)[number]

/** What a command card presses, as if a finger did. */
export const CARD_PRESSES = [
  'choose_operation',
  'review',
  'accept',
  'confirm',
  'back',
  'home',
  'ask_cancel',
  'undo_scan',
  'show_latest',
  'ask_undo',
  'quantity',
  'times',
  'pad',
  'enter',
  'leave_out_code',
  'leave_out_excess',
  'send',
  'extra',
  'continue_work',
  'park',
  'ask_discard',
  'sign_out',
  'help',
  'ask_remark',
  'tell',
  'tell_typed',
  'erase_remark',
  'start_practice',
  'leave_practice',
] as const
export type CardPress = (typeof CARD_PRESSES)[number]

export type ScanEffect =
  | { readonly do: Deed }
  | { readonly press: CardPress }
  | { readonly refuse: ScanRefusal }
