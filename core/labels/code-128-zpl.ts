/** FNC1: begins a GS1 message and ends a field that has no fixed length. */
export const FNC1 = '\u001d'

/** How a label printer is told to change between pairs of digits and single characters (ZPL guide, ^BC). */
const START_B = '>:'
const START_C = '>;'
const TO_B = '>6'
const TO_C = '>5'
const FNC1_CODE = '>8'
/** These three mean something to the printer by themselves. */
const SPECIAL: Readonly<Record<string, string>> = { '>': '>0', '^': '><', '~': '>=' }

/**
 * A text, or GS1 message with {@link FNC1}, as the field data of ^BC: digits in pairs where at least four stand
 * together, so that the symbol is as short as the one we laid out for. Throws on what Code 128 B does not have.
 */
export function code128FieldData(text: string): string {
  let isPairs = digitsAt(text, text.startsWith(FNC1) ? 1 : 0) >= 4
  let data = isPairs ? START_C : START_B
  for (let at = 0; at < text.length;) {
    const character = text.charAt(at)
    if (character === FNC1) {
      data += FNC1_CODE
      at += 1
      continue
    }
    const digits = digitsAt(text, at)
    if (isPairs && digits >= 2) {
      data += text.slice(at, at + 2)
      at += 2
    } else if (isPairs) {
      data += TO_B
      isPairs = false
    } else if (digits >= 4 && digits % 2 === 0) {
      data += TO_C
      isPairs = true
    } else {
      if (character < ' ' || character > '~') throw new RangeError('not a character of Code 128 B')
      data += SPECIAL[character] ?? character
      at += 1
    }
  }
  return data
}

function digitsAt(text: string, from: number): number {
  let end = from
  while (end < text.length && text.charAt(end) >= '0' && text.charAt(end) <= '9') end += 1
  return end - from
}
