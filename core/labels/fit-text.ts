/** A piece of text at its place: where its line stands, and how large it is. Millimetres. */
export interface FittedLine {
  readonly text: string
  readonly fontMm: number
}

/** Line to line, as a multiple of the font. */
export const LINE_HEIGHT = 1.18
const MORE = '…'

/**
 * Widths in ems, rounded up over the typeface of the pages and the one built into label printers, so that what fits
 * here fits there. No font is asked: a label is laid out before anybody knows what it is printed by.
 */
const WIDTHS: readonly (readonly [characters: RegExp, ems: number])[] = [
  [/[ijl.,:;'|!·]/u, 0.33],
  [/[ ftr()[\]/\\\-–"]/u, 0.43],
  [/[mwMW@%…—]/u, 0.98],
  [/[A-ZÀ-Þ&+=<>~#]/u, 0.74],
  [/[0-9]/u, 0.64],
  [/[a-zß-ÿ]/u, 0.62],
]
const WIDEST = 1.05

/** About how wide a text is at most, in ems. */
export function widthInEms(text: string): number {
  let sum = 0
  for (const character of text)
    sum += WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? WIDEST
  return sum
}

/** A text in lines no wider than that; undefined when it takes more of them than it may. */
export function wrap(text: string, widthEms: number, linesMax: number): string[] | undefined {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`
    if (widthInEms(joined) <= widthEms) {
      line = joined
      continue
    }
    if (line !== '') lines.push(line)
    const pieces = broken(word, widthEms)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ''
  }
  if (line !== '') lines.push(line)
  return lines.length > linesMax ? undefined : lines
}

/** The same where it has to fit: what is too much ends in three dots. */
export function wrapAndCut(text: string, widthEms: number, linesMax: number): string[] {
  const lines = wrap(text, widthEms, Number.MAX_SAFE_INTEGER) ?? []
  if (lines.length <= linesMax) return lines
  const kept = lines.slice(0, linesMax)
  const last = Array.from(kept.at(-1) ?? '')
  while (last.length > 0 && widthInEms(last.join('') + MORE) > widthEms) last.pop()
  return [...kept.slice(0, -1), last.join('').trimEnd() + MORE]
}

/** A word that is wider than a line, in pieces that are not. */
function broken(word: string, widthEms: number): string[] {
  const pieces: string[] = []
  let piece = ''
  for (const character of word) {
    if (piece !== '' && widthInEms(piece + character) > widthEms) {
      pieces.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...pieces, piece]
}

/** One line of what is meant to be one: no control characters, and none that turn the direction of writing. */
export function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
