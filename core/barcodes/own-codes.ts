import { COMMANDS, type Command } from './commands.ts'

/** Begins every code we print ourselves; no item's barcode may begin so (`isReservedCode`). */
const OWN_PREFIX = 'SCB'

/** The bit by which a small letter differs from its capital. */
const SMALL = 32

/** One letter a kind behind the prefix, so that a wrong kind can be named. */
export const OWN_LETTERS = {
  command: 'C',
  badge: 'P',
  sales_order: 'O',
  run: 'R',
  document: 'D',
  item_id: 'I',
} as const

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The texts that our own barcodes carry: A–Z and 0–9 only, so that no keyboard layout spoils them. */
export const ownCode = {
  command: (command: Command): string =>
    withCheck(OWN_LETTERS.command, command.replaceAll('_', '').toUpperCase()),
  /** `code`: the badge's random code, A–Z and 0–9 in capitals. */
  badge: (code: string): string => withCheck(OWN_LETTERS.badge, code),
  salesOrder: (id: number): string => withCheck(OWN_LETTERS.sales_order, String(id)),
  run: (id: number): string => withCheck(OWN_LETTERS.run, String(id)),
  document: (id: string): string => withCheck(OWN_LETTERS.document, id.replaceAll('-', '').toUpperCase()),
  item: (id: number): string => withCheck(OWN_LETTERS.item_id, String(id)),
} as const

/**
 * Whether a code begins as ours do, in capitals or not. A form that attaches a barcode to an item refuses such a code,
 * because a scan of it is never an item's (`recogniseOwnCode`).
 */
export function isReservedCode(code: string): boolean {
  const start = code.trimStart()
  for (let index = 0; index < OWN_PREFIX.length; index += 1) {
    if ((start.charCodeAt(index) & ~SMALL) !== OWN_PREFIX.charCodeAt(index)) return false
  }
  return true
}

function withCheck(letter: string, payload: string): string {
  const body = `${OWN_PREFIX}${letter}${payload}`
  return body + computeCheckCharacter(body)
}

/**
 * ISO/IEC 7064 MOD 37,36 over A–Z and 0–9: finds every wrong character, and all but two in a thousand of neighbours
 * that changed places.
 */
export function computeCheckCharacter(body: string): string {
  let product = 36
  for (const character of body) {
    const sum = (product + ALPHABET.indexOf(character)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return ALPHABET[(37 - product) % 36] ?? ''
}

export const COMMAND_OF_TEXT: ReadonlyMap<string, Command> = new Map(
  COMMANDS.map((command) => [ownCode.command(command), command]),
)
