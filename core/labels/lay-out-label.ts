import { fitLines, fitWhole, type PlacedText, type TextBox } from './place-lines.ts'
import { asSquare, isSquare, printedText, type Label, type LabelSymbol } from './label.ts'
import { measureSymbol, type MeasuredSymbol } from './measure-symbol.ts'

/** A label with everything at its place, from the left top corner. Millimetres. */
export interface LaidOutLabel {
  readonly label: Label
  readonly texts: readonly PlacedText[]
  readonly symbol: PlacedSymbol
}

export interface PlacedSymbol extends MeasuredSymbol {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Width of one module, in dots of the printer: bars of uneven widths do not scan. */
  readonly dotsPerModule: number
}

/** What it is printed by: how far its dots are apart, in millimetres. */
export interface Printing {
  readonly dotMm: number
}
const MM_PER_INCH = 25.4
/** The least that an office printer does. */
export const OFFICE_PRINTER: Printing = { dotMm: MM_PER_INCH / 600 }
/** What label printers come with. */
export const LABEL_PRINTER_DPI = [203, 300] as const
export type LabelPrinterDpi = (typeof LABEL_PRINTER_DPI)[number]
export function labelPrinter(dpi: LabelPrinterDpi): Printing {
  return { dotMm: MM_PER_INCH / dpi }
}

interface ModuleRule {
  readonly minMm: number
  readonly maxMm: number
  /** White modules at the left and at the right of it. */
  readonly quiet: readonly [left: number, right: number]
}
/** General Specifications section 5 and ISO/IEC 15417, 15420, 16022; the least that ordinary scanners read. */
const BARS = { minMm: 0.25, maxMm: 0.38 }
const RULES: Readonly<Record<LabelSymbol['kind'], ModuleRule>> = {
  ean13: { ...BARS, quiet: [11, 7] },
  ean8: { ...BARS, quiet: [7, 7] },
  code128: { ...BARS, quiet: [10, 10] },
  gs1_128: { ...BARS, quiet: [10, 10] },
  datamatrix: { minMm: 0.33, maxMm: 0.6, quiet: [2, 2] },
  gs1_datamatrix: { minMm: 0.33, maxMm: 0.6, quiet: [2, 2] },
}

const BAR_HEIGHT = { part: 0.42, minMm: 7, maxMm: 16 }
const CAPTION_MM = 2.5
const GAP_MM = 1

/**
 * Gives everything on a label its place, the same for every printer but for the width of the bars. Bars that are too
 * long for the label become a square. Throws what `measureSymbol` throws, and where not even the square has room.
 */
export async function layOutLabel(label: Label, printing: Printing): Promise<LaidOutLabel> {
  const measured = await measureSymbol(label.symbol)
  if (!isSquare(label.symbol)) {
    const dots = dotsThatFit(measured, label, printing, innerOf(label).width)
    if (dots !== undefined) return withBars(label, measured, dots, printing)
  }
  const square = isSquare(label.symbol) ? measured : await measureSymbol(asSquare(label.symbol))
  const { width, height } = innerOf(label)
  const dots = dotsThatFit(square, label, printing, Math.min(width / 2, height))
  if (dots === undefined) throw new LabelTooSmall()
  return withSquare(label, square, dots, printing)
}

/** A barcode that has no room on a label of this size. */
export class LabelTooSmall extends Error {
  override readonly name = 'LabelTooSmall'
}

function innerOf({ size: { width, height, padding } }: Label) {
  return { width: width - 2 * padding.x, height: height - 2 * padding.y }
}

/** The most dots to a module with which the marks keep inside, and their quiet zones on the label. */
function dotsThatFit(
  { symbol: { kind }, modules }: MeasuredSymbol,
  { size }: Label,
  { dotMm }: Printing,
  room: number,
): number | undefined {
  const { minMm, maxMm, quiet } = RULES[kind]
  const withQuiet = modules.wide + quiet[0] + quiet[1]
  for (let dots = Math.floor(maxMm / dotMm); dots * dotMm >= minMm - dotMm / 100; dots -= 1) {
    const moduleMm = dots * dotMm
    if (modules.wide * moduleMm <= room && withQuiet * moduleMm <= size.width) return dots
  }
  return undefined
}

/** Words above, bars below with their text under them; the bars make room for words in letters of the usual size. */
function withBars(label: Label, measured: MeasuredSymbol, dots: number, { dotMm }: Printing): LaidOutLabel {
  const { width: labelWidth, height: labelHeight, padding } = label.size
  const inner = innerOf(label)
  const width = measured.modules.wide * dots * dotMm
  const captionTop = labelHeight - padding.y - CAPTION_MM
  const [caption] = fitLines([{ text: printedText(label.symbol), role: 'small' }], {
    x: padding.x,
    y: captionTop,
    width: inner.width,
    height: CAPTION_MM * 1.2,
    isCentred: true,
  })
  const topOf = (height: number): number => captionTop - height - GAP_MM / 2
  const boxAbove = (height: number): TextBox => ({
    x: padding.x,
    y: padding.y,
    width: inner.width,
    height: topOf(height) - padding.y - GAP_MM,
    isCentred: false,
  })
  const { part, minMm, maxMm } = BAR_HEIGHT
  let height = Math.min(maxMm, Math.max(minMm, Math.round(inner.height * part)))
  while (height > minMm && fitWhole(label.lines, boxAbove(height), 1) === undefined) height -= 1
  return {
    label,
    texts: [...fitLines(label.lines, boxAbove(height)), ...(caption === undefined ? [] : [caption])],
    symbol: {
      ...measured,
      x: (labelWidth - width) / 2,
      y: topOf(height),
      width,
      height,
      dotsPerModule: dots,
    },
  }
}

/** Words at the left, the square at the right; its text is the last of the words. */
function withSquare(label: Label, measured: MeasuredSymbol, dots: number, { dotMm }: Printing): LaidOutLabel {
  const { width: labelWidth, padding } = label.size
  const inner = innerOf(label)
  const moduleMm = dots * dotMm
  const [width, height] = [measured.modules.wide * moduleMm, measured.modules.high * moduleMm]
  const quiet = RULES[measured.symbol.kind].quiet[0] * moduleMm
  return {
    label,
    texts: fitLines([...label.lines, { text: printedText(label.symbol), role: 'small' }], {
      x: padding.x,
      y: padding.y,
      width: inner.width - width - quiet - GAP_MM,
      height: inner.height,
      isCentred: false,
    }),
    symbol: {
      ...measured,
      x: labelWidth - padding.x - width,
      y: padding.y + (inner.height - height) / 2,
      width,
      height,
      dotsPerModule: dots,
    },
  }
}
