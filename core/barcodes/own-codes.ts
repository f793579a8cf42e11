import { COMMANDS, type Command } from './commands.ts'

/** Begins every code we print ourselves; no item's barcode may begin so. */
export const OWN_PREFIX = 'SCB'

/** One letter a kind behind the prefix, so that a wrong kind can be named. */
const LETTERS = { command: 'C', badge: 'P', sales_order: 'O', run: 'R', document: 'D', item_id: 'I' } as const

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The texts that our own barcodes carry: A–Z and 0–9 only, so that no keyboard layout spoils them. */
export const ownCode = {
  command: (command: Command): string => withCheck(LETTERS.command, command.replaceAll('_', '').toUpperCase()),
  badge: (code: string): string => withCheck(LETTERS.badge, code),
  salesOrder: (id: number): string => withCheck(LETTERS.sales_order, String(id)),
  run: (id: number): string => withCheck(LETTERS.run, String(id)),
  document: (id: string): string => withCheck(LETTERS.document, id.replaceAll('-', '').toUpperCase()),
  item: (id: number): string => withCheck(LETTERS.item_id, String(id)),
} as const

function withCheck(letter: string, payload: string): string {
  const body = `${OWN_PREFIX}${letter}${payload}`
  return body + computeCheckCharacter(body)
}

/** ISO/IEC 7064 MOD 37,36: finds every wrong character and almost every pair of neighbours that changed places. */
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
