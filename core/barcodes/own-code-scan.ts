import { COMMAND_OF_TEXT, computeCheckCharacter, isReservedCode, OWN_LETTERS } from './own-codes.ts'
import type { Recogniser, ScanMeaning, UnreadableReason } from './scan-meaning.ts'

interface OwnKind {
  /** What stands between letter and check character. */
  readonly payload: RegExp
  readonly read: (payload: string, code: string) => ScanMeaning | undefined
}

/** Fifteen digits are a whole number for JavaScript, whatever they are. */
const ROW_ID = /^[1-9]\d{0,14}$/

const KIND_OF_LETTER: ReadonlyMap<string, OwnKind> = new Map<string, OwnKind>([
  [
    OWN_LETTERS.command,
    {
      payload: /^[A-Z0-9]{2,20}$/,
      read: (_, code) => {
        const command = COMMAND_OF_TEXT.get(code)
        return command && { kind: 'command', command }
      },
    },
  ],
  [OWN_LETTERS.badge, { payload: /^[A-Z0-9]+$/, read: (code) => ({ kind: 'badge', code }) }],
  [
    OWN_LETTERS.sales_order,
    { payload: ROW_ID, read: (digits) => ({ kind: 'sales_order', id: Number(digits) }) },
  ],
  [OWN_LETTERS.run, { payload: ROW_ID, read: (digits) => ({ kind: 'run', id: Number(digits) }) }],
  [
    OWN_LETTERS.document,
    { payload: /^[0-9A-F]{32}$/, read: (hex) => ({ kind: 'document', id: withDashes(hex.toLowerCase()) }) },
  ],
  [OWN_LETTERS.item_id, { payload: ROW_ID, read: (digits) => ({ kind: 'item_id', id: Number(digits) }) }],
])

/**
 * A code we printed: a command card, a badge, an order, a run, a document, an item's internal code.
 *
 * The prefix is ours alone: a code that begins with it and is none of ours is refused as unreadable, also where it
 * would pass for an internal code (`SCBREAD`). Otherwise a card of which one character was read wrong would become an
 * item nobody knows. Forms keep such codes out with `isReservedCode`.
 */
export const recogniseOwnCode: Recogniser = ({ text }) => {
  if (!isReservedCode(text)) return undefined
  if (!/^[A-Z0-9]+$/i.test(text)) return unreadable('unknown_form')
  const code = text.toUpperCase()
  const kind = KIND_OF_LETTER.get(code.charAt(3))
  const payload = code.slice(4, -1)
  if (kind === undefined || !kind.payload.test(payload)) return unreadable('unknown_form')
  if (computeCheckCharacter(code.slice(0, -1)) !== code.at(-1)) return unreadable('wrong_check_character')
  return kind.read(payload, code) ?? unreadable('unknown_form')
}

function withDashes(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

function unreadable(reason: UnreadableReason): ScanMeaning {
  return { kind: 'unreadable', reason }
}
