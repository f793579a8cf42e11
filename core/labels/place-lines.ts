import { LINE_HEIGHT, onOneLine, widthInEms, wrap, wrapAndCut } from './fit-text.ts'
import type { LabelLine } from './label.ts'

/** Where words may stand. Millimetres. */
export interface TextBox {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isCentred: boolean
}

/** One line of text at its place: `x` where it begins, or its middle, and `y` its baseline. */
export interface PlacedText {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly fontMm: number
  readonly isBold: boolean
  readonly isCentred: boolean
  /** At most as wide as this, by the widths of `fit-text.ts`. */
  readonly widthMm: number
}

interface RoleRule {
  readonly fontMm: number
  readonly linesMax: number
  readonly isBold: boolean
}
const ROLES: Readonly<Record<LabelLine['role'], RoleRule>> = {
  name: { fontMm: 4.2, linesMax: 3, isBold: true },
  code: { fontMm: 9, linesMax: 1, isBold: true },
  fact: { fontMm: 3, linesMax: 2, isBold: false },
  small: { fontMm: 2.4, linesMax: 3, isBold: false },
}
/** Bold letters are so much wider. */
const BOLD = 1.07
/** From letters for a large label down to the least that is read at arm's length. */
const SCALES = { max: 1.7, min: 0.6, step: 0.05 }
const READABLE_MM = 1.7
/** Where a letter stands in its line, from the top. */
const BASELINE = 0.86

/**
 * Puts lines below each other, as large as they all fit; where they do not fit in the smallest letters, the longest are
 * cut and the last ones left out.
 */
export function fitLines(lines: readonly LabelLine[], box: TextBox): PlacedText[] {
  const said = lines
    .map(({ text, role }) => ({ text: onOneLine(text), role }))
    .filter(({ text }) => text !== '')
  for (let scale = SCALES.max; scale >= SCALES.min; scale -= SCALES.step) {
    const placed = place(said, box, scale, wrap)
    if (placed !== undefined) return placed
  }
  for (let kept = said.length; kept > 0; kept -= 1) {
    const placed =
      place(said.slice(0, kept), box, SCALES.min, wrapAndCut) ??
      place(said.slice(0, kept), box, SCALES.min, (text, ems) => wrapAndCut(text, ems, 1))
    if (placed !== undefined) return placed
  }
  return []
}

/** The same in letters no smaller than `scaleMin` times the usual ones; undefined: there is no room for all of it. */
export function fitWhole(
  lines: readonly LabelLine[],
  box: TextBox,
  scaleMin: number,
): PlacedText[] | undefined {
  const said = saidIn(lines)
  for (let scale = SCALES.max; scale >= scaleMin; scale -= SCALES.step) {
    const placed = place(said, box, scale, wrap)
    if (placed !== undefined) return placed
  }
  return undefined
}

function saidIn(lines: readonly LabelLine[]): LabelLine[] {
  return lines.map(({ text, role }) => ({ text: onOneLine(text), role })).filter(({ text }) => text !== '')
}

type Wrap = (text: string, widthEms: number, linesMax: number) => string[] | undefined

/** undefined: there is no room for them in this size. */
function place(
  lines: readonly LabelLine[],
  { x, y, width, height, isCentred }: TextBox,
  scale: number,
  intoLines: Wrap,
): PlacedText[] | undefined {
  const placed: PlacedText[] = []
  let top = y
  for (const { text, role } of lines) {
    const { linesMax, isBold, fontMm: plain } = ROLES[role]
    const fontMm = Math.max(READABLE_MM, plain * scale)
    const factor = fontMm * (isBold ? BOLD : 1)
    const wrapped = intoLines(text, width / factor, linesMax)
    if (wrapped === undefined) return undefined
    for (const line of wrapped) {
      const widthMm = widthInEms(line) * factor
      placed.push({
        text: line,
        x: isCentred ? x + width / 2 : x,
        y: top + fontMm * BASELINE,
        fontMm,
        isBold,
        isCentred,
        widthMm,
      })
      top += fontMm * LINE_HEIGHT
    }
  }
  return top - y > height + 0.01 ? undefined : placed
}
