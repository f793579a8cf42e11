import { code128FieldData, FNC1 } from './code-128-zpl.ts'
import type { Gs1LabelField } from './label.ts'
import type { LaidOutLabel, PlacedSymbol, Printing } from './lay-out-label.ts'
import type { PlacedText } from './place-lines.ts'

/**
 * A label in ZPL, for a label printer that draws the bars itself: plain text, to be sent to it as it is. `printing` is
 * what the label was laid out for.
 */
export function labelInZpl(
  { label, texts, symbol }: LaidOutLabel,
  { printing: { dotMm }, copies }: { printing: Printing; copies: number },
): string {
  const dots = (mm: number): number => Math.round(mm / dotMm)
  return [
    '^XA',
    // UTF-8, whatever the printer was set to.
    '^CI28',
    `^PW${dots(label.size.width)}`,
    `^LL${dots(label.size.height)}`,
    '^LH0,0',
    ...texts.map((text) => textInZpl(text, dots)),
    symbolInZpl(symbol, dots),
    `^PQ${copies}`,
    '^XZ',
    '',
  ].join('\n')
}

function textInZpl({ text, x, y, fontMm, isCentred }: PlacedText, dots: (mm: number) => number): string {
  const font = `^A0N,${dots(fontMm)},${dots(fontMm)}`
  // A block as wide at the left of the middle as at the right of it.
  return isCentred
    ? `^FT0,${dots(y)}${font}^FB${dots(2 * x)},1,0,C${field(text)}`
    : `^FT${dots(x)},${dots(y)}${font}${field(text)}`
}

function symbolInZpl(placed: PlacedSymbol, dots: (mm: number) => number): string {
  const { symbol, x, y, height, dotsPerModule } = placed
  const at = `^FO${dots(x)},${dots(y)}^BY${dotsPerModule}`
  const high = dots(height)
  const withoutCheck = (digits: string): string => digits.slice(0, -1)
  switch (symbol.kind) {
    case 'ean13':
      return `${at}^BEN,${high},N,N${field(withoutCheck(symbol.digits))}`
    case 'ean8':
      return `${at}^B8N,${high},N,N${field(withoutCheck(symbol.digits))}`
    case 'code128':
      return `${at}^BCN,${high},N,N,N${field(code128FieldData(symbol.text))}`
    case 'gs1_128':
      return `${at}^BCN,${high},N,N,N${field(code128FieldData(elementString(symbol)))}`
    case 'datamatrix':
      return `${at}^BXN,${dotsPerModule},200${field(symbol.text)}`
    case 'gs1_datamatrix':
      return `${at}^BXN,${dotsPerModule},200,,,,_${field(matrixData(elementString(symbol)))}`
  }
}

/** Fields of a fixed length, which no separator ends (General Specifications 7.8.5). */
const PREDEFINED = /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/

/** The message as it is inside the symbol: FNC1 first, and behind every field that does not end by itself. */
export function elementString({ fields }: { readonly fields: readonly Gs1LabelField[] }): string {
  return fields.reduce((text, { identifier, value }, index) => {
    const isLast = index === fields.length - 1
    return text + identifier + value + (isLast || PREDEFINED.test(identifier) ? '' : FNC1)
  }, FNC1)
}

/** ^BX knows FNC1 as `_1`, and so an underscore as two of them. */
function matrixData(text: string): string {
  return text.replaceAll('_', '__').replaceAll(FNC1, '_1')
}

/**
 * Field data as nobody can break out of it: what means something to the printer is written as its hexadecimal code
 * behind an underscore (^FH), bytes of UTF-8 elsewhere as they are.
 */
function field(data: string): string {
  const safe = data.replace(
    /[\^~\\_]|\p{Cc}/gu,
    (character) => `_${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return `^FH^FD${safe}^FS`
}
