import { onOneLine } from './fit-text.ts'
import type { LaidOutLabel } from './lay-out-label.ts'
import type { PlacedText } from './place-lines.ts'

/**
 * A label as a drawing, in millimetres, black on what lies under it. No styles and no scripts; every word that
 * somebody typed is escaped. The typeface comes from the page around it.
 */
export function drawLabel({ label: { size, lines }, texts, symbol }: LaidOutLabel): string {
  const { x, y, width, height, units, marks } = symbol
  const name = escaped(lines.map(({ text }) => onOneLine(text)).join(', '))
  return (
    `<svg class="label" role="img" aria-label="${name}" width="${mm(size.width)}mm" height="${mm(size.height)}mm"` +
    ` viewBox="0 0 ${mm(size.width)} ${mm(size.height)}">` +
    `<svg x="${mm(x)}" y="${mm(y)}" width="${mm(width)}" height="${mm(height)}" preserveAspectRatio="none"` +
    ` shape-rendering="crispEdges" viewBox="0 0 ${units.wide} ${units.high}">${marks}</svg>` +
    `${texts.map(drawText).join('')}</svg>`
  )
}

function drawText({ text, x, y, fontMm, isBold, isCentred }: PlacedText): string {
  const weight = isBold ? ' font-weight="700"' : ''
  const anchor = isCentred ? ' text-anchor="middle"' : ''
  return `<text x="${mm(x)}" y="${mm(y)}" font-size="${mm(fontMm)}"${weight}${anchor}>${escaped(text)}</text>`
}

/** A hundredth of a millimetre is finer than any printer, so a third decimal keeps bars even. */
function mm(value: number): string {
  return String(Number(value.toFixed(3)))
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
